/* SPDX-License-Identifier: Apache-2.0 */
/* A house with a running kiosk-platform and somebody who calls it, for each test. Include after
 * check.h. */
#pragma once

#include <signal.h>

#include "tests/unit/platform/service/caller.h"

static struct house house;

static inline int setup(void **state)
{
    struct caller *c = malloc(sizeof *c);
    house_open(&house);
    house_start_platform(&house, NULL);
    caller_open(c);
    caller_wait(c, &c->ups, 1);
    *state = c;
    return 0;
}

static inline int teardown(void **state)
{
    caller_close(*state);
    free(*state);
    house_end_platform(&house, SIGTERM);
    house_close(&house);
    return 0;
}
