/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/pulse.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/province/upkeep.h"

enum { FIRST_MS = 2000, APART_MS = 60 * 1000 /* openapi.yaml heartbeat */, STATUS_OK = 200 };

struct pulse_device {
    char name[UPKEEP_WORD_MAX + 1], state[UPKEEP_WORD_MAX + 1];
};

struct pulse {
    struct pulse_parts parts;
    struct timer *timer;
    struct pulse_device device[UPKEEP_DEVICES_MAX];
    size_t devices;
    struct audit_head told;                          /* of the heartbeat under way */
    struct upkeep_result result[UPKEEP_RESULTS_MAX]; /* likewise */
    size_t results;
    int64_t beat_ms; /* when the last one was begun, 0: none was */
    bool online, under_way;
    enum err last; /* how the last one ended: told once */
};

/* What it was told of this kiosk it has heard; what it orders is done. */
static enum err take_orders(struct pulse *p, const struct http_reply *reply)
{
    struct remote_orders orders;
    obey_told(p->parts.obey, p->result, p->results);
    TRY(remote_read(reply->body, reply->size, &orders));
    obey_take(p->parts.obey, &orders);
    return ERR_NONE;
}

static bool has_results(const struct pulse *p)
{
    struct upkeep_result results[UPKEEP_RESULTS_MAX];
    return obey_results(p->parts.obey, results) > 0;
}

static void on_heard(void *user, enum err e, const struct http_reply *reply)
{
    struct pulse *p = user;
    p->under_way = false;
    if (e == ERR_CANCELLED) /* the service ends, and `p` with it */
        return;
    if (e == ERR_NONE && reply->status != STATUS_OK)
        e = ERR_REFUSED;
    if (e == ERR_NONE)
        e = take_orders(p, reply);
    if (e == ERR_NONE)
        e = audit_keep_anchor(p->parts.audit, &p->told);
    if (e != ERR_NONE && e != p->last)
        log_event(LOG_WARN, "heartbeat_failed", "err=%s status=%d", err_name(e),
                  reply ? reply->status : 0);
    p->last = e;
    if (p->online)
        timer_set_after(p->timer, has_results(p) ? APART_MS : PULSE_MS);
}

static enum err beat(struct pulse *p)
{
    const struct message_sender sender = {.kiosk_code = p->parts.kiosk_code,
                                          .area_code = p->parts.area_code,
                                          .wall_ms = clock_wall_ms()};
    struct upkeep_state state = {.version = BUDAYANG_VERSION};
    struct upkeep_device device[UPKEEP_DEVICES_MAX];
    struct secret doc = {0};
    TRY(outbox_counts(p->parts.outbox, clock_wall_ms(), &state.counts));
    TRY(audit_sync(p->parts.audit, &p->told));
    for (size_t i = 0; i < p->devices; i++)
        device[i] = (struct upkeep_device){p->device[i].name, p->device[i].state};
    state.device = device;
    state.devices = p->devices;
    state.audit_sequence = p->told.sequence;
    state.audit_digest = p->told.digest;
    p->results = obey_results(p->parts.obey, p->result);
    state.result = p->result;
    state.results = p->results;
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
    p->beat_ms = clock_now_ms();
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

static bool are_same(const struct pulse *p, const struct pairs *devices)
{
    bool same = p->devices == devices->count;
    for (size_t i = 0; i < p->devices && same; i++)
        same = strcmp(p->device[i].state, pairs_get(devices, p->device[i].name)) == 0;
    return same;
}

void pulse_devices(struct pulse *pulse, const struct pairs *devices)
{
    if (devices->count > UPKEEP_DEVICES_MAX || are_same(pulse, devices))
        return;
    for (size_t i = 0; i < devices->count; i++) {
        const struct pair *one = &devices->pair[i];
        struct pulse_device *to = &pulse->device[i];
        text_copy(to->name, sizeof to->name, one->name);
        text_copy(to->state, sizeof to->state, secret_text(&one->value));
    }
    pulse->devices = devices->count;
    int64_t now = clock_now_ms(), next = pulse->beat_ms ? pulse->beat_ms + APART_MS : 0;
    if (pulse->online && !pulse->under_way)
        timer_set_after(pulse->timer, next > now + FIRST_MS ? next - now : FIRST_MS);
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
