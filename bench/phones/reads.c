/* state: reads back what the server stored for every phone.  bare: the ping at full speed. */
#include "phones.h"

struct reads {
    char **cookies;
    int phones, next_phone;
    FILE *out;
    struct latencies latencies;
};

static enum turn state_next(struct engine *engine, struct connection *connection)
{
    const struct options *options = engine->options;
    struct reads *reads = engine->own;

    if (reads->next_phone == reads->phones || engine_over(engine))
        return DONE;
    connection->phone = reads->next_phone++;
    engine_request(engine, "GET /live/%s/state HTTP/1.1\r\nHost: %s:%d\r\nCookie: %s\r\n\r\n",
                   options->code, options->host, options->port,
                   reads->cookies[connection->phone]);
    return SEND;
}

static void state_answered(struct engine *engine, struct connection *connection,
                           const struct answer *answer)
{
    struct reads *reads = engine->own;

    latencies_add(&reads->latencies, now_ns() - connection->sent_at);
    if (answer->status != 200)
        return;
    fprintf(reads->out, "%ld\t", connection->phone);
    for (size_t at = 0; at < answer->body_length; at++)
        putc(answer->body[at] == '\n' ? ' ' : answer->body[at], reads->out);
    putc('\n', reads->out);
}

void state_run(const struct options *options)
{
    struct reads reads = {0};
    struct engine engine = {.options = options, .own = &reads, .next = state_next,
                            .answered = state_answered, .grace = 10000000000u};

    reads.cookies = cookies_read(options->cookies, options->phones, &reads.phones);
    reads.out = opened(options->out, "w");
    engine_run(&engine, options->connections, options->connections);
    if (fclose(reads.out) != 0)
        fatal("what was read back is not complete");
    report_open(&engine);
    latencies_print("latency", &reads.latencies);
    report_close();
}

static enum turn ping_next(struct engine *engine, struct connection *connection)
{
    (void)connection; /* all say the same, so it is written once, before the run */
    return engine_over(engine) ? DONE : SEND;
}

static void ping_answered(struct engine *engine, struct connection *connection,
                          const struct answer *answer)
{
    struct reads *reads = engine->own;

    (void)answer;
    latencies_add(&reads->latencies, now_ns() - connection->sent_at);
}

void bare_run(const struct options *options)
{
    struct reads reads = {0};
    struct engine engine = {.options = options, .own = &reads, .next = ping_next,
                            .answered = ping_answered, .grace = 10000000000u};

    engine_request(&engine, "GET /live/%s/ping HTTP/1.1\r\nHost: %s:%d\r\n\r\n", options->code,
                   options->host, options->port);
    engine_run(&engine, options->connections, options->connections);
    report_open(&engine);
    printf(",\"rate\":%.1f", (double)engine.statuses[200] /
                                 ((double)(engine.ended_at - engine.started_at) / 1e9));
    latencies_print("latency", &reads.latencies);
    report_close();
}
