/* Reads and bounds what the command line asks. */
#include "phones.h"

#include <arpa/inet.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void fatal(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fputs("phones: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(2);
}

void *grown(void *block, size_t bytes)
{
    block = realloc(block, bytes);
    if (block == NULL)
        fatal("out of memory");
    return block;
}

FILE *opened(const char *path, const char *how)
{
    FILE *file = path == NULL ? NULL : fopen(path, how);

    if (file == NULL)
        fatal("cannot open the file '%s'", path == NULL ? "(not given)" : path);
    return file;
}

static double bounded(const char *name, const char *text, double least, double most)
{
    char *end;
    double value = strtod(text, &end);

    if (*text == '\0' || *end != '\0' || !(value >= least && value <= most))
        fatal("%s must be %.0f to %.0f, not '%s'", name, least, most, text);
    return value;
}

static const char *loopback(const char *host)
{
    struct in_addr address;

    if (inet_pton(AF_INET, host, &address) != 1 || ntohl(address.s_addr) >> 24 != 127)
        fatal("only loopback addresses (127.x.x.x) are called, not '%s'", host);
    return host;
}

static void choices_split(struct options *options, char *list)
{
    char *rest = list, *choice;

    while ((choice = strsep(&rest, ",")) != NULL) {
        if (options->choice_count == MAX_CHOICES || strlen(choice) > 24 || *choice == '\0')
            fatal("at most %d option ids of 1 to 24 characters", MAX_CHOICES);
        options->choices[options->choice_count++] = choice;
    }
}

enum { CODE = 1, HOST, COOKIES, OUT, ROUND, OPTIONS, PORT, CONNECTIONS, EACH, FROM, RANK, MARK,
       SECONDS, OVER, SEED };

static const struct option NAMES[] = {
    {"code", required_argument, NULL, CODE},       {"host", required_argument, NULL, HOST},
    {"cookies", required_argument, NULL, COOKIES}, {"out", required_argument, NULL, OUT},
    {"round", required_argument, NULL, ROUND},     {"options", required_argument, NULL, OPTIONS},
    {"port", required_argument, NULL, PORT},       {"each", required_argument, NULL, EACH},
    {"from", required_argument, NULL, FROM},       {"rank", required_argument, NULL, RANK},
    {"mark", required_argument, NULL, MARK},       {"seconds", required_argument, NULL, SECONDS},
    {"over", required_argument, NULL, OVER},       {"seed", required_argument, NULL, SEED},
    {"connections", required_argument, NULL, CONNECTIONS}, {NULL, 0, NULL, 0},
};

static void option_take(struct options *options, int name, char *text)
{
    switch (name) {
    case CODE: options->code = text; break;
    case HOST: options->host = loopback(text); break;
    case COOKIES: options->cookies = text; break;
    case OUT: options->out = text; break;
    case ROUND: options->round = text; break;
    case OPTIONS: choices_split(options, text); break;
    case PORT: options->port = (int)bounded("--port", text, 1, 65535); break;
    case CONNECTIONS:
        options->connections = (int)bounded("--connections", text, 1, MAX_CONNECTIONS);
        break;
    case EACH: options->each = (int)bounded("--each", text, 1, 100000); break;
    case FROM: options->from = (int)bounded("--from", text, 1, 1e9); break;
    case RANK: options->rank = (int)bounded("--rank", text, 1, MAX_CHOICES); break;
    case MARK: options->mark = (int)bounded("--mark", text, 1, 1e9); break;
    case SECONDS: options->seconds = bounded("--seconds", text, 0, MAX_SECONDS); break;
    case OVER: options->over = bounded("--over", text, 0, MAX_SECONDS); break;
    case SEED: options->seed = (uint64_t)bounded("--seed", text, 0, 1e15); break;
    default: exit(2);
    }
}

void options_read(struct options *options, int argc, char **argv)
{
    int name;

    *options = (struct options){.host = "127.0.0.1", .connections = 64, .each = 1, .from = 1,
                                .rank = 3, .seconds = 120, .seed = 1};
    while ((name = getopt_long(argc, argv, "", NAMES, NULL)) != -1)
        option_take(options, name, optarg);
    if (optind < argc)
        options->mode = argv[optind++];
    if (optind < argc)
        options->phones = (int)bounded("the number of phones", argv[optind++], 1, MAX_PHONES);
    if (options->mode == NULL || optind < argc || options->code == NULL || options->port == 0)
        fatal("usage: phones join|streams|vote|burst|state|bare [PHONES] --port P --code CODE ...");
}

char **cookies_read(const char *path, int limit, int *count)
{
    FILE *file = opened(path, "r");
    char **cookies = grown(NULL, MAX_PHONES * sizeof *cookies), *line = NULL;
    size_t room = 0;

    *count = 0;
    limit = limit > 0 ? limit : MAX_PHONES;
    while (*count < limit && getline(&line, &room, file) > 0) {
        line[strcspn(line, "\n")] = '\0';
        cookies[(*count)++] = line;
        line = NULL;
        room = 0;
    }
    free(line);
    fclose(file);
    if (*count == 0)
        fatal("no cookies in '%s'", path);
    return cookies;
}
