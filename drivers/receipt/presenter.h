/* SPDX-License-Identifier: Apache-2.0 */
/* Where the last slip is, by what the sensor at the output says: a table, no dialogue. */
#pragma once

#include "drivers/bus/types.h"
#include "drivers/receipt/profile.h"

enum { PRESENTER_COLLECT_MS = 5000 };

enum presenter_place {
    PRESENTER_EMPTY,      /* nothing is there */
    PRESENTER_OFFERED,    /* a slip waits to be taken */
    PRESENTER_COLLECTING, /* the printer was told to take it back */
    PRESENTER_STUCK,      /* it did not go */
};

/* How the last slip left. */
enum presenter_end { PRESENTER_NO_END, PRESENTER_TAKEN, PRESENTER_RETRACTED };

struct presenter {
    enum presenter_place place;
    enum presenter_end end;
    int64_t since_ms;
    unsigned retracted; /* since the device was opened */
};

/* One look at the sensor. True: the slip's time is over, it is to be collected now. */
MUST_CHECK bool presenter_see(struct presenter *p, const struct receipt_profile *profile,
                              bool ticket, int64_t now_ms);
/* It is collected before its time, because the next one comes. */
void presenter_collect(struct presenter *p, int64_t now_ms);
/* A new slip is begun: how the last one ended is nobody's business any more. */
void presenter_forget(struct presenter *p);
/* enum device_flag */
uint32_t presenter_flags(const struct presenter *p);
/* READY, NEEDS_CITIZEN or NEEDS_STAFF */
enum device_state presenter_rest(const struct presenter *p);
