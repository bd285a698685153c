/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/core/slot.h"

#include <string.h>

#include "platform/base/text.h"

/* How well a slot fits, from not at all upwards. */
enum fit { FIT_NONE, FIT_LEFT, FIT_NEW, FIT_PLACE, FIT_SERIAL, FIT_BOTH };

struct slot *slots_add(struct slots *slots, enum device_class c)
{
    if (slots->count == SLOTS_MAX)
        return NULL;
    unsigned number = 0;
    for (size_t i = 0; i < slots->count; i++)
        number += slots->slot[i].info.device_class == c;
    struct slot *slot = &slots->slot[slots->count++];
    *slot = (struct slot){.info = {.device_class = c, .state = DEVICE_ABSENT}};
    snprintf(slot->info.id, sizeof slot->info.id, "%s%u", device_class_name(c), number);
    return slot;
}

struct slot *slots_find(struct slots *slots, const char *id)
{
    for (size_t i = 0; i < slots->count; i++)
        if (strcmp(slots->slot[i].info.id, id) == 0)
            return &slots->slot[i];
    return NULL;
}

static bool same(const char *known, const char *now)
{
    return *now && strcmp(known, now) == 0;
}

static enum fit fit_of(const struct slot *slot, const struct pin *pin,
                       const struct wire_identity *identity)
{
    bool kind = pin ? pin->vendor == identity->vendor && pin->product == identity->product
                    : slot->vendor == identity->vendor && slot->product == identity->product;
    bool serial = kind && same(pin ? pin->usb_serial : slot->serial, identity->serial);
    bool place = same(pin ? pin->place : slot->place, identity->place);
    if (!pin && !slot->used)
        return FIT_NEW;
    if (serial)
        return place ? FIT_BOTH : FIT_SERIAL;
    if (place)
        return FIT_PLACE;
    return pin ? FIT_NONE : FIT_LEFT;
}

struct slot *slots_take(struct slots *slots, const struct pins *pins, enum device_class c,
                        const struct wire_identity *identity)
{
    struct slot *best = NULL;
    enum fit fit = FIT_NONE;
    for (size_t i = 0; i < slots->count; i++) {
        struct slot *slot = &slots->slot[i];
        if (slot->info.device_class != c || slot->worker)
            continue;
        enum fit now = fit_of(slot, pins ? pins_find(pins, slot->info.id) : NULL, identity);
        if (now > fit) {
            best = slot;
            fit = now;
        }
    }
    if (!best)
        best = slots_add(slots, c);
    if (!best)
        return NULL;
    best->used = true;
    best->vendor = identity->vendor;
    best->product = identity->product;
    text_copy(best->place, sizeof best->place, identity->place);
    text_copy(best->serial, sizeof best->serial, identity->serial);
    return best;
}
