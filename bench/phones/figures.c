/* Latencies and their percentiles (nearest rank). */
#include "phones.h"

#include <stdlib.h>
#include <time.h>

uint64_t now_ns(void)
{
    struct timespec at;

    clock_gettime(CLOCK_MONOTONIC, &at);
    return (uint64_t)at.tv_sec * 1000000000u + (uint64_t)at.tv_nsec;
}

void latencies_add(struct latencies *latencies, uint64_t ns)
{
    if (latencies->count == latencies->room) {
        latencies->room = latencies->room ? latencies->room * 2 : 65536;
        latencies->us = grown(latencies->us, latencies->room * sizeof *latencies->us);
    }
    latencies->us[latencies->count++] = (uint32_t)(ns / 1000);
}

static int ascending(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return (a > b) - (a < b);
}

static double ms_at(const struct latencies *latencies, unsigned percent)
{
    size_t rank = (latencies->count * percent + 99) / 100;

    return latencies->count ? latencies->us[rank ? rank - 1 : 0] / 1000.0 : 0;
}

void latencies_print(const char *name, struct latencies *latencies)
{
    if (latencies->count)
        qsort(latencies->us, latencies->count, sizeof *latencies->us, ascending);
    printf(",\"%s\":{\"count\":%zu,\"p50_ms\":%.3f,\"p95_ms\":%.3f,\"p99_ms\":%.3f,"
           "\"max_ms\":%.3f}",
           name, latencies->count, ms_at(latencies, 50), ms_at(latencies, 95),
           ms_at(latencies, 99), ms_at(latencies, 100));
}
