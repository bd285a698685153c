/* SPDX-License-Identifier: Apache-2.0 */
/* What the province orders of a kiosk: it comes with the answer to a heartbeat (openapi.yaml §13).
 * An order is done once; its outcome goes with the next heartbeat, in the words of hawkBit's DDI
 * feedback where there are such. */
#pragma once

#include "platform/bus/standing.h"

enum { REMOTE_ORDERS_MAX = 8, REMOTE_ID_TEXT = 37, REMOTE_WORD_TEXT = 33 };

enum remote_kind {
    REMOTE_UNKNOWN,        /* of a version to come */
    REMOTE_REFRESH,        /* ask for catalogue and calendar now */
    REMOTE_SEND_NOW,       /* what waits is due now */
    REMOTE_OUT_OF_SERVICE, /* until, words */
    REMOTE_IN_SERVICE,
    REMOTE_NOTICE,        /* until, words; without words: none any more */
    REMOTE_OPENING_HOURS, /* opens, closes; the same: day and night */
    REMOTE_KINDS,
};

enum remote_outcome {
    REMOTE_SUCCESS,
    REMOTE_FAILURE,  /* it could not be done here */
    REMOTE_REJECTED, /* what it needs is missing, or out of bounds */
    REMOTE_EXPIRED,  /* it came after its `until` */
    REMOTE_NOT_KNOWN,
    REMOTE_OUTCOMES,
};

struct remote_order {
    char id[REMOTE_ID_TEXT]; /* a UUID */
    enum remote_kind kind;
    char word[REMOTE_WORD_TEXT]; /* the kind as it was said: for the log */
    bool sound;                  /* what its kind needs is there, and within bounds */
    int64_t until_ms;            /* 0: not said */
    struct standing_words words; /* 60 characters, 120 in English; "": not said */
    int opens_min, closes_min;
};

struct remote_orders {
    size_t count;
    struct remote_order order[REMOTE_ORDERS_MAX];
};

/* POST /heartbeat (200). None is no fault. ERR_FORMAT: no good answer, more than REMOTE_ORDERS_MAX,
 * or one without a UUID and a kind, which could not be answered for. ERR_MEMORY. */
MUST_CHECK enum err remote_read(const char *body, size_t size, struct remote_orders *ret_orders);

/* "success" … */
const char *remote_outcome_name(enum remote_outcome outcome);
/* False: no such word. */
bool remote_outcome_find(const char *name, enum remote_outcome *ret_outcome);
