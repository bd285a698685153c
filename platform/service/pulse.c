/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/pulse.h"

#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "platform/province/upkeep.h"

enum { FIRST_MS = 2000, STATUS_OK = 200 };

struct pulse {
    struct pulse_parts parts;
    struct timer *timer;
    struct audit_head told; /* of the heartbeat under way */
    bool online, under_way;
    enum err last; /* how the last one ended: told once */
};

static void on_heard(void *user, enum err e, const struct http_reply *reply)
{
    struct pulse *p = user;
    p->under_way = false;
    if (e == ERR_CANCELLED) /* the service ends, and `p` with it */
        return;
    if (e == ERR_NONE && reply->status != STATUS_OK)
        e = ERR_REFUSED;
    if (e == ERR_NONE)
        e = audit_keep_anchor(p->parts.audit, &p->told);
    if (e != ERR_NONE && e != p->last)
        log_event(LOG_WARN, "heartbeat_failed", "err=%s status=%d", err_name(e),
                  reply ? reply->status : 0);
    p->last = e;
    if (p->online)
        timer_set_after(p->timer, PULSE_MS);
}

static enum err beat(struct pulse *p)
{
    const struct message_sender sender = {.kiosk_code = p->parts.kiosk_code,
                                          .area_code = p->parts.area_code,
                                          .wall_ms = clock_wall_ms()};
    struct upkeep_state state = {.version = BUDAYANG_VERSION};
    struct secret doc = {0};
    TRY(outbox_counts(p->parts.outbox, clock_wall_ms(), &state.counts));
    TRY(audit_sync(p->parts.audit, &p->told));
    state.audit_sequence = p->told.sequence;
    state.audit_digest = p->told.digest;
    TRY(upkeep_write_heartbeat(&sender, &state, &doc));
    enum err e = asks_send(p->parts.asks, "/heartbeat", &doc, on_heard, p);
    secret_wipe(&doc);
    return e;
}

static void on_due(void *user)
{
    struct pulse *p = user;
    if (!p->online || p->under_way)
        return;
    p->under_way = true;
    enum err e = beat(p);
    if (e == ERR_NONE)
        return;
    p->under_way = false;
    log_event(LOG_ERROR, "heartbeat_failed", "err=%s", err_name(e));
    timer_set_after(p->timer, PULSE_MS);
}

enum err pulse_new(const struct pulse_parts *parts, struct pulse **ret_pulse)
{
    struct pulse *p = calloc(1, sizeof *p);
    if (!p)
        return ERR_MEMORY;
    p->parts = *parts;
    enum err e = timer_new(parts->timers, on_due, p, &p->timer);
    if (e != ERR_NONE) {
        free(p);
        return e;
    }
    *ret_pulse = p;
    return ERR_NONE;
}

void pulse_free(struct pulse *pulse)
{
    if (!pulse)
        return;
    timer_free(pulse->timer);
    free(pulse);
}

void pulse_online(struct pulse *pulse, bool online)
{
    pulse->online = online;
    if (online && !pulse->under_way)
        timer_set_after(pulse->timer, FIRST_MS);
}
