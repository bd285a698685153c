/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/codec_booking.h"

#include <string.h>

#include "platform/base/date.h"
#include "platform/bus/codec_parts.h"
#include "platform/bus/interface.h"

enum { DAY_MINUTES = 24 * 60 };

static bool is_span(int date, int from, int until)
{
    return date_is_valid(date) && from >= 0 && from < until && until < DAY_MINUTES;
}

/* Reads structs one by one until the array ends. */
static enum err read_array(sd_bus_message *m, const char *contents,
                           enum err (*read_one)(sd_bus_message *m, void *list), void *list)
{
    char type[32];
    int r;
    snprintf(type, sizeof type, "(%s)", contents);
    if (sd_bus_message_enter_container(m, 'a', type) <= 0)
        return ERR_FORMAT;
    while ((r = sd_bus_message_enter_container(m, 'r', contents)) > 0) {
        TRY(read_one(m, list));
        if (sd_bus_message_exit_container(m) < 0)
            return ERR_FORMAT;
    }
    return r < 0 || sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static int append_appointment(sd_bus_message *m, const char *type, const struct appointment *a)
{
    return sd_bus_message_append(m, type, (int)a->cancelled, a->number, a->place.code,
                                 a->place.name, a->place.address, a->bring, a->date, a->from,
                                 a->until);
}

enum err platform_put_appointment(sd_bus_message *m, const struct appointment *a)
{
    return codec_result(append_appointment(m, PLATFORM_APPOINTMENT_SIGNATURE, a));
}

static enum err read_place(sd_bus_message *m, struct booking_place *place)
{
    TRY(codec_text(m, place->code, sizeof place->code));
    TRY(codec_text(m, place->name, sizeof place->name));
    return codec_text(m, place->address, sizeof place->address);
}

static enum err read_appointment(sd_bus_message *m, struct appointment *a)
{
    TRY(codec_flag(m, &a->cancelled));
    TRY(codec_text(m, a->number, sizeof a->number));
    TRY(read_place(m, &a->place));
    TRY(codec_text(m, a->bring, sizeof a->bring));
    if (sd_bus_message_read(m, "iii", &a->date, &a->from, &a->until) <= 0)
        return ERR_FORMAT;
    return is_span(a->date, a->from, a->until) ? ERR_NONE : ERR_RANGE;
}

enum err platform_get_appointment(sd_bus_message *m, struct appointment *ret_a)
{
    *ret_a = (struct appointment){.cancelled = false};
    enum err e = read_appointment(m, ret_a);
    if (e != ERR_NONE)
        appointment_wipe(ret_a);
    return e;
}

enum err platform_put_booked(sd_bus_message *m, const struct appointment *a)
{
    static const struct appointment none;
    if (sd_bus_message_append(m, "s", a->refusal) < 0)
        return ERR_LIBRARY;
    return platform_put_appointment(m, *a->refusal ? &none : a);
}

enum err platform_get_booked(sd_bus_message *m, struct appointment *ret_a)
{
    char refusal[MESSAGE_TEXT];
    *ret_a = (struct appointment){.cancelled = false};
    TRY(codec_text(m, refusal, sizeof refusal));
    if (!*refusal)
        return platform_get_appointment(m, ret_a);
    memcpy(ret_a->refusal, refusal, sizeof refusal);
    wipe(refusal, sizeof refusal);
    return ERR_REFUSED;
}

enum err platform_put_slots(sd_bus_message *m, const struct slot_list *list)
{
    int r = sd_bus_message_open_container(m, 'a', "(sss)");
    for (size_t i = 0; r >= 0 && i < list->places; i++)
        r = sd_bus_message_append(m, "(sss)", list->place[i].code, list->place[i].name,
                                  list->place[i].address);
    if (r >= 0)
        r = sd_bus_message_close_container(m);
    if (r >= 0)
        r = sd_bus_message_open_container(m, 'a', "(uiiiu)");
    for (size_t i = 0; r >= 0 && i < list->count; i++)
        r = sd_bus_message_append(m, "(uiiiu)", list->slot[i].place, list->slot[i].date,
                                  list->slot[i].from, list->slot[i].until, list->slot[i].left);
    if (r >= 0)
        r = sd_bus_message_close_container(m);
    if (r >= 0)
        r = sd_bus_message_open_container(m, 'a', "(" PLATFORM_APPOINTMENT_SIGNATURE ")");
    for (size_t i = 0; r >= 0 && i < list->own_count; i++)
        r = append_appointment(m, "(" PLATFORM_APPOINTMENT_SIGNATURE ")", &list->own[i]);
    return codec_result(r < 0 ? r : sd_bus_message_close_container(m));
}

static enum err read_one_place(sd_bus_message *m, void *user)
{
    struct slot_list *list = user;
    return list->places == PLACES_MAX ? ERR_TOO_LONG : read_place(m, &list->place[list->places++]);
}

static enum err read_one_slot(sd_bus_message *m, void *user)
{
    struct slot_list *list = user;
    if (list->count == SLOTS_MAX)
        return ERR_TOO_LONG;
    struct slot *slot = &list->slot[list->count++];
    if (sd_bus_message_read(m, "uiiiu", &slot->place, &slot->date, &slot->from, &slot->until,
                            &slot->left) <= 0)
        return ERR_FORMAT;
    return slot->place < list->places && slot->left && is_span(slot->date, slot->from, slot->until)
               ? ERR_NONE
               : ERR_RANGE;
}

static enum err read_one_own(sd_bus_message *m, void *user)
{
    struct slot_list *list = user;
    return list->own_count == OWN_APPOINTMENTS_MAX
               ? ERR_TOO_LONG
               : read_appointment(m, &list->own[list->own_count++]);
}

static enum err read_slots(sd_bus_message *m, struct slot_list *list)
{
    TRY(read_array(m, "sss", read_one_place, list));
    TRY(read_array(m, "uiiiu", read_one_slot, list));
    return read_array(m, PLATFORM_APPOINTMENT_SIGNATURE, read_one_own, list);
}

enum err platform_get_slots(sd_bus_message *m, struct slot_list *ret_list)
{
    wipe(ret_list, sizeof *ret_list);
    enum err e = read_slots(m, ret_list);
    if (e != ERR_NONE)
        slot_list_wipe(ret_list);
    return e;
}

enum err platform_put_fees(sd_bus_message *m, const struct fee_list *list)
{
    int r = sd_bus_message_open_container(m, 'a', "(usssssxx)");
    for (size_t i = 0; r >= 0 && i < list->count; i++) {
        const struct fee *fee = &list->fee[i];
        r = sd_bus_message_append(m, "(usssssxx)", (uint32_t)fee->state, fee->pay_no, fee->name,
                                  fee->payee, fee->payer, fee->pay_url, fee->fen, fee->expires_ms);
    }
    return codec_result(r < 0 ? r : sd_bus_message_close_container(m));
}

static enum err read_one_fee(sd_bus_message *m, void *user)
{
    struct fee_list *list = user;
    uint32_t state = 0;
    if (list->count == FEES_MAX)
        return ERR_TOO_LONG;
    struct fee *fee = &list->fee[list->count++];
    TRY(codec_u32_below(m, FEE_STATE_COUNT, &state));
    fee->state = (enum fee_state)state;
    TRY(codec_text(m, fee->pay_no, sizeof fee->pay_no));
    TRY(codec_text(m, fee->name, sizeof fee->name));
    TRY(codec_text(m, fee->payee, sizeof fee->payee));
    TRY(codec_text(m, fee->payer, sizeof fee->payer));
    TRY(codec_text(m, fee->pay_url, sizeof fee->pay_url));
    if (sd_bus_message_read(m, "xx", &fee->fen, &fee->expires_ms) <= 0)
        return ERR_FORMAT;
    return fee->fen > 0 ? ERR_NONE : ERR_RANGE;
}

enum err platform_get_fees(sd_bus_message *m, struct fee_list *ret_list)
{
    wipe(ret_list, sizeof *ret_list);
    enum err e = read_array(m, "usssssxx", read_one_fee, ret_list);
    if (e != ERR_NONE)
        fee_list_wipe(ret_list);
    return e;
}
