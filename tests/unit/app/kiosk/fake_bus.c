/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/app/kiosk/fake_bus.h"

#include <string.h>

struct fake_order fake_orders[FAKE_ORDERS];
size_t fake_count;

void fake_clear(void)
{
    memset(fake_orders, 0, sizeof fake_orders);
    fake_count = 0;
}

static struct fake_order *keep(const char *what, uint32_t token, const char *text)
{
    struct fake_order *order =
        &fake_orders[fake_count < FAKE_ORDERS - 1 ? fake_count++ : fake_count];
    *order = (struct fake_order){.what = what, .token = token};
    snprintf(order->text, sizeof order->text, "%s", text);
    return order;
}

const struct fake_order *fake_last(const char *what)
{
    for (size_t i = fake_count; i > 0; i--)
        if (strcmp(fake_orders[i - 1].what, what) == 0)
            return &fake_orders[i - 1];
    return NULL;
}

size_t fake_times(const char *what)
{
    size_t n = 0;
    for (size_t i = 0; i < fake_count; i++)
        n += strcmp(fake_orders[i].what, what) == 0;
    return n;
}

void bus_event_free(struct bus_event *event)
{
    if (!event)
        return;
    id_record_wipe(&event->record);
    secret_wipe(&event->secret);
    snapshot_wipe(&event->snapshot);
    pairs_wipe(&event->pairs);
    free(event->cases);
    free(event->certificates);
    free(event->corrections);
    free(event->parts);
    free(event->slots);
    free(event->fees);
    free(event->rows);
    free(event->standing);
    free(event);
}

void bus_identify(struct bus *bus, uint32_t token)
{
    (void)bus;
    keep("identify", token, "");
}

void bus_capture(struct bus *bus, uint32_t token)
{
    (void)bus;
    keep("capture", token, "");
}

void bus_scan(struct bus *bus, uint32_t token)
{
    (void)bus;
    keep("scan", token, "");
}

void bus_print(struct bus *bus, uint32_t token, struct receipt_job *job)
{
    (void)bus;
    keep("print", token, "")->lines = job->count;
    receipt_job_wipe(job);
    free(job);
}

void bus_cancel(struct bus *bus, uint32_t token)
{
    (void)bus;
    keep("cancel", token, "");
}

void bus_person(struct bus *bus, uint32_t token, struct secret *credential)
{
    (void)bus;
    keep("person", token, secret_text(credential));
    secret_wipe(credential);
}

void bus_shared(struct bus *bus, uint32_t token, const char *task_code, struct pairs *who)
{
    (void)bus;
    keep("shared", token, task_code);
    pairs_wipe(who);
    free(who);
}

static void keep_wish(const char *what, uint32_t token, const struct bus_wish *wish)
{
    keep(what, token, wish->task_code)->lines = wish->form->count;
    pairs_wipe(wish->who);
    pairs_wipe(wish->form);
    free(wish->who);
    free(wish->form);
}

void bus_proof(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    (void)bus;
    keep_wish("proof", token, wish);
}

void bus_slots(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    (void)bus;
    keep_wish("slots", token, wish);
}

void bus_book(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    (void)bus;
    keep_wish("book", token, wish);
}

void bus_cancel_appointment(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    (void)bus;
    keep_wish("cancel-appointment", token, wish);
}

void bus_fees(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    (void)bus;
    keep_wish("fees", token, wish);
}

void bus_fee_state(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    (void)bus;
    keep_wish("fee-state", token, wish);
}

void bus_step_up(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    (void)bus;
    keep_wish("step_up", token, wish);
}

void bus_corrections(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    (void)bus;
    keep_wish("corrections", token, wish);
}

void bus_parts(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    (void)bus;
    keep_wish("parts", token, wish);
}

void bus_certificates(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    (void)bus;
    keep_wish("certificates", token, wish);
}

void bus_certificate_copy(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    (void)bus;
    keep_wish("copy", token, wish);
}

void bus_enterprise(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    (void)bus;
    keep_wish("enterprise", token, wish);
}

void bus_call(struct bus *bus, uint32_t token, const struct help_call *call)
{
    (void)bus;
    keep("call", token, call->help_id)->lines = call->reason;
}

void bus_devices(struct bus *bus, struct pairs *devices)
{
    (void)bus;
    keep("devices", 0, pairs_get(devices, "printer"))->lines = devices->count;
    pairs_wipe(devices);
    free(devices);
}

void bus_query(struct bus *bus, uint32_t token, struct pairs *who)
{
    (void)bus;
    keep("query", token, pairs_get(who, "applyer_page_code"));
    pairs_wipe(who);
    free(who);
}

void bus_submit(struct bus *bus, uint32_t token, struct application *application)
{
    (void)bus;
    keep("submit", token, application->application_id)->lines = application->count;
    application_wipe(application);
    free(application);
}

void bus_hand_over(struct bus *bus, uint32_t token, struct handover_wish *wish)
{
    (void)bus;
    keep("hand_over", token, wish->application.application_id)->lines = wish->count;
    handover_wish_wipe(wish);
    free(wish);
}

void bus_find(struct bus *bus, uint32_t token, const char *number, struct pairs *who)
{
    (void)bus;
    keep("find", token, number)->lines = who->count;
    pairs_wipe(who);
    free(who);
}

void bus_status(struct bus *bus, uint32_t token, const char *local_number)
{
    (void)bus;
    keep("status", token, local_number);
}

void bus_rate(struct bus *bus, uint32_t token, const struct rating *rating)
{
    (void)bus;
    keep("rate", token, rating->reason_codes);
}

void bus_forget(struct bus *bus)
{
    (void)bus;
    keep("forget", 0, "");
}
