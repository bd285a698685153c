/* SPDX-License-Identifier: Apache-2.0 */
/* durable COUNT: kiosk-platform with a disk whose every fsync takes 20 ms longer. How long the
 * bridge's Submit takes until the number is durable, and how many fsyncs lie within it: with the
 * line cut, so that the queue grows, and with a province that answers. One line a value: what,
 * value, unit. */
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/base/clock.h"
#include "tests/unit/platform/service/caller.h"

enum { COUNT_MAX = 5000, SYNC_MS = 20 };

static struct house house;
static char syncs_path[HOUSE_PATH + 16];

struct took {
    size_t count;
    double ms[COUNT_MAX];
    double syncs[COUNT_MAX];
};

static long syncs(void)
{
    struct stat s;
    return stat(syncs_path, &s) == 0 ? (long)s.st_size : 0;
}

static void submit(struct caller *c, int n, struct took *took)
{
    static struct application a;
    house_fill_application(&a, n);
    long before = syncs();
    int64_t start = clock_measure_us();
    assert_ok(caller_submit(c, &a));
    took->ms[took->count] = (double)(clock_measure_us() - start) / 1e3;
    took->syncs[took->count++] = (double)(syncs() - before);
    application_wipe(&a);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void say(const char *where, struct took *t)
{
    qsort(t->ms, t->count, sizeof *t->ms, by_value);
    qsort(t->syncs, t->count, sizeof *t->syncs, by_value);
    printf("%s: p50\t%.1f\tms\n", where, t->ms[t->count / 2]);
    printf("%s: p99\t%.1f\tms\n", where, t->ms[t->count * 99 / 100]);
    printf("%s: the slowest\t%.1f\tms\n", where, t->ms[t->count - 1]);
    printf("%s: fsyncs, p50\t%.0f\t\n", where, t->syncs[t->count / 2]);
    printf("%s: fsyncs, p99\t%.0f\t\n", where, t->syncs[t->count * 99 / 100]);
    printf("%s: fsyncs, the most\t%.0f\t\n", where, t->syncs[t->count - 1]);
}

/* A citizen comes when what the last one left was done: so long the loop has time. */
static void rest(struct caller *c)
{
    enum { REST_MS = 300 };
    int64_t end = clock_measure_us() + REST_MS * 1000;
    while (clock_measure_us() < end)
        sd_event_run(c->loop, (uint64_t)(end - clock_measure_us()));
}

static void measure(const char *where, bool online, int first, int count)
{
    static struct took took;
    struct caller c;
    took.count = 0;
    caller_open(&c);
    house_ask(&house, online ? "network restore" : "network cut");
    house_start_platform(&house, NULL);
    caller_wait(&c, &c.ups, 1);
    if (online)
        caller_wait_online(&c, true);
    rest(&c);
    for (int i = 0; i < count; i++) {
        submit(&c, first + i, &took);
        rest(&c);
    }
    caller_close(&c);
    house_end_platform(&house, SIGTERM);
    say(where, &took);
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? strtol(argv[1], NULL, 10) : 500;
    char sync_ms[8];
    if (count < 1 || count > COUNT_MAX) {
        fprintf(stderr, "durable COUNT: 1 to %d applications\n", COUNT_MAX);
        return 2;
    }
    house_open(&house);
    snprintf(syncs_path, sizeof syncs_path, "%s", house_path(&house, "syncs"));
    snprintf(sync_ms, sizeof sync_ms, "%d", SYNC_MS);
    setenv("BENCH_SYNC_MS", sync_ms, 1);
    setenv("BENCH_SYNC_LOG", syncs_path, 1);
    house.preload = SLOW_SYNC;
    measure("the line is cut", false, 1, (int)count);
    measure("the province answers", true, (int)count + 1, (int)count);
    house_close(&house);
    return 0;
}
