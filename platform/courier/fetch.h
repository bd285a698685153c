/* SPDX-License-Identifier: Apache-2.0 */
/* Documents that the province publishes, asked for again and again: once when the province is
 * reached, then at each period; sooner after a failure. One at a time. */
#pragma once

#include "platform/courier/gate.h"

enum { FETCH_KINDS_MAX = 8, FETCH_AGAIN_MS = 5 * 60 * 1000 };

struct fetch_kind {
    const char *operation; /* "/calendar" */
    int64_t period_ms;
    /* A reply of 200; whether the document is any good is the taker's to say. */
    void (*came)(void *user, const char *body, size_t size);
};

struct fetches;

/* `gate` and `timers` must outlive it; `kinds` too. */
MUST_CHECK enum err fetches_new(const struct gate *gate, struct timers *timers,
                                const struct fetch_kind *kinds, size_t count,
                                struct fetches **ret_fetches);
void fetches_free(struct fetches *fetches);
/* For every `came`. */
void fetches_use(struct fetches *fetches, void *user);
/* The province was reached, or is not any more: nothing is asked then. */
void fetches_online(struct fetches *fetches, bool online);
/* All is due now. */
void fetches_refresh(struct fetches *fetches);
