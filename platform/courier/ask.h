/* SPDX-License-Identifier: Apache-2.0 */
/* A question that is answered now or not at all: who is this, what is known, how does a case stand.
 * Never queued, nothing of it is kept. */
#pragma once

#include "platform/courier/gate.h"

struct asks; /* those under way */

/* Exactly one per ask. `reply` is NULL unless e is ERR_NONE, and wiped after it. ERR_CANCELLED:
 * asks_free(). */
typedef void ask_fn(void *user, enum err e, const struct http_reply *reply);

/* `gate` and `timers` must outlive it. `heard` is told how each exchange ended (for the online
 * state). */
MUST_CHECK enum err asks_new(const struct gate *gate, struct timers *timers, ask_fn *heard,
                             void *user, struct asks **ret_asks);
void asks_free(struct asks *asks);
/* Another secret or other keys are in force: what was refused for the old one is asked again. */
void asks_renewed(struct asks *asks);
/* Seals `doc` and sends it to `operation`. A refusal that the gate mends is not told: it is asked
 * once more, when it is mended; ERR_TIMEOUT when that takes too long. */
MUST_CHECK enum err asks_send(struct asks *asks, const char *operation, const struct secret *doc,
                              ask_fn *fn, void *user);
