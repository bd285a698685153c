/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/bus_inside.h"

#include <string.h>

#include "platform/base/log.h"
#include "platform/base/text.h"

void bus_event_free(struct bus_event *event)
{
    if (!event)
        return;
    id_record_wipe(&event->record);
    secret_wipe(&event->secret);
    snapshot_wipe(&event->snapshot);
    pairs_wipe(&event->pairs);
    if (event->cases)
        case_list_wipe(event->cases);
    free(event->cases);
    if (event->certificates)
        certificate_list_wipe(event->certificates);
    free(event->certificates);
    if (event->corrections)
        correction_list_wipe(event->corrections);
    free(event->corrections);
    if (event->parts)
        part_list_wipe(event->parts);
    free(event->parts);
    if (event->slots)
        slot_list_wipe(event->slots);
    free(event->slots);
    if (event->fees)
        fee_list_wipe(event->fees);
    free(event->fees);
    free(event->rows);
    free(event->calendar);
    free(event->standing);
    wipe_free(event, sizeof *event);
}

struct bus_event *tell_new(enum bus_event_kind kind, uint32_t token, enum err e)
{
    struct bus_event *event = calloc(1, sizeof *event);
    if (!event) {
        log_event(LOG_ERROR, "bus_event_lost", "kind=%d", (int)kind);
        abort(); /* an order without its end would hang the visit: begin again instead */
    }
    *event = (struct bus_event){.kind = kind, .token = token, .err = e};
    return event;
}

void tell(struct bus *bus, struct bus_event *event)
{
    bus->sink(bus->user, event);
}

static void tell_up(struct bus *bus, enum bus_event_kind kind, bool up)
{
    struct bus_event *event = tell_new(kind, 0, ERR_NONE);
    event->up = up;
    tell(bus, event);
}

static void on_devices_up(void *user)
{
    tell_up(user, BUS_DEVICES, true);
}

static void on_devices_down(void *user)
{
    tell_up(user, BUS_DEVICES, false);
}

static void on_device(void *user, const struct device_info *info)
{
    struct bus_event *event = tell_new(BUS_DEVICE, 0, ERR_NONE);
    event->device = *info;
    tell(user, event);
}

static void on_hint(void *user, uint32_t token, enum id_hint hint)
{
    struct bus_event *event = tell_new(BUS_HINT, token, ERR_NONE);
    event->hint = hint;
    tell(user, event);
}

static enum err copy_record(const struct id_record *from, struct id_record *to)
{
    to->kind = from->kind;
    to->findings = from->findings;
    for (size_t i = 0; i < ID_FIELD_COUNT; i++)
        TRY(secret_copy(&to->field[i], &from->field[i]));
    return ERR_NONE;
}

static void on_identified(void *user, uint32_t token, enum err e, const struct id_record *record)
{
    struct bus_event *event = tell_new(BUS_IDENTIFIED, token, e);
    if (e == ERR_NONE)
        event->err = copy_record(record, &event->record);
    tell(user, event);
}

static void on_scanned(void *user, uint32_t token, enum err e, const void *data, size_t size)
{
    struct bus_event *event = tell_new(BUS_SCANNED, token, e);
    if (e == ERR_NONE)
        event->err = secret_set(&event->secret, data, size);
    tell(user, event);
}

static void on_captured(void *user, uint32_t token, enum err e, struct snapshot *snapshot)
{
    struct bus_event *event = tell_new(BUS_CAPTURED, token, e);
    event->snapshot = *snapshot;
    *snapshot = (struct snapshot){0};
    tell(user, event);
}

static void on_printed(void *user, uint32_t token, enum print_outcome outcome, enum err why)
{
    struct bus_event *event = tell_new(BUS_PRINTED, token, why);
    event->outcome = outcome;
    tell(user, event);
}

static void on_catalogue_rows(void *user, enum err e, const struct catalogue_row *rows,
                              size_t count)
{
    struct bus_event *event = tell_new(BUS_CATALOGUE, 0, e);
    if (e == ERR_NONE && count) {
        event->rows = calloc(count, sizeof *rows);
        if (event->rows) {
            memcpy(event->rows, rows, count * sizeof *rows);
            event->row_count = count;
        }
    }
    tell(user, event);
}

static void on_catalogue_changed(void *user)
{
    struct bus *bus = user;
    enum err e = platform_client_catalogue(bus->platform, on_catalogue_rows, bus);
    if (e != ERR_NONE) /* it comes again with the next link */
        log_event(LOG_WARN, "catalogue_not_asked", "err=%s", err_name(e));
}

static void on_calendar(void *user, enum err e, const struct calendar *calendar)
{
    struct bus_event *event = tell_new(BUS_CALENDAR, 0, e);
    event->calendar = e == ERR_NONE ? malloc(sizeof *calendar) : NULL;
    if (event->calendar)
        *event->calendar = *calendar;
    tell(user, event);
}

static void on_calendar_changed(void *user)
{
    struct bus *bus = user;
    enum err e = platform_client_calendar(bus->platform, on_calendar, bus);
    if (e != ERR_NONE) /* it comes again with the next link */
        log_event(LOG_WARN, "calendar_not_asked", "err=%s", err_name(e));
}

static void on_standing(void *user, enum err e, const struct standing *standing)
{
    struct bus_event *event = tell_new(BUS_STANDING, 0, e);
    event->standing = e == ERR_NONE ? malloc(sizeof *standing) : NULL;
    if (event->standing)
        *event->standing = *standing;
    tell(user, event);
}

static void on_standing_changed(void *user)
{
    struct bus *bus = user;
    enum err e = platform_client_standing(bus->platform, on_standing, bus);
    if (e != ERR_NONE) /* it comes again with the next link */
        log_event(LOG_WARN, "standing_not_asked", "err=%s", err_name(e));
}

static void on_platform_up(void *user)
{
    tell_up(user, BUS_PLATFORM, true);
}

static void on_platform_down(void *user)
{
    tell_up(user, BUS_PLATFORM, false);
}

static void on_online(void *user, bool online)
{
    tell_up(user, BUS_ONLINE, online);
}

static void on_storage(void *user, bool able)
{
    tell_up(user, BUS_STORAGE, able);
}

static void on_clock_off(void *user, int64_t off_ms)
{
    struct bus_event *event = tell_new(BUS_CLOCK_OFF, 0, ERR_NONE);
    event->off_ms = off_ms;
    tell(user, event);
}

static void on_case(void *user, const char *local_number)
{
    struct bus_event *event = tell_new(BUS_CASE, 0, ERR_NONE);
    text_copy(event->text, sizeof event->text, local_number);
    tell(user, event);
}

static enum err copy_pairs(const struct pairs *from, struct pairs *to)
{
    for (size_t i = 0; i < from->count && i < PAIRS_MAX; i++) {
        memcpy(to->pair[i].name, from->pair[i].name, sizeof to->pair[i].name);
        TRY(secret_copy(&to->pair[i].value, &from->pair[i].value));
        to->count = i + 1;
    }
    return ERR_NONE;
}

void tell_pairs(void *user, enum err e, const struct pairs *pairs)
{
    struct order *order = user;
    struct bus_event *event = tell_new(order->ends, order->token, e);
    if (e == ERR_NONE)
        event->err = copy_pairs(pairs, &event->pairs);
    tell(order->bus, event);
    order_free(order);
}

void tell_status(void *user, enum err e, const struct case_status *status)
{
    struct order *order = user;
    struct bus_event *event = tell_new(order->ends, order->token, e);
    if (e == ERR_NONE)
        event->status = *status;
    tell(order->bus, event);
    order_free(order);
}

void tell_cases(void *user, enum err e, const struct case_list *list)
{
    struct order *order = user;
    struct bus_event *event = tell_new(order->ends, order->token, e);
    event->cases = e == ERR_NONE ? malloc(sizeof *list) : NULL;
    if (event->cases)
        *event->cases = *list;
    else if (e == ERR_NONE)
        event->err = ERR_MEMORY;
    tell(order->bus, event);
    order_free(order);
}

void tell_corrections(void *user, enum err e, const struct correction_list *list)
{
    struct order *order = user;
    struct bus_event *event = tell_new(order->ends, order->token, e);
    event->corrections = e == ERR_NONE ? malloc(sizeof *list) : NULL;
    if (event->corrections)
        *event->corrections = *list;
    else if (e == ERR_NONE)
        event->err = ERR_MEMORY;
    tell(order->bus, event);
    order_free(order);
}

void tell_parts(void *user, enum err e, const struct part_list *list)
{
    struct order *order = user;
    struct bus_event *event = tell_new(order->ends, order->token, e);
    event->parts = e == ERR_NONE ? malloc(sizeof *list) : NULL;
    if (event->parts)
        *event->parts = *list;
    else if (e == ERR_NONE)
        event->err = ERR_MEMORY;
    tell(order->bus, event);
    order_free(order);
}

void tell_certificates(void *user, enum err e, const struct certificate_list *list)
{
    struct order *order = user;
    struct bus_event *event = tell_new(order->ends, order->token, e);
    event->certificates = e == ERR_NONE ? malloc(sizeof *list) : NULL;
    if (event->certificates)
        *event->certificates = *list;
    else if (e == ERR_NONE)
        event->err = ERR_MEMORY;
    tell(order->bus, event);
    order_free(order);
}

void tell_slots(void *user, enum err e, const struct slot_list *list)
{
    struct order *order = user;
    struct bus_event *event = tell_new(order->ends, order->token, e);
    event->slots = e == ERR_NONE ? malloc(sizeof *list) : NULL;
    if (event->slots)
        *event->slots = *list;
    else if (e == ERR_NONE)
        event->err = ERR_MEMORY;
    tell(order->bus, event);
    order_free(order);
}

void tell_appointment(void *user, enum err e, const struct appointment *appointment)
{
    struct order *order = user;
    struct bus_event *event = tell_new(order->ends, order->token, e);
    event->appointment = *appointment; /* or a refusal's words alone */
    tell(order->bus, event);
    order_free(order);
}

void tell_fees(void *user, enum err e, const struct fee_list *list)
{
    struct order *order = user;
    struct bus_event *event = tell_new(order->ends, order->token, e);
    event->fees = e == ERR_NONE ? malloc(sizeof *list) : NULL;
    if (event->fees)
        *event->fees = *list;
    else if (e == ERR_NONE)
        event->err = ERR_MEMORY;
    tell(order->bus, event);
    order_free(order);
}

void tell_handover(void *user, enum err e, const struct handover *handover)
{
    struct order *order = user;
    struct bus_event *event = tell_new(order->ends, order->token, e);
    if (e == ERR_NONE)
        event->handover = *handover;
    tell(order->bus, event);
    order_free(order);
}

void tell_done(void *user, enum err e)
{
    struct order *order = user;
    tell(order->bus, tell_new(order->ends, order->token, e));
    order_free(order);
}

struct devices_events tell_devices_events(struct bus *bus)
{
    return (struct devices_events){.user = bus,
                                   .up = on_devices_up,
                                   .down = on_devices_down,
                                   .device = on_device,
                                   .hint = on_hint,
                                   .identified = on_identified,
                                   .scanned = on_scanned,
                                   .captured = on_captured,
                                   .printed = on_printed};
}

struct platform_events tell_platform_events(struct bus *bus)
{
    return (struct platform_events){.user = bus,
                                    .up = on_platform_up,
                                    .down = on_platform_down,
                                    .online = on_online,
                                    .storage = on_storage,
                                    .clock_off = on_clock_off,
                                    .case_changed = on_case,
                                    .catalogue_changed = on_catalogue_changed,
                                    .calendar_changed = on_calendar_changed,
                                    .standing_changed = on_standing_changed};
}
