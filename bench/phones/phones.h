/* A crowd of phones in one thread: what the modes of the load generator share. */
#ifndef PHONES_H
#define PHONES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum {
    MAX_PHONES = 20000,
    MAX_CONNECTIONS = 12000,
    MAX_SECONDS = 600,
    MAX_CHOICES = 64,
    REQUEST_ROOM = 8192,
    CHOICE_ROOM = 2048,
};

/* ---- options.c ---- */
struct options {
    const char *mode, *code, *host, *cookies, *out, *round;
    char *choices[MAX_CHOICES]; /* the option ids as JSON text */
    int choice_count;
    int port, phones, connections, each, from, rank, mark;
    double seconds, over;
    uint64_t seed;
};

void options_read(struct options *options, int argc, char **argv);
_Noreturn void fatal(const char *format, ...) __attribute__((format(printf, 1, 2)));
void *grown(void *block, size_t bytes);
FILE *opened(const char *path, const char *how);
/* One cookie header value per phone; sets *count, at most `limit` of them (0: all). */
char **cookies_read(const char *path, int limit, int *count);

/* ---- figures.c ---- */
struct latencies {
    uint32_t *us;
    size_t count, room;
};

uint64_t now_ns(void); /* CLOCK_MONOTONIC: comparable with other processes */
void latencies_add(struct latencies *latencies, uint64_t ns);
void latencies_print(const char *name, struct latencies *latencies);

/* ---- http.c ---- */
struct chunks { /* RFC 9112, 7.1, fed piece by piece */
    int state;
    size_t left;
};

struct answer {
    int status;
    bool close, chunked;
    const char *head, *body;
    size_t head_length, body_length;
};

/* Bytes of the head, 0 when it is not complete yet, -1 when it is no HTTP. */
long head_read(const char *text, size_t length, struct answer *answer);
/* Bytes of the whole answer, 0 when incomplete, -1 when broken; dechunks in place. */
long answer_read(char *text, size_t length, struct answer *answer);
/* Value of the next header `name` after `from` (NULL: the start), or NULL; sets *length. */
const char *header(const struct answer *answer, const char *name, const char *from,
                   size_t *length);
/* Takes one step; *text, *text_length are set to payload found. Returns bytes used, -1 broken. */
long chunks_step(struct chunks *chunks, const char *in, size_t length, const char **text,
                 size_t *text_length);
bool chunks_ended(const struct chunks *chunks);

/* ---- engine.c: keep-alive connections, each with one request out at a time ---- */
enum turn { SEND, LATER, DONE };

struct connection {
    int fd, slot;
    bool waiting; /* a request is out, also when the connection was lost since */
    bool idle;    /* has something to send, later */
    char *in;
    size_t length, room;
    uint64_t sent_at;
    long phone, seq;
    int step;
};

struct engine {
    const struct options *options;
    void *own;
    /* Writes the next request into `request`; may move sent_at (now) to the moment it was due. */
    enum turn (*next)(struct engine *, struct connection *);
    void (*answered)(struct engine *, struct connection *, const struct answer *);
    /* In place of `answered`: consumes the bytes that came in; false ends the connection. */
    bool (*streamed)(struct engine *, struct connection *);

    char request[REQUEST_ROOM];
    size_t request_length;
    struct connection *connections;
    int count, opened, live, idle, epoll;
    uint64_t started_at, stop_at, grace, ended_at;
    long statuses[600], lost, broken;
};

/* Runs until every connection is done, or stop_at + grace, or SIGTERM. */
void engine_run(struct engine *engine, int connections, int at_once);
void engine_open(struct engine *engine);
void engine_request(struct engine *engine, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
bool engine_over(const struct engine *engine);
void report_open(const struct engine *engine);
void report_close(void);

/* ---- modes ---- */
void join_run(const struct options *options);
void streams_run(const struct options *options);
void vote_run(const struct options *options);
void burst_run(const struct options *options);
void state_run(const struct options *options);
void bare_run(const struct options *options);

#endif
