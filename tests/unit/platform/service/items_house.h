/* SPDX-License-Identifier: Apache-2.0 */
/* A house whose kiosk-platform takes sets of items, and what is seen of them on disk. Include after
 * check.h, once. */
#pragma once

#include <string.h>
#include <sys/inotify.h>

#include "platform/base/paths.h"
#include "tests/unit/platform/service/caller.h"

#define PROBE_MS (40 * 1000) /* by then the province is asked again */

static struct house house;

static inline void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(0, fclose(f));
}

/* The set that counts, "" when there is none. Static text. */
static inline const char *current(void)
{
    static char set[32];
    ssize_t n = readlink(house_path(&house, "items/current"), set, sizeof set - 1);
    set[n > 0 ? n : 0] = '\0';
    return set;
}

/* On a machine that is torn between many a request may run out of time; then the province is asked
 * again with the next look, and here that look comes at once. */
static inline void wait_for_set(struct caller *c, const char *set)
{
    enum { LOOKS = 12, LOOK_S = 20 };
    for (int looks = 0; strcmp(current(), set) != 0; looks++) {
        assert_true(looks < LOOKS);
        if (!caller_await(c, &c->catalogues, c->catalogues + 1, LOOK_S))
            house_step(PROBE_MS);
    }
    assert_ok(caller_catalogue(c));
}

/* Until kiosk-platform's log holds those words; an event, not a poll. */
static inline void wait_for_words(const char *words)
{
    char events[4096];
    int watch = inotify_init1(IN_CLOEXEC);
    assert_true(watch >= 0 && inotify_add_watch(watch, house.log, IN_MODIFY) >= 0);
    for (;;) {
        AUTO(auto_free) char *text = NULL;
        size_t size;
        assert_ok(paths_read_file(house.log, 16 * 1024 * 1024, &text, &size));
        if (strstr(text, words))
            break;
        assert_true(read(watch, events, sizeof events) > 0);
    }
    close(watch);
}

static inline int setup(void **state)
{
    static char log[HOUSE_PATH * 2];
    struct caller *c = calloc(1, sizeof *c);
    house_open(&house);
    snprintf(log, sizeof log, "%s", house_path(&house, "log"));
    write_file(log, "");
    house.log = log;
    setenv("BUDAYANG_LOG", "info", 1);
    caller_open(c);
    *state = c;
    return 0;
}

/* A caller of its own: nothing that one said who is gone is taken for this one's. */
static inline void start(struct caller *c)
{
    caller_close(c);
    caller_open(c);
    house_start_platform(&house, NULL);
    caller_wait(c, &c->ups, 1);
    caller_wait_online(c, true);
}

static inline int teardown(void **state)
{
    caller_close(*state);
    free(*state);
    house_close(&house);
    return 0;
}
