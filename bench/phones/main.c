/* phones: a bounded load generator for lcm's live contract, on loopback addresses only. */
#include "phones.h"

#include <string.h>

static const struct {
    const char *name;
    void (*run)(const struct options *);
} MODES[] = {
    {"join", join_run},   {"streams", streams_run}, {"vote", vote_run},
    {"burst", burst_run}, {"state", state_run},     {"bare", bare_run},
};

int main(int argc, char **argv)
{
    struct options options;

    options_read(&options, argc, argv);
    for (size_t at = 0; at < sizeof MODES / sizeof *MODES; at++) {
        if (strcmp(options.mode, MODES[at].name) == 0) {
            MODES[at].run(&options);
            return 0;
        }
    }
    fatal("no mode '%s'", options.mode);
}
