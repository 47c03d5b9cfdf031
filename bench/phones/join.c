/* join: each phone opens the page, keeps its cookies and asks the state once. */
#include "phones.h"

#include <string.h>

enum { JOINED = 1 }; /* the step between page and state */

struct joins {
    char **cookies;
    int next_phone;
    long complete, without_cookie;
    uint64_t *began_at;
    struct latencies page, state, both;
};

static enum turn join_next(struct engine *engine, struct connection *connection)
{
    const struct options *options = engine->options;
    struct joins *joins = engine->own;

    if (connection->step == JOINED) {
        engine_request(engine, "GET /live/%s/state HTTP/1.1\r\nHost: %s:%d\r\nCookie: %s\r\n\r\n",
                       options->code, options->host, options->port,
                       joins->cookies[connection->phone]);
        return SEND;
    }
    if (joins->next_phone == options->phones || engine_over(engine))
        return DONE;
    connection->phone = joins->next_phone++;
    joins->began_at[connection->phone] = connection->sent_at;
    engine_request(engine, "GET /j/%s HTTP/1.1\r\nHost: %s:%d\r\nAccept: text/html\r\n\r\n",
                   options->code, options->host, options->port);
    return SEND;
}

static char *cookies_of(const struct answer *answer)
{
    char *cookies = grown(NULL, 1);
    const char *from = NULL;
    size_t length = 0, value_length;

    cookies[0] = '\0';
    while ((from = header(answer, "set-cookie", from, &value_length)) != NULL) {
        size_t pair = strcspn(from, ";\r\n");

        cookies = grown(cookies, length + pair + 3);
        length += (size_t)sprintf(cookies + length, "%s%.*s", length ? "; " : "", (int)pair, from);
    }
    return cookies;
}

static void page_answered(struct joins *joins, struct connection *connection,
                          const struct answer *answer)
{
    char *cookies = cookies_of(answer);

    latencies_add(&joins->page, now_ns() - connection->sent_at);
    joins->cookies[connection->phone] = cookies;
    if (answer->status == 200 && *cookies != '\0')
        connection->step = JOINED;
    else
        joins->without_cookie++;
}

static void join_answered(struct engine *engine, struct connection *connection,
                          const struct answer *answer)
{
    struct joins *joins = engine->own;
    uint64_t now = now_ns();

    if (connection->step != JOINED) {
        page_answered(joins, connection, answer);
        return;
    }
    connection->step = 0;
    latencies_add(&joins->state, now - connection->sent_at);
    if (answer->status == 200) {
        latencies_add(&joins->both, now - joins->began_at[connection->phone]);
        joins->complete++;
    }
}

static void cookies_write(const struct options *options, char **cookies)
{
    FILE *out = opened(options->cookies, "w");

    for (int phone = 0; phone < options->phones; phone++)
        fprintf(out, "%s\n", cookies[phone] ? cookies[phone] : "");
    if (fclose(out) != 0)
        fatal("the cookies are not complete");
}

void join_run(const struct options *options)
{
    struct joins joins = {0};
    struct engine engine = {.options = options, .own = &joins, .next = join_next,
                            .answered = join_answered, .grace = 10000000000u};
    size_t phones = (size_t)options->phones;

    if (options->phones == 0)
        fatal("join how many phones?");
    joins.cookies = memset(grown(NULL, phones * sizeof(char *)), 0, phones * sizeof(char *));
    joins.began_at = grown(NULL, phones * sizeof(uint64_t));
    engine_run(&engine, options->connections, options->connections);
    cookies_write(options, joins.cookies);
    report_open(&engine);
    printf(",\"phones\":%d,\"complete\":%ld,\"without_cookie\":%ld,\"rate\":%.1f", options->phones,
           joins.complete, joins.without_cookie,
           (double)joins.complete / ((double)(engine.ended_at - engine.started_at) / 1e9));
    latencies_print("page", &joins.page);
    latencies_print("state", &joins.state);
    latencies_print("latency", &joins.both);
    report_close();
}
