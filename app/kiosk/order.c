/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/bus_inside.h"

#include "platform/base/harden.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

static void order_empty(struct order *order)
{
    secret_wipe(&order->secret);
    if (order->job)
        receipt_job_wipe(order->job);
    if (order->pairs)
        pairs_wipe(order->pairs);
    if (order->application)
        application_wipe(order->application);
    free(order->job);
    if (order->form)
        pairs_wipe(order->form);
    free(order->pairs);
    free(order->form);
    free(order->application);
    if (order->handover)
        handover_wish_wipe(order->handover);
    free(order->handover);
    order->job = NULL;
    order->pairs = NULL;
    order->form = NULL;
    order->application = NULL;
    order->handover = NULL;
    wipe(&order->rating, sizeof order->rating);
}

void order_free(struct order *order)
{
    if (!order)
        return;
    order_empty(order);
    wipe_free(order, sizeof *order);
}

static enum err call_platform(struct order *o)
{
    struct platform_client *client = o->bus->platform;
    const struct platform_asking asking = {o->text, o->pairs, o->form};
    switch (o->ends) {
    case BUS_PERSON:
        return platform_client_identify(client, o->secret.text, o->secret.len, tell_pairs, o);
    case BUS_SHARED:
        return platform_client_shared_data(client, o->text, o->pairs, tell_pairs, o);
    case BUS_PROOF:
        return platform_client_proof(client, o->text, o->pairs, o->form,
                                     (struct platform_answer){tell_pairs, o});
    case BUS_STEP_UP:
        return platform_client_step_up(client, o->text, o->pairs, o->form,
                                       (struct platform_answer){tell_pairs, o});
    case BUS_ENTERPRISE:
        return platform_client_enterprise(client, o->text, o->pairs, o->form,
                                          (struct platform_answer){tell_pairs, o});
    case BUS_CERTIFICATES:
        return platform_client_certificates(client, &asking, tell_certificates, o);
    case BUS_CORRECTIONS:
        return platform_client_corrections(client, &asking, tell_corrections, o);
    case BUS_PARTS:
        return platform_client_parts(client, &asking, tell_parts, o);
    case BUS_COPY:
        return platform_client_certificate_copy(client, &asking, tell_pairs, o);
    case BUS_SLOTS:
        return platform_client_slots(client, &asking, tell_slots, o);
    case BUS_BOOKED:
        return platform_client_book(client, &asking, tell_appointment, o);
    case BUS_CANCELLED:
        return platform_client_cancel(client, &asking, tell_appointment, o);
    case BUS_FEES:
        return platform_client_fees(client, &asking, tell_fees, o);
    case BUS_FEE_STATE:
        return platform_client_fee_state(client, &asking, tell_fees, o);
    case BUS_HANDED:
        return platform_client_hand_over(client, o->handover, tell_handover, o);
    case BUS_CALLED:
        return platform_client_help(client, &o->call, tell_done, o);
    case BUS_CASES:
        return platform_client_query(client, o->pairs, tell_cases, o);
    case BUS_SUBMITTED:
        return platform_client_submit(client, o->application, tell_status, o);
    case BUS_STATUS:
        if (o->pairs)
            return platform_client_find(client, o->text, o->pairs, tell_status, o);
        return platform_client_status(client, o->text, tell_status, o);
    default:
        return platform_client_rate(client, &o->rating, tell_done, o);
    }
}

static void run_platform(void *message)
{
    struct order *order = message;
    enum err e = call_platform(order);
    if (e != ERR_NONE)
        tell_done(order, e);
    else
        order_empty(order); /* only the token is needed for the reply */
}

static enum err call_devices(const struct order *o)
{
    struct devices_client *client = o->bus->devices;
    if (o->ends == BUS_IDENTIFIED)
        return devices_client_identify(client, o->token);
    if (o->ends == BUS_SCANNED)
        return devices_client_scan(client, o->token);
    if (o->ends == BUS_CAPTURED)
        return devices_client_capture(client, o->token);
    return devices_client_print(client, o->token, o->job);
}

static void run_devices(void *message)
{
    struct order *order = message;
    enum err e = call_devices(order);
    if (e != ERR_NONE) {
        struct bus_event *event = tell_new(order->ends, order->token, e);
        event->outcome = PRINT_NOT_BEGUN;
        tell(order->bus, event);
    }
    order_free(order);
}

static void run_cancel(void *message)
{
    struct order *order = message;
    enum err e = devices_client_cancel(order->bus->devices, order->token);
    if (e != ERR_NONE && e != ERR_GONE)
        log_event(LOG_WARN, "cancel_failed", "err=%s", err_name(e));
    order_free(order);
}

static void run_forget(void *message)
{
    order_free(message);
    harden_scrub_stack();
}

static void drop_order(void *message)
{
    order_free(message);
}

struct order *order_new(struct bus *bus, enum bus_event_kind ends, uint32_t token)
{
    struct order *order = calloc(1, sizeof *order);
    if (!order)
        abort();
    *order = (struct order){.bus = bus, .ends = ends, .token = token};
    return order;
}

void order_post(struct order *order, mailbox_fn *run)
{
    if (mailbox_post(order->bus->box, run, drop_order, order) != ERR_NONE)
        abort();
}

void bus_identify(struct bus *bus, uint32_t token)
{
    order_post(order_new(bus, BUS_IDENTIFIED, token), run_devices);
}

void bus_scan(struct bus *bus, uint32_t token)
{
    order_post(order_new(bus, BUS_SCANNED, token), run_devices);
}

void bus_capture(struct bus *bus, uint32_t token)
{
    order_post(order_new(bus, BUS_CAPTURED, token), run_devices);
}

void bus_print(struct bus *bus, uint32_t token, struct receipt_job *job)
{
    struct order *order = order_new(bus, BUS_PRINTED, token);
    order->job = job;
    order_post(order, run_devices);
}

void bus_cancel(struct bus *bus, uint32_t token)
{
    order_post(order_new(bus, BUS_QUIT, token), run_cancel);
}

void bus_person(struct bus *bus, uint32_t token, struct secret *credential)
{
    struct order *order = order_new(bus, BUS_PERSON, token);
    order->secret = *credential;
    *credential = (struct secret){0};
    order_post(order, run_platform);
}

void bus_shared(struct bus *bus, uint32_t token, const char *task_code, struct pairs *who)
{
    struct order *order = order_new(bus, BUS_SHARED, token);
    text_copy(order->text, sizeof order->text, task_code);
    order->pairs = who;
    order_post(order, run_platform);
}

static void post_wish(struct bus *bus, enum bus_event_kind ends, uint32_t token,
                      const struct bus_wish *wish)
{
    struct order *order = order_new(bus, ends, token);
    text_copy(order->text, sizeof order->text, wish->task_code);
    order->pairs = wish->who;
    order->form = wish->form;
    order_post(order, run_platform);
}

void bus_proof(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    post_wish(bus, BUS_PROOF, token, wish);
}

void bus_corrections(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    post_wish(bus, BUS_CORRECTIONS, token, wish);
}

void bus_parts(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    post_wish(bus, BUS_PARTS, token, wish);
}

void bus_certificates(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    post_wish(bus, BUS_CERTIFICATES, token, wish);
}

void bus_certificate_copy(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    post_wish(bus, BUS_COPY, token, wish);
}

void bus_step_up(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    post_wish(bus, BUS_STEP_UP, token, wish);
}

void bus_enterprise(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    post_wish(bus, BUS_ENTERPRISE, token, wish);
}

void bus_slots(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    post_wish(bus, BUS_SLOTS, token, wish);
}

void bus_book(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    post_wish(bus, BUS_BOOKED, token, wish);
}

void bus_cancel_appointment(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    post_wish(bus, BUS_CANCELLED, token, wish);
}

void bus_fees(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    post_wish(bus, BUS_FEES, token, wish);
}

void bus_fee_state(struct bus *bus, uint32_t token, const struct bus_wish *wish)
{
    post_wish(bus, BUS_FEE_STATE, token, wish);
}

void bus_hand_over(struct bus *bus, uint32_t token, struct handover_wish *wish)
{
    struct order *order = order_new(bus, BUS_HANDED, token);
    order->handover = wish;
    order_post(order, run_platform);
}

void bus_call(struct bus *bus, uint32_t token, const struct help_call *call)
{
    struct order *order = order_new(bus, BUS_CALLED, token);
    order->call = *call;
    order_post(order, run_platform);
}

static void forget(void *user, enum err e)
{
    (void)e; /* told again with the next change, and after each new link */
    order_free(user);
}

static void run_tell_devices(void *message)
{
    struct order *order = message;
    if (platform_client_devices(order->bus->platform, order->pairs, forget, order) != ERR_NONE)
        order_free(order);
}

void bus_devices(struct bus *bus, struct pairs *devices)
{
    struct order *order = order_new(bus, BUS_QUIT, 0);
    order->pairs = devices;
    order_post(order, run_tell_devices);
}

void bus_query(struct bus *bus, uint32_t token, struct pairs *who)
{
    struct order *order = order_new(bus, BUS_CASES, token);
    order->pairs = who;
    order_post(order, run_platform);
}

void bus_submit(struct bus *bus, uint32_t token, struct application *application)
{
    struct order *order = order_new(bus, BUS_SUBMITTED, token);
    order->application = application;
    order_post(order, run_platform);
}

void bus_find(struct bus *bus, uint32_t token, const char *number, struct pairs *who)
{
    struct order *order = order_new(bus, BUS_STATUS, token);
    text_copy(order->text, sizeof order->text, number);
    order->pairs = who;
    order_post(order, run_platform);
}

void bus_status(struct bus *bus, uint32_t token, const char *local_number)
{
    struct order *order = order_new(bus, BUS_STATUS, token);
    text_copy(order->text, sizeof order->text, local_number);
    order_post(order, run_platform);
}

void bus_rate(struct bus *bus, uint32_t token, const struct rating *rating)
{
    struct order *order = order_new(bus, BUS_RATED, token);
    order->rating = *rating;
    order_post(order, run_platform);
}

void bus_forget(struct bus *bus)
{
    order_post(order_new(bus, BUS_QUIT, 0), run_forget);
}
