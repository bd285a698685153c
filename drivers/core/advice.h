/* SPDX-License-Identifier: Apache-2.0 */
/* What a failure means: for the device (the next step of recovery) and for people (who is asked).
 * One table by category; nobody else decides. */
#pragma once

#include "drivers/bus/types.h"

enum remedy {
    REMEDY_NONE,
    REMEDY_RETRY,      /* ask again */
    REMEDY_CLEAR_HALT, /* all endpoints of the interface */
    REMEDY_RESET,      /* port reset */
    REMEDY_REOPEN,     /* close, open, say hello again */
    REMEDY_REST,       /* leave it alone for a while, then reopen */
};

enum ask { ASK_NOBODY, ASK_CITIZEN, ASK_STAFF };

enum { ADVICE_LADDER = 5, ADVICE_REST_MS = 5000, ADVICE_REST_MAX_MS = 60000 };

struct advice {
    enum remedy ladder[ADVICE_LADDER]; /* tried in order; each is followed by check() */
    enum device_state state;           /* when the ladder is at its end, or at once when empty */
    enum ask ask;
    bool ends_command; /* Identify and Scan end with this error */
};

/* Never NULL. */
const struct advice *advice_for(enum err e);
/* `attempt` counts from 0; past the end: REMEDY_REST. */
enum remedy advice_remedy(const struct advice *advice, unsigned attempt);
/* How long the rest is after so many others: three short ones, then twice as long each time. */
int64_t advice_rest_ms(unsigned rests);
const char *remedy_name(enum remedy r);
