/* SPDX-License-Identifier: Apache-2.0 */
/* Is the province there? Asked when nothing else was. */
#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "platform/courier/chance.h"
#include "platform/courier/courier_parts.h"
#include "platform/courier/policy.h"

enum { STATUS_OK = 200 };

static bool somebody_waits(struct courier *c)
{
    struct outbox_counts counts = {0};
    return outbox_counts(c->outbox, clock_wall_ms(), &counts) == ERR_NONE && counts.waiting > 0;
}

void courier_plan_probe(struct courier *c)
{
    timer_set_after(c->probe,
                    policy_probe_ms(c->online, !c->online && somebody_waits(c), chance()));
}

/* A probe that is put off, unlike a message, means that nothing can be done now. */
static void on_probed(void *user, enum err e, const struct http_reply *reply)
{
    struct courier *c = user;
    c->probing = NULL;
    bool good = reply && reply->status == STATUS_OK;
    enum err now = good ? ERR_NONE : courier_link_of(c, e, reply);
    if (!good && now == ERR_NONE && !gate_mends(c->gate, reply))
        now = ERR_BUSY;
    if (now == ERR_REFUSED && now != c->last_link)
        courier_tell_staff(c, now, reply);
    courier_set_link(c, now);
    if (good)
        c->events.catalogue(c->events.user, reply->body, reply->size);
    courier_plan_probe(c);
}

void courier_on_probe(void *user)
{
    struct courier *c = user;
    const struct gate_request request = {.operation = "/catalogue", .idempotency_key = ""};
    if (c->probing || !gate_is_ready(c->gate))
        return;
    enum err e = gate_send(c->gate, &request, on_probed, c, &c->probing);
    if (e != ERR_NONE) {
        log_event(LOG_ERROR, "probe_failed", "err=%s", err_name(e));
        courier_plan_probe(c);
    }
}
