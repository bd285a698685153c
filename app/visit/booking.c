/* SPDX-License-Identifier: Apache-2.0 */
#include "app/visit/booking.h"

#include <string.h>

#include "app/term/term.h"
#include "platform/base/text.h"
#include "platform/base/uuid.h"

enum { CLOCK_TEXT = 16 };

void booking_wipe(struct booking *booking)
{
    wipe(booking, sizeof *booking);
}

static bool may_come(const struct calendar *calendar, int date)
{
    bool known = false;
    return !calendar || term_is_workday(calendar, date, &known) || !known;
}

void booking_forget_slots(struct booking *booking)
{
    booking->known = false;
    booking->slot = 0;
    slot_list_wipe(&booking->slots);
}

static bool day_is_there(const struct booking *booking)
{
    struct booking_day days[BOOKING_DAYS_MAX];
    size_t count = booking_days(booking, days);
    for (size_t i = 0; i < count; i++)
        if (days[i].date == booking->date)
            return true;
    return false;
}

void booking_take_slots(struct booking *booking, const struct slot_list *slots,
                        const struct calendar *calendar)
{
    booking->slots = *slots;
    booking->slots.count = 0;
    for (size_t i = 0; i < slots->count; i++)
        if (may_come(calendar, slots->slot[i].date))
            booking->slots.slot[booking->slots.count++] = slots->slot[i];
    booking->known = true;
    booking->slot = 0;
    if (slots->places == 1)
        booking->place = 1;
    if (booking->place > (int)slots->places)
        booking->place = 0;
    if (!booking->place || !day_is_there(booking))
        booking->date = 0;
}

size_t booking_days(const struct booking *booking, struct booking_day ret_days[BOOKING_DAYS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < booking->slots.count; i++) {
        const struct slot *slot = &booking->slots.slot[i];
        if ((int)slot->place + 1 != booking->place)
            continue;
        if (count && ret_days[count - 1].date == slot->date)
            ret_days[count - 1].left += slot->left;
        else if (count < BOOKING_DAYS_MAX)
            ret_days[count++] = (struct booking_day){slot->date, slot->left};
    }
    return count;
}

const struct slot *booking_slot(const struct booking *booking)
{
    return booking->slot ? &booking->slots.slot[booking->slot - 1] : NULL;
}

static enum err put(struct pairs *pairs, const char *name, const char *value)
{
    struct pair *pair = &pairs->pair[pairs->count++];
    text_copy(pair->name, sizeof pair->name, name);
    return secret_set_text(&pair->value, value);
}

static enum err put_time(struct pairs *pairs, const char *name, int minutes)
{
    char text[CLOCK_TEXT];
    snprintf(text, sizeof text, "%02d%02d", minutes / 60, minutes % 60);
    return put(pairs, name, text);
}

static enum err fill_wish(const struct booking *booking, const struct slot *slot,
                          struct pairs *wish)
{
    char date[CLOCK_TEXT];
    snprintf(date, sizeof date, "%08d", slot->date);
    TRY(put(wish, "appointment_id", booking->appointment_id));
    TRY(put(wish, "place_code", booking->slots.place[slot->place].code));
    TRY(put(wish, "date", date));
    TRY(put_time(wish, "time_from", slot->from));
    return put_time(wish, "time_until", slot->until);
}

enum err booking_wish(struct booking *booking, struct pairs *ret_wish)
{
    const struct slot *slot = booking_slot(booking);
    struct pairs wish = {0};
    if (!slot)
        return ERR_STATE;
    if (!*booking->appointment_id)
        TRY(uuid_make(booking->appointment_id));
    enum err e = fill_wish(booking, slot, &wish);
    if (e != ERR_NONE) {
        pairs_wipe(&wish);
        return e;
    }
    *ret_wish = wish;
    return ERR_NONE;
}

void booking_take_refusal(struct booking *booking, const struct appointment *answer)
{
    text_copy(booking->refusal, sizeof booking->refusal, answer->refusal);
}

void booking_take(struct booking *booking, const struct appointment *appointment, bool fresh)
{
    booking->made = *appointment;
    booking->done = true;
    booking->fresh = fresh;
    booking->print = fresh && !appointment->cancelled;
    if (appointment->cancelled) /* the next one is another one */
        wipe(booking->appointment_id, sizeof booking->appointment_id);
}
