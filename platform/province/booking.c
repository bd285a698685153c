/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/booking.h"

#include <string.h>

#include "platform/base/date.h"
#include "platform/province/codes.h"
#include "platform/province/message_json.h"
#include "platform/province/reply_json.h"

enum { TIME_DIGITS = 4, LEFT_DIGITS_MAX = 3, HOUR_MINUTES = 60, DAY_MINUTES = 24 * HOUR_MINUTES };

static bool is_number(const char *text)
{
    return *text && strspn(text, "0123456789") == strlen(text);
}

/* "0930" */
static bool read_minutes(const char *text, int *ret_minutes)
{
    if (strlen(text) != TIME_DIGITS || !is_number(text))
        return false;
    int clock = (int)strtol(text, NULL, 10), minutes = clock % 100;
    if (minutes >= HOUR_MINUTES || clock / 100 >= DAY_MINUTES / HOUR_MINUTES)
        return false;
    *ret_minutes = clock / 100 * HOUR_MINUTES + minutes;
    return true;
}

/* Where and when; `from` comes before `until`. */
static bool read_span(const json_t *object, int *ret_date, int *ret_from, int *ret_until)
{
    char date[9], from[TIME_DIGITS + 1], until[TIME_DIGITS + 1];
    if (!reply_text(object, "date", date, sizeof date) ||
        !reply_text(object, "time_from", from, sizeof from) ||
        !reply_text(object, "time_until", until, sizeof until))
        return false;
    return date_parse(date, ret_date) == ERR_NONE && read_minutes(from, ret_from) &&
           read_minutes(until, ret_until) && *ret_from < *ret_until;
}

static enum err put_date(json_t *object, const struct pairs *wish, const char *name)
{
    int date;
    TRY(date_parse(pairs_get(wish, name), &date));
    return json_put_text(object, name, pairs_get(wish, name));
}

static enum err put_time(json_t *object, const struct pairs *wish, const char *name)
{
    int minutes;
    if (!read_minutes(pairs_get(wish, name), &minutes))
        return ERR_FORMAT;
    return json_put_text(object, name, pairs_get(wish, name));
}

static enum err put_place(json_t *object, const struct pairs *wish)
{
    const char *code = pairs_get(wish, "place_code");
    TRY(code_check_task(code, CODE_EXCHANGE));
    return json_put_text(object, "place_code", code);
}

enum err booking_write_slots(const struct message_sender *sender, const char *task_code,
                             const struct pairs *who, const struct pairs *wish,
                             struct secret *ret_doc)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(message_begin_item(sender, "slots", task_code, who, &object));
    if (*pairs_get(wish, "place_code"))
        TRY(put_place(object, wish));
    TRY(put_date(object, wish, "from"));
    return message_end(object, ret_doc);
}

enum err booking_write_book(const struct message_sender *sender, const char *task_code,
                            const struct pairs *who, const struct pairs *wish,
                            struct secret *ret_doc)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    const char *id = pairs_get(wish, "appointment_id");
    const char *mobile = pairs_get(wish, "contact_mobile");
    TRY(code_check_uuid(id));
    TRY(message_begin_item(sender, "book", task_code, who, &object));
    TRY(json_put_text(object, "appointment_id", id));
    TRY(put_place(object, wish));
    TRY(put_date(object, wish, "date"));
    TRY(put_time(object, wish, "time_from"));
    TRY(put_time(object, wish, "time_until"));
    if (*mobile)
        TRY(message_put_column(object, "contact_mobile", mobile));
    return message_end(object, ret_doc);
}

enum err booking_write_cancel(const struct message_sender *sender, const char *task_code,
                              const struct pairs *who, const struct pairs *wish,
                              struct secret *ret_doc)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    const char *number = pairs_get(wish, "appointment_no");
    TRY(code_check_project_no(number));
    TRY(message_begin_item(sender, "cancel_appointment", task_code, who, &object));
    TRY(json_put_text(object, "appointment_no", number));
    return message_end(object, ret_doc);
}

static enum err read_place(const json_t *object, struct booking_place *ret_place)
{
    if (!reply_text(object, "place_code", ret_place->code, sizeof ret_place->code) ||
        code_check_task(ret_place->code, CODE_EXCHANGE) != ERR_NONE)
        return ERR_FORMAT;
    TRY(reply_words(object, "place_name", ret_place->name, sizeof ret_place->name));
    TRY(reply_words(object, "place_address", ret_place->address, sizeof ret_place->address));
    return *ret_place->name ? ERR_NONE : ERR_FORMAT;
}

static bool read_left(const json_t *object, uint32_t *ret_left)
{
    char text[LEFT_DIGITS_MAX + 1];
    if (!reply_text(object, "left", text, sizeof text) || !is_number(text))
        return false;
    *ret_left = (uint32_t)strtoul(text, NULL, 10);
    return true;
}

static bool is_after(const struct slot *slot, const struct slot *last)
{
    return slot->date > last->date || (slot->date == last->date && slot->from > last->from);
}

/* One that is full is passed over. */
static enum err read_times(const json_t *times, struct slot_list *list)
{
    struct slot last = {.date = 0};
    if (!json_is_array(times) || json_array_size(times) > SLOTS_MAX)
        return ERR_FORMAT;
    for (size_t i = 0; i < json_array_size(times); i++) {
        const json_t *one = json_array_get(times, i);
        struct slot slot = {.place = (uint32_t)list->places};
        if (!read_span(one, &slot.date, &slot.from, &slot.until) || !read_left(one, &slot.left) ||
            !is_after(&slot, &last))
            return ERR_FORMAT;
        last = slot;
        if (slot.left == 0)
            continue;
        if (list->count == SLOTS_MAX)
            return ERR_TOO_LONG;
        list->slot[list->count++] = slot;
    }
    return ERR_NONE;
}

static enum err read_places(const json_t *places, struct slot_list *list)
{
    if (!json_is_array(places) || json_array_size(places) > PLACES_MAX)
        return ERR_FORMAT;
    for (; list->places < json_array_size(places); list->places++) {
        const json_t *one = json_array_get(places, list->places);
        TRY(read_place(one, &list->place[list->places]));
        TRY(read_times(json_object_get(one, "times"), list));
    }
    return ERR_NONE;
}

static enum err read_appointment(const json_t *data, struct appointment *made)
{
    char state[16];
    if (!reply_text(data, "state", state, sizeof state) ||
        !reply_text(data, "appointment_no", made->number, sizeof made->number) ||
        code_check_project_no(made->number) != ERR_NONE ||
        !read_span(data, &made->date, &made->from, &made->until))
        return ERR_FORMAT;
    made->cancelled = strcmp(state, "cancelled") == 0;
    if (!made->cancelled && strcmp(state, "booked") != 0)
        return ERR_FORMAT;
    TRY(read_place(data, &made->place));
    return reply_words(data, "bring", made->bring, sizeof made->bring);
}

static enum err read_own(const json_t *own, struct slot_list *list)
{
    if (!json_is_array(own) || json_array_size(own) > OWN_APPOINTMENTS_MAX)
        return ERR_FORMAT;
    for (size_t i = 0; i < json_array_size(own); i++)
        TRY(read_appointment(json_array_get(own, i), &list->own[list->own_count++]));
    return ERR_NONE;
}

enum err booking_read_slots(const char *body, size_t size, struct slot_list *ret_list)
{
    AUTO(auto_json_decref) json_t *reply = NULL;
    TRY(reply_begin(body, size, &reply));
    AUTO(auto_free) struct slot_list *made = calloc(1, sizeof *made);
    if (!made)
        return ERR_MEMORY;
    const json_t *data = json_object_get(reply, "data");
    enum err e = read_places(json_object_get(data, "places"), made);
    if (e == ERR_NONE)
        e = read_own(json_object_get(data, "appointments"), made);
    if (e == ERR_NONE)
        *ret_list = *made;
    slot_list_wipe(made);
    return e;
}

enum err booking_read_appointment(const char *body, size_t size,
                                  struct appointment *ret_appointment)
{
    struct appointment made = {.cancelled = false};
    AUTO(auto_json_decref) json_t *reply = NULL;
    TRY(reply_begin(body, size, &reply));
    enum err e = read_appointment(json_object_get(reply, "data"), &made);
    if (e == ERR_NONE)
        *ret_appointment = made;
    appointment_wipe(&made);
    return e;
}
