/* SPDX-License-Identifier: Apache-2.0 */
/* Carries what waits in the outbox to the province, one message at a time, until a final answer;
 * knows whether the province can be reached.
 *
 * A message leaves the queue only when its answer is durable here; it is sent again with the same
 * Idempotency-Key whenever that is not certain. So a crash at any point makes at most one case. */
#pragma once

#include "platform/courier/gate.h"
#include "platform/outbox/outbox.h"

struct courier;

/* On the loop's thread; never from within courier_new(). */
struct courier_events {
    void *user;
    void (*online)(void *user, bool online); /* it changed */
    void (*case_changed)(void *user, const char *local_number);
    /* The reply to GET /catalogue, each time it was fetched. */
    void (*catalogue)(void *user, const char *body, size_t size);
};

/* `gate`, `timers` and `outbox` must outlive it; `events` is copied. Begins at once. */
MUST_CHECK enum err courier_new(const struct gate *gate, struct timers *timers,
                                struct outbox *outbox, const struct courier_events *events,
                                struct courier **ret_courier);
void courier_free(struct courier *courier);

bool courier_is_online(const struct courier *courier);
/* A row was put: look at the queue. */
void courier_wake(struct courier *courier);
/* What stood in the way of all may be gone, the gate's secret is there: ask now. */
void courier_try_again(struct courier *courier);
/* Another exchange with the province ended so (`reply` NULL unless e is ERR_NONE): keeps the online
 * state true to life. */
void courier_heard(struct courier *courier, enum err e, const struct http_reply *reply);
