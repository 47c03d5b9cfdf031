/* As much of HTTP/1.1 as an answer on loopback needs. */
#include "phones.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SIZE, EXTENSION, SIZE_LF, DATA, DATA_CR, DATA_LF, LAST_CR, LAST_LF, ENDED };
enum { MAX_CHUNK = 1 << 24 };

const char *header(const struct answer *answer, const char *name, const char *from,
                   size_t *length)
{
    const char *end = answer->head + answer->head_length, *line = from ? from : answer->head;
    size_t name_length = strlen(name);

    while ((line = memchr(line, '\n', (size_t)(end - line))) != NULL && ++line < end) {
        if ((size_t)(end - line) <= name_length || line[name_length] != ':' ||
            strncasecmp(line, name, name_length) != 0)
            continue;
        line += name_length + 1;
        line += strspn(line, " \t");
        *length = strcspn(line, "\r\n");
        return line;
    }
    return NULL;
}

long head_read(const char *text, size_t length, struct answer *answer)
{
    const char *end = memmem(text, length, "\r\n\r\n", 4), *value;
    size_t value_length;

    if (end == NULL)
        return length > 65536 ? -1 : 0;
    if (length < 12 || memcmp(text, "HTTP/1.1 ", 9) != 0)
        return -1;
    *answer = (struct answer){.status = atoi(text + 9), .head = text,
                              .head_length = (size_t)(end - text) + 4};
    if (answer->status < 100 || answer->status > 599)
        return -1;
    value = header(answer, "connection", NULL, &value_length);
    answer->close = value != NULL && strncasecmp(value, "close", 5) == 0;
    value = header(answer, "transfer-encoding", NULL, &value_length);
    answer->chunked = value != NULL && strncasecmp(value, "chunked", 7) == 0;
    return (long)answer->head_length;
}

static int hex(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    digit |= 0x20;
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* One byte between the payloads; false when it is no chunk framing. */
static bool chunks_framing(struct chunks *chunks, char byte)
{
    static const char FIXED[] = {[SIZE_LF] = '\n', [DATA_CR] = '\r', [DATA_LF] = '\n',
                                 [LAST_CR] = '\r', [LAST_LF] = '\n'};
    static const int AFTER[] = {[DATA_CR] = DATA_LF, [DATA_LF] = SIZE, [LAST_CR] = LAST_LF,
                                [LAST_LF] = ENDED};

    if (chunks->state == SIZE && hex(byte) >= 0) {
        chunks->left = chunks->left * 16 + (size_t)hex(byte);
        return chunks->left < MAX_CHUNK;
    }
    if (chunks->state == SIZE || chunks->state == EXTENSION) {
        chunks->state = byte == '\r' ? SIZE_LF : EXTENSION;
        return true;
    }
    if (byte != FIXED[chunks->state])
        return false;
    if (chunks->state == SIZE_LF)
        chunks->state = chunks->left ? DATA : LAST_CR;
    else
        chunks->state = AFTER[chunks->state];
    return true;
}

long chunks_step(struct chunks *chunks, const char *in, size_t length, const char **text,
                 size_t *text_length)
{
    size_t used = 0;

    *text_length = 0;
    while (used < length && chunks->state != DATA && chunks->state != ENDED)
        if (!chunks_framing(chunks, in[used++]))
            return -1;
    if (chunks->state == DATA) {
        *text = in + used;
        *text_length = length - used < chunks->left ? length - used : chunks->left;
        chunks->left -= *text_length;
        if (chunks->left == 0)
            chunks->state = DATA_CR;
    }
    return (long)(used + *text_length);
}

bool chunks_ended(const struct chunks *chunks)
{
    return chunks->state == ENDED;
}

/* Moves the payload to the front of `text`; -1 broken, 0 incomplete, else the bytes used.
   An incomplete body must stay as it is, so the first pass only looks. */
static long chunked_body(char *text, size_t length, size_t *payload, bool move)
{
    struct chunks chunks = {0};
    size_t at = 0, piece_length;
    const char *piece;

    *payload = 0;
    while (at < length && !chunks_ended(&chunks)) {
        long used = chunks_step(&chunks, text + at, length - at, &piece, &piece_length);

        if (used < 0)
            return -1;
        if (move && piece_length)
            memmove(text + *payload, piece, piece_length);
        *payload += piece_length;
        at += (size_t)used;
    }
    return chunks_ended(&chunks) ? (long)at : 0;
}

long answer_read(char *text, size_t length, struct answer *answer)
{
    long head = head_read(text, length, answer), used;
    size_t value_length;
    const char *value;

    if (head <= 0 || answer->status < 200)
        return head <= 0 ? head : -1;
    answer->body = text + head;
    if (answer->status == 204 || answer->status == 304)
        return head;
    if (answer->chunked) {
        used = chunked_body(text + head, length - (size_t)head, &answer->body_length, false);
        if (used > 0)
            chunked_body(text + head, length - (size_t)head, &answer->body_length, true);
        return used > 0 ? head + used : used;
    }
    value = header(answer, "content-length", NULL, &value_length);
    if (value == NULL)
        return -1;
    answer->body_length = strtoul(value, NULL, 10);
    return length - (size_t)head < answer->body_length ? 0 : head + (long)answer->body_length;
}
