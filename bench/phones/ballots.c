/* vote: phones sharing connections put ballot after ballot.  burst: all put one at one moment. */
#include "phones.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FRESH, EARLY, SENT }; /* the steps of a connection: EARLY holds a ballot not yet due */

struct ballots {
    char **cookies;
    int phones;
    bool burst;
    FILE *journal;
    struct latencies latencies;
    long sent, acknowledged, stale, crossed;
    uint64_t last_at;
};

/* splitmix64 (Steele, Lea, Flood 2014) */
static uint64_t mixed(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

/* A ranking of 1 to `rank` different options, always the same for one seed, phone and sequence. */
static void choice_write(char *text, const struct options *options, long phone, long seq)
{
    uint64_t state = options->seed * 1000003u ^ (uint64_t)phone << 32 ^ (uint64_t)seq;
    int order[MAX_CHOICES], most = options->rank, picked, length;

    most = most < options->choice_count ? most : options->choice_count;
    picked = 1 + (int)(mixed(&state) % (uint64_t)most);
    for (int at = 0; at < options->choice_count; at++)
        order[at] = at;
    length = sprintf(text, "[");
    for (int at = 0; at < picked; at++) {
        int from = at + (int)(mixed(&state) % (uint64_t)(options->choice_count - at));
        int option = order[from];

        order[from] = order[at];
        order[at] = option;
        length += sprintf(text + length, "%s%s", at ? "," : "", options->choices[option]);
    }
    strcpy(text + length, "]");
}

static void journal_line(const struct engine *engine, const char *what,
                         const struct connection *of)
{
    const struct ballots *ballots = engine->own;
    char choice[CHOICE_ROOM];

    choice_write(choice, engine->options, of->phone, of->seq);
    fprintf(ballots->journal, "%s\t%ld\t%ld\t%s\n", what, of->phone, of->seq, choice);
}

/* When the ballot was due: at once, or spread evenly over --over seconds. */
static uint64_t due_at(const struct engine *engine, const struct connection *of)
{
    const struct options *options = engine->options;
    const struct ballots *ballots = engine->own;
    double total = (double)ballots->phones * options->each;
    double place = (double)(of->seq - options->from) * ballots->phones + (double)of->phone;

    return engine->started_at + (uint64_t)(place / total * options->over * 1e9);
}

static void turn_over(const struct engine *engine, struct connection *connection)
{
    const struct ballots *ballots = engine->own;

    if (connection->step == FRESH) {
        connection->phone = connection->slot;
        connection->seq = engine->options->from;
        return;
    }
    connection->phone += engine->count;
    if (connection->phone >= ballots->phones) {
        connection->phone = connection->slot;
        connection->seq++;
    }
}

static enum turn ballot_next(struct engine *engine, struct connection *connection)
{
    const struct options *options = engine->options;
    struct ballots *ballots = engine->own;
    char choice[CHOICE_ROOM], body[CHOICE_ROOM + 64];
    int length;

    if (connection->step != EARLY)
        turn_over(engine, connection);
    if (connection->seq >= options->from + options->each || engine_over(engine))
        return DONE;
    if (options->over > 0) {
        uint64_t due = due_at(engine, connection);

        if (connection->sent_at < due) {
            connection->step = EARLY;
            return LATER;
        }
        connection->sent_at = due;
    }
    connection->step = SENT;
    if (ballots->burst)
        connection->sent_at = engine->started_at;
    choice_write(choice, options, connection->phone, connection->seq);
    length = snprintf(body, sizeof body, "{\"choice\":%s,\"seq\":%ld}", choice, connection->seq);
    engine_request(engine,
                   "PUT /live/%s/polls/%s/ballot HTTP/1.1\r\nHost: %s:%d\r\n"
                   "Origin: http://%s:%d\r\nSec-Fetch-Site: same-origin\r\nCookie: %s\r\n"
                   "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
                   options->code, options->round, options->host, options->port, options->host,
                   options->port, ballots->cookies[connection->phone], length, body);
    ballots->sent++;
    return SEND;
}

/* The value after `"name":` in a small JSON object, or NULL. */
static const char *member(const struct answer *answer, const char *quoted_name)
{
    const char *end = answer->body + answer->body_length;
    const char *at = memmem(answer->body, answer->body_length, quoted_name, strlen(quoted_name));

    if (at == NULL)
        return NULL;
    at += strlen(quoted_name);
    while (at < end && (*at == ' ' || *at == ':'))
        at++;
    return at < end ? at : NULL;
}

static void ballot_answered(struct engine *engine, struct connection *connection,
                            const struct answer *answer)
{
    struct ballots *ballots = engine->own;
    const char *accepted, *seq;

    ballots->last_at = now_ns();
    latencies_add(&ballots->latencies, ballots->last_at - connection->sent_at);
    if (answer->status != 200)
        return;
    accepted = member(answer, "\"accepted\"");
    seq = member(answer, "\"seq\"");
    if (accepted == NULL || *accepted != 't') {
        ballots->stale++;
    } else if (seq == NULL || strtol(seq, NULL, 10) != connection->seq) {
        ballots->crossed++;
    } else {
        journal_line(engine, "ack", connection);
        if (++ballots->acknowledged == engine->options->mark) {
            puts("{\"reached\":true}");
            fflush(stdout);
        }
    }
}

static void ballots_report(const struct engine *engine)
{
    struct ballots *ballots = engine->own;
    double seconds = ballots->last_at ? (double)(ballots->last_at - engine->started_at) / 1e9 : 0;

    report_open(engine);
    printf(",\"phones\":%d,\"sent\":%ld,\"acknowledged\":%ld,\"stale\":%ld,\"crossed\":%ld,"
           "\"rate\":%.1f,\"began_ns\":%llu,\"last_ns\":%llu",
           ballots->phones, ballots->sent, ballots->acknowledged, ballots->stale, ballots->crossed,
           seconds > 0 ? (double)ballots->acknowledged / seconds : 0,
           (unsigned long long)engine->started_at, (unsigned long long)ballots->last_at);
    latencies_print("latency", &ballots->latencies);
    report_close();
}

static void ballots_run(const struct options *options, bool burst)
{
    struct ballots ballots = {.burst = burst};
    struct engine engine = {.options = options, .own = &ballots, .next = ballot_next,
                            .answered = ballot_answered, .grace = 10000000000u};
    int connections = options->connections;

    if (options->round == NULL || options->choice_count == 0)
        fatal("--round and --options say what to vote on");
    ballots.cookies = cookies_read(options->cookies, options->phones, &ballots.phones);
    ballots.journal = opened(options->out, "w");
    setvbuf(ballots.journal, NULL, _IOFBF, 1 << 20);
    if (burst || connections > ballots.phones)
        connections = ballots.phones;
    engine_run(&engine, connections, connections);
    for (int slot = 0; slot < engine.opened; slot++)
        if (engine.connections[slot].waiting)
            journal_line(&engine, "sent", &engine.connections[slot]);
    if (fclose(ballots.journal) != 0)
        fatal("the journal is not complete");
    ballots_report(&engine);
}

void vote_run(const struct options *options)
{
    ballots_run(options, false);
}

void burst_run(const struct options *options)
{
    ballots_run(options, true);
}
