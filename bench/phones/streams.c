/* streams: holds one event stream per phone and stamps when each event reached each. */
#include "phones.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_ROOM = 160, NAME_ROOM = 48, MOST_EVENTS = 1024, OPENING = 256 };

struct stream {
    bool open, chunked, has_data;
    struct chunks chunks;
    char line[LINE_ROOM], id[NAME_ROOM], event[NAME_ROOM];
    size_t line_length;
    long events;
};

struct event { /* one broadcast: its arrivals, in order */
    char id[NAME_ROOM];
    uint64_t *at;
    size_t count, room;
};

struct streams {
    char **cookies;
    int phones, open, answered;
    struct stream *each;
    struct event *events;
    int event_count;
    long others, unlisted, heartbeats;
};

static enum turn stream_next(struct engine *engine, struct connection *connection)
{
    const struct options *options = engine->options;
    struct streams *streams = engine->own;

    connection->phone = connection->slot;
    engine_request(engine,
                   "GET /live/%s/events HTTP/1.1\r\nHost: %s:%d\r\nAccept: text/event-stream\r\n"
                   "Cookie: %s\r\n\r\n",
                   options->code, options->host, options->port,
                   streams->cookies[connection->phone]);
    return SEND;
}

static struct event *event_of(struct streams *streams, const char *id)
{
    struct event *event;

    for (int at = streams->event_count - 1; at >= 0; at--)
        if (strcmp(streams->events[at].id, id) == 0)
            return &streams->events[at];
    if (streams->event_count == MOST_EVENTS)
        return NULL;
    event = &streams->events[streams->event_count++];
    strcpy(event->id, id);
    return event;
}

static void dispatched(struct streams *streams, struct stream *stream, uint64_t at)
{
    struct event *event;

    if (!stream->has_data || strcmp(stream->event, "state") != 0) {
        streams->others += stream->has_data;
        return;
    }
    stream->events++;
    event = event_of(streams, stream->id);
    if (event == NULL) {
        streams->unlisted++;
        return;
    }
    if (event->count == event->room) {
        event->room = event->room ? event->room * 2 : 1024;
        event->at = grown(event->at, event->room * sizeof *event->at);
    }
    event->at[event->count++] = at;
}

static void field_kept(char *field, const char *value)
{
    snprintf(field, NAME_ROOM, "%.*s", NAME_ROOM - 1, value + (*value == ' '));
}

/* WHATWG HTML, 9.2.6: the fields of an event stream. */
static void line_taken(struct streams *streams, struct stream *stream, uint64_t at)
{
    stream->line[stream->line_length] = '\0';
    if (stream->line_length == 0) {
        dispatched(streams, stream, at);
        stream->has_data = false;
        stream->event[0] = '\0';
    } else if (stream->line[0] == ':') {
        streams->heartbeats++;
    } else if (strncmp(stream->line, "id:", 3) == 0) {
        field_kept(stream->id, stream->line + 3);
    } else if (strncmp(stream->line, "event:", 6) == 0) {
        field_kept(stream->event, stream->line + 6);
    } else if (strncmp(stream->line, "data:", 5) == 0) {
        stream->has_data = true;
    }
    stream->line_length = 0;
}

static void text_taken(struct streams *streams, struct stream *stream, const char *text,
                       size_t length)
{
    uint64_t at = now_ns();

    for (size_t place = 0; place < length; place++) {
        if (text[place] == '\n')
            line_taken(streams, stream, at);
        else if (text[place] != '\r' && stream->line_length < LINE_ROOM - 1)
            stream->line[stream->line_length++] = text[place];
    }
}

/* Bytes of the head, 0 when it is not complete yet, -1 when it opens no stream. */
static long stream_opened(struct engine *engine, struct connection *connection)
{
    struct streams *streams = engine->own;
    struct stream *stream = &streams->each[connection->slot];
    struct answer answer;
    long used = head_read(connection->in, connection->length, &answer);

    if (used <= 0)
        return used;
    engine->statuses[answer.status]++;
    connection->waiting = false;
    engine_open(engine);
    stream->open = answer.status == 200;
    stream->chunked = answer.chunked;
    streams->open += stream->open;
    if (++streams->answered == engine->count) {
        printf("{\"open\":%d}\n", streams->open);
        fflush(stdout);
        engine->stop_at = now_ns() + (uint64_t)(engine->options->seconds * 1e9);
    }
    return stream->open ? used : -1;
}

static bool stream_arrived(struct engine *engine, struct connection *connection)
{
    struct streams *streams = engine->own;
    struct stream *stream = &streams->each[connection->slot];
    long at = 0, used;

    if (!stream->open && (at = stream_opened(engine, connection)) <= 0)
        return at == 0;
    while ((size_t)at < connection->length) {
        const char *text = connection->in + at;
        size_t length = connection->length - (size_t)at;

        used = (long)length;
        if (stream->chunked)
            used = chunks_step(&stream->chunks, connection->in + at, length, &text, &length);
        if (used <= 0)
            return false;
        text_taken(streams, stream, text, length);
        at += used;
    }
    connection->length = 0;
    return !chunks_ended(&stream->chunks);
}

static void spread_print(const struct event *event)
{
    struct latencies latencies = {0};

    for (size_t at = 0; at < event->count; at++)
        latencies_add(&latencies, event->at[at] - event->at[0]);
    printf("{\"id\":\"%s\",\"first_ns\":%llu,\"last_ns\":%llu", event->id,
           (unsigned long long)event->at[0], (unsigned long long)event->at[event->count - 1]);
    latencies_print("spread", &latencies);
    putchar('}');
    free(latencies.us);
}

static void streams_report(const struct engine *engine)
{
    const struct streams *streams = engine->own;
    long least = streams->each[0].events, most = least;

    for (int at = 1; at < streams->phones; at++) {
        long events = streams->each[at].events;

        least = events < least ? events : least;
        most = events > most ? events : most;
    }
    report_open(engine);
    printf(",\"phones\":%d,\"opened\":%d,\"dropped\":%ld,\"events_least\":%ld,\"events_most\":%ld,"
           "\"other_events\":%ld,\"unlisted\":%ld,\"heartbeats\":%ld,\"broadcasts\":[",
           streams->phones, streams->open, engine->lost, least, most, streams->others,
           streams->unlisted, streams->heartbeats);
    for (int at = 0; at < streams->event_count; at++) {
        fputs(at ? "," : "", stdout);
        spread_print(&streams->events[at]);
    }
    putchar(']');
    report_close();
}

void streams_run(const struct options *options)
{
    struct streams streams = {0};
    struct engine engine = {.options = options, .own = &streams, .next = stream_next,
                            .streamed = stream_arrived};
    size_t room;

    streams.cookies = cookies_read(options->cookies, options->phones, &streams.phones);
    room = (size_t)streams.phones * sizeof *streams.each;
    streams.each = memset(grown(NULL, room), 0, room);
    room = MOST_EVENTS * sizeof *streams.events;
    streams.events = memset(grown(NULL, room), 0, room);
    engine_run(&engine, streams.phones < MAX_CONNECTIONS ? streams.phones : MAX_CONNECTIONS,
               OPENING);
    streams_report(&engine);
}
