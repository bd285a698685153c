/* SPDX-License-Identifier: Apache-2.0 */
/* A question that is answered now or not at all: who is this, what is known, how does a case stand.
 * Never queued, nothing of it is kept. */
#pragma once

#include "platform/courier/gate.h"

struct asks; /* those under way */

/* Exactly one per ask. `reply` is NULL unless e is ERR_NONE, and wiped after it. ERR_CANCELLED:
 * asks_free(). */
typedef void ask_fn(void *user, enum err e, const struct http_reply *reply);

/* `gate` must outlive it. `heard` is told how each exchange ended (for the online state). */
MUST_CHECK enum err asks_new(const struct gate *gate, ask_fn *heard, void *user,
                             struct asks **ret_asks);
void asks_free(struct asks *asks);
/* Seals `doc` and sends it to `operation`. */
MUST_CHECK enum err asks_send(struct asks *asks, const char *operation, const struct secret *doc,
                              ask_fn *fn, void *user);
