/* One thread, one epoll, many keep-alive connections. */
#include "phones.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

enum { FIRST_ROOM = 4096, MOST_ROOM = 1 << 22, EVENTS = 512 };

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
    (void)signal;
    stopped = 1;
}

bool engine_over(const struct engine *engine)
{
    return stopped || now_ns() >= engine->stop_at;
}

void engine_request(struct engine *engine, const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(engine->request, REQUEST_ROOM, format, arguments);
    va_end(arguments);
    if (length < 0 || length >= REQUEST_ROOM)
        fatal("a request does not fit %d bytes", REQUEST_ROOM);
    engine->request_length = (size_t)length;
}

static void ended(struct engine *engine, struct connection *connection)
{
    if (connection->fd < 0)
        return;
    close(connection->fd);
    connection->fd = -1;
    engine->live--;
    engine->idle -= connection->idle;
    connection->idle = false;
}

static void lost(struct engine *engine, struct connection *connection)
{
    engine->lost++;
    ended(engine, connection);
}

/* Calls the server; the connection is ready to send when this returns, or ended. */
static void called(struct engine *engine, struct connection *connection)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)engine->options->port)};
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    int on = 1;

    inet_pton(AF_INET, engine->options->host, &to.sin_addr);
    connection->length = 0;
    connection->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connection->fd < 0)
        fatal("no socket: %s", strerror(errno));
    engine->live++;
    if (connect(connection->fd, (struct sockaddr *)&to, sizeof to) != 0) {
        lost(engine, connection);
        return;
    }
    setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(connection->fd, F_SETFL, O_NONBLOCK);
    epoll_ctl(engine->epoll, EPOLL_CTL_ADD, connection->fd, &event);
}

static void send_next(struct engine *engine, struct connection *connection)
{
    enum turn turn;

    engine->idle -= connection->idle;
    connection->idle = false;
    connection->sent_at = now_ns();
    turn = engine->next(engine, connection);
    if (turn == DONE) {
        ended(engine, connection);
    } else if (turn == LATER) {
        connection->idle = true;
        engine->idle++;
    } else {
        connection->waiting = true;
        /* A request is far smaller than an empty socket buffer: less than all means it broke. */
        if (send(connection->fd, engine->request, engine->request_length, MSG_NOSIGNAL) !=
            (ssize_t)engine->request_length)
            lost(engine, connection);
    }
}

void engine_open(struct engine *engine)
{
    struct connection *connection;

    if (engine->opened == engine->count)
        return;
    connection = &engine->connections[engine->opened];
    connection->slot = engine->opened++;
    connection->room = FIRST_ROOM;
    connection->in = grown(NULL, FIRST_ROOM);
    called(engine, connection);
    if (engine->started_at && connection->fd >= 0)
        send_next(engine, connection);
}

/* True when the connection goes on. */
static bool answers_taken(struct engine *engine, struct connection *connection)
{
    struct answer answer;
    long used = answer_read(connection->in, connection->length, &answer);

    if (used == 0)
        return true;
    if (used < 0 || !connection->waiting || (size_t)used != connection->length) {
        engine->broken++;
        return false;
    }
    connection->waiting = false;
    connection->length = 0;
    engine->statuses[answer.status]++;
    engine->answered(engine, connection, &answer);
    if (answer.close) {
        ended(engine, connection);
        called(engine, connection);
    }
    if (connection->fd >= 0)
        send_next(engine, connection);
    return true;
}

static void arrived(struct engine *engine, struct connection *connection)
{
    ssize_t length;

    if (connection->fd < 0)
        return;
    if (connection->length == connection->room) {
        connection->room *= 4;
        if (connection->room > MOST_ROOM)
            fatal("an answer is longer than %d bytes", MOST_ROOM);
        connection->in = grown(connection->in, connection->room);
    }
    length = read(connection->fd, connection->in + connection->length,
                  connection->room - connection->length);
    if (length > 0) {
        connection->length += (size_t)length;
        if (!(engine->streamed ? engine->streamed : answers_taken)(engine, connection))
            lost(engine, connection);
    } else if (length == 0 && connection->idle) {
        ended(engine, connection); /* the server's keep-alive time is over: call again */
        called(engine, connection);
        if (connection->fd >= 0)
            send_next(engine, connection);
    } else if (length == 0 || errno != EAGAIN) {
        lost(engine, connection);
    }
}

static void idle_asked(struct engine *engine)
{
    for (int slot = 0; slot < engine->opened && engine->idle; slot++)
        if (engine->connections[slot].idle)
            send_next(engine, &engine->connections[slot]);
}

static void loop(struct engine *engine)
{
    struct epoll_event events[EVENTS];

    while (engine->live && !stopped && now_ns() < engine->stop_at + engine->grace) {
        int count = epoll_wait(engine->epoll, events, EVENTS, engine->idle ? 1 : 50);

        for (int at = 0; at < count; at++)
            arrived(engine, events[at].data.ptr);
        if (engine->idle)
            idle_asked(engine);
    }
}

void engine_run(struct engine *engine, int connections, int at_once)
{
    struct sigaction action = {.sa_handler = stop};

    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    engine->count = connections;
    engine->connections = grown(NULL, (size_t)connections * sizeof *engine->connections);
    memset(engine->connections, 0, (size_t)connections * sizeof *engine->connections);
    engine->epoll = epoll_create1(EPOLL_CLOEXEC);
    for (int slot = 0; slot < at_once && slot < connections; slot++)
        engine_open(engine);
    usleep(200000); /* let the server accept them: what follows measures requests, not calls */
    engine->started_at = now_ns();
    engine->stop_at = engine->started_at + (uint64_t)(engine->options->seconds * 1e9);
    for (int slot = 0; slot < engine->opened; slot++)
        if (engine->connections[slot].fd >= 0)
            send_next(engine, &engine->connections[slot]);
    loop(engine);
    engine->ended_at = now_ns();
}

void report_open(const struct engine *engine)
{
    double seconds = (double)(engine->ended_at - engine->started_at) / 1e9;
    struct rusage used;
    long unanswered = 0;
    bool first = true;

    for (int slot = 0; slot < engine->opened; slot++)
        unanswered += engine->connections[slot].waiting;
    getrusage(RUSAGE_SELF, &used);
    printf("{\"mode\":\"%s\",\"seconds\":%.3f,\"cpu_seconds\":%.3f,\"lost_connections\":%ld,"
           "\"broken_answers\":%ld,\"unanswered\":%ld,\"statuses\":{",
           engine->options->mode, seconds,
           (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
               (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6,
           engine->lost, engine->broken, unanswered);
    for (int status = 0; status < 600; status++) {
        if (engine->statuses[status] == 0)
            continue;
        printf("%s\"%d\":%ld", first ? "" : ",", status, engine->statuses[status]);
        first = false;
    }
    putchar('}');
}

void report_close(void)
{
    puts("}");
    fflush(stdout);
}
