/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/availability.h"

#include <string.h>

#include "platform/base/clock.h"

void availability_init(struct availability *a)
{
    int64_t now = clock_now_ms();
    *a = (struct availability){.platform_gone_ms = now, .changed_ms = now, .full_ms = now};
    a->service.reader_ms = now;
}

static int64_t forget_card_at(const struct availability *a)
{
    return a->card_ms + AVAILABILITY_CARD_MS;
}

static void judge_card(struct availability *a)
{
    struct service *s = &a->service;
    if (service_has_reader(s)) {
        s->card_lies = (s->device[DEVICE_IDCARD].flags & DEVICE_FLAG_CARD_PRESENT) != 0;
        a->card_ms = clock_now_ms();
    } else if (clock_now_ms() >= forget_card_at(a)) {
        s->card_lies = false;
    }
}

void availability_devices(struct availability *a, bool up)
{
    a->changed_ms = clock_now_ms();
    a->service.devices_up = up;
    a->service.devices_up_ms = clock_now_ms();
    memset(a->service.device, 0, sizeof a->service.device);
    a->count = 0;
}

void availability_platform(struct availability *a, bool up)
{
    if (!up && a->service.platform_up)
        a->platform_gone_ms = clock_now_ms();
    a->changed_ms = clock_now_ms();
    a->service.platform_up = up;
    if (!up) {
        a->service.online = false;
        a->service.cannot_keep = false;
    }
}

void availability_online(struct availability *a, bool online)
{
    a->service.online = online;
}

void availability_storage(struct availability *a, bool able)
{
    a->service.cannot_keep = !able;
}

void availability_standing(struct availability *a, const struct standing *standing)
{
    a->standing = *standing;
}

/* How much a device can do, from nothing upwards; from OF_USE on something. */
enum { OF_USE = 3 };

static int worth(const struct device_info *info)
{
    static const int by_state[] = {
        [DEVICE_ABSENT] = 0,      [DEVICE_SUSPECT] = 1,       [DEVICE_BROKEN] = 1,
        [DEVICE_NEEDS_STAFF] = 2, [DEVICE_NEEDS_CITIZEN] = 3, [DEVICE_READY] = 4,
        [DEVICE_BUSY] = 5};
    return (size_t)info->state < ARRAY_LEN(by_state) ? by_state[info->state] : 0;
}

/* A card on any of the readers is a card that was left there; any camera will do. */
static void judge_class(struct availability *a, enum device_class c)
{
    const struct device_info *best = NULL;
    uint32_t any = 0;
    for (size_t i = 0; i < a->count; i++) {
        const struct device_info *d = &a->device[i];
        if (d->device_class != c)
            continue;
        any |= d->flags & DEVICE_FLAG_CARD_PRESENT;
        if (worth(d) >= OF_USE)
            any |= d->flags & DEVICE_FLAG_PHOTOGRAPHS;
        if (!best || worth(d) > worth(best))
            best = d;
    }
    if (!best)
        return;
    a->service.device[c].state = best->state;
    a->service.device[c].flags = (best->flags & ~(uint32_t)DEVICE_FLAG_PHOTOGRAPHS) | any;
}

void availability_device(struct availability *a, const struct device_info *info)
{
    if (info->device_class >= DEVICE_CLASS_COUNT)
        return;
    size_t at = 0;
    while (at < a->count && (a->device[at].device_class != info->device_class ||
                             strcmp(a->device[at].id, info->id) != 0))
        at++;
    if (at == AVAILABILITY_DEVICES)
        return;
    a->device[at] = *info;
    a->count += at == a->count;
    judge_class(a, info->device_class);
    judge_card(a);
}

static bool platform_is_lost(const struct availability *a)
{
    return !a->service.platform_up && clock_now_ms() >= a->platform_gone_ms + AVAILABILITY_GRACE_MS;
}

static bool is_fresh(const struct availability *a)
{
    int64_t now = clock_now_ms();
    return now < a->changed_ms + AVAILABILITY_GRACE_MS &&
           now < a->full_ms + AVAILABILITY_PATIENCE_MS;
}

/* What was ordered is said even while something is broken as well. */
static bool look_at_orders(struct availability *a)
{
    int64_t wall = clock_wall_ms();
    bool closed = standing_is_closed(&a->standing, wall);
    bool shut = standing_is_shut(&a->standing, wall);
    a->service.why = closed ? SERVICE_WHY_ORDERED : shut ? SERVICE_WHY_HOURS : SERVICE_WHY_TROUBLE;
    return closed || shut;
}

/* By clock_now_ms(): when what was ordered may be over, or begin. */
static int64_t orders_due(const struct availability *a)
{
    int64_t wall = clock_wall_ms(), turns = standing_turns_ms(&a->standing, wall);
    return turns == INT64_MAX ? INT64_MAX : clock_now_ms() + (turns - wall);
}

void availability_judge(struct availability *a, const struct shelf *shelf)
{
    struct service *s = &a->service;
    judge_card(a);
    if (look_at_orders(a) || platform_is_lost(a) || shelf_offered(shelf) == 0)
        s->level = SERVICE_CLOSED;
    else if (!service_has_reader(s) || !service_has_printer(s) || !s->online || s->cannot_keep)
        s->level = SERVICE_LIMITED;
    else
        s->level = SERVICE_FULL;
    if (s->level == SERVICE_FULL)
        a->full_ms = clock_now_ms();
    if (service_has_reader(s))
        s->reader_ms = clock_now_ms();
    s->settling = s->level == SERVICE_LIMITED && is_fresh(a);
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

int64_t availability_due(const struct availability *a)
{
    const struct service *s = &a->service;
    int64_t due = s->card_lies && !service_has_reader(s) ? forget_card_at(a) : INT64_MAX;
    due = sooner(due, orders_due(a));
    if (!s->platform_up && !platform_is_lost(a))
        return sooner(due, a->platform_gone_ms + AVAILABILITY_GRACE_MS);
    return s->settling ? sooner(due, a->changed_ms + AVAILABILITY_GRACE_MS) : due;
}
