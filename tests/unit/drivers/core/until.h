/* SPDX-License-Identifier: Apache-2.0 */
/* Runs the loop of a hub's test until something holds. For a test whose `t` has the loop. */
#pragma once

#include <time.h>

static inline int64_t until_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

#define run_until(condition)                                                                       \
    do {                                                                                           \
        int64_t end_ms = until_now_ms() + WAIT_MS;                                                 \
        while (!(condition) && until_now_ms() < end_ms)                                            \
            sd_event_run(t.loop, 50000);                                                           \
        assert_true(condition);                                                                    \
    } while (0)
