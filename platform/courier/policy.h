/* SPDX-License-Identifier: Apache-2.0 */
/* When to try again: pure functions over time and chance. */
#pragma once

#include "platform/base/err.h"
#include "platform/province/reply.h"

enum {
    POLICY_FIRST_MS = 1000,            /* after the first failure */
    POLICY_LONGEST_MS = 5 * 60 * 1000, /* doubled up to this */
    POLICY_ASKED_MS = 60 * 60 * 1000,  /* the longest that the province may make us wait */
    POLICY_STAFF_MS = 10 * 60 * 1000,  /* when only staff can mend it */
    POLICY_GIVE_UP_MS = 7 * 24 * 60 * 60 * 1000, /* an attachment that the province does not take */
    POLICY_ORDER_TRIES = 4,             /* about 15 s: then one message no longer holds up others */
    POLICY_JITTER_PERCENT = 20,         /* either way, so that kiosks do not come all at once */
    POLICY_PROBE_IDLE_MS = 30 * 1000,   /* connected */
    POLICY_PROBE_LOST_MS = 5 * 1000,    /* not connected */
    POLICY_PROBE_WAITING_MS = 3 * 1000, /* not connected, and somebody's case waits */
};

enum policy_action {
    POLICY_SENT,    /* the province has it */
    POLICY_REFUSED, /* a final no */
    POLICY_RETRY,   /* the same again after a back-off */
    POLICY_STAFF,   /* the same again, slowly, and staff is told */
};

/* After an exchange that ended with `e` (link level) and, when that was ERR_NONE, `verdict`. */
enum policy_action policy_action(enum err e, enum reply_verdict verdict);

/* Would the others fare the same? Then they wait behind this one, and the order is kept: no answer
 * at all, an answer about this kiosk or to everybody (401, 403, 429, 503), or one that may pass
 * within POLICY_ORDER_TRIES tries. */
bool policy_holds_all(int status, uint32_t tries);

/* 1 s, 2 s, 4 s … 5 min for tries 0, 1, 2 …, ±20 %: `chance` is any random number. */
int64_t policy_back_off_ms(uint32_t tries, uint32_t chance);
int64_t policy_staff_ms(uint32_t chance);
int64_t policy_probe_ms(bool online, bool waiting, uint32_t chance);
