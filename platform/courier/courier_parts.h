/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: the courier's state, for the queue (courier.c) and the probe (probe.c). */
#pragma once

#include "platform/courier/courier.h"
#include "platform/courier/load.h"
#include "platform/courier/parcel.h"

struct courier {
    const struct gate *gate;
    struct outbox *outbox;
    struct courier_events events;
    struct timer *due, *probe;
    struct http_exchange *carrying, *probing;
    struct parcel parcel; /* goes before its message */
    struct load load;     /* while it or its parcel is on its way */
    struct load next;     /* goes after it */
    struct timer *keep;
    struct answer answered; /* not durable yet; its row still waits */
    bool disk_failed;
    int64_t held_until_ms; /* wall clock: nothing goes before; 0: nothing holds it up */
    bool online;
    enum err last_link; /* logged when it changes; ERR_GONE: nothing is known yet */
    enum tls_trouble last_trouble;
};

/* What an answer says about the way to the province, see courier_heard(). */
enum err courier_link_of(const struct courier *c, enum err e, const struct http_reply *reply);
void courier_set_link(struct courier *c, enum err e);
void courier_tell_staff(const struct courier *c, enum err e, const struct http_reply *reply);
/* When the province is asked next whether it is there; and the asking. */
void courier_plan_probe(struct courier *c);
void courier_on_probe(void *user);
