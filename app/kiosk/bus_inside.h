/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by bus.c (the thread), order.c (orders to calls) and tell.c (signals and replies to
 * events); nobody else includes it. */
#pragma once

#include <pthread.h>

#include "app/kiosk/bus.h"
#include "drivers/bus/client.h"
#include "platform/bus/client.h"
#include "platform/bus/client_certificates.h"
#include "platform/bus/client_booking.h"
#include "platform/bus/client_handover.h"
#include "platform/bus/client_standing.h"
#include "platform/bus/client_together.h"
#include "platform/peer/mailbox.h"

struct bus {
    bus_sink_fn *sink;
    void *user;
    pthread_t thread;
    bool running;
    sd_event *loop;
    struct timers *timers;
    struct mailbox *box;
    struct devices_client *devices;
    struct platform_client *platform;
    sd_event_source *step_source;
    int step_fd;
};

/* One order on its way from the UI thread to a bridge. */
struct order {
    struct bus *bus;
    enum bus_event_kind ends; /* the kind of event that ends it */
    uint32_t token;
    char text[80]; /* task code or local number */
    struct secret secret;
    struct receipt_job *job;
    struct pairs *pairs, *form;
    struct application *application;
    struct handover_wish *handover;
    struct rating rating;
    struct help_call call;
};

/* Never NULL: without memory for an order or its end the visit would hang, so the program ends and
 * begins again. */
struct order *order_new(struct bus *bus, enum bus_event_kind ends, uint32_t token);
void order_post(struct order *order, mailbox_fn *run);
void order_free(struct order *order);

struct bus_event *tell_new(enum bus_event_kind kind, uint32_t token, enum err e);
void tell(struct bus *bus, struct bus_event *event);
struct devices_events tell_devices_events(struct bus *bus);
struct platform_events tell_platform_events(struct bus *bus);
/* Replies; `user` is the order, which ends here. */
void tell_pairs(void *user, enum err e, const struct pairs *pairs);
void tell_status(void *user, enum err e, const struct case_status *status);
void tell_cases(void *user, enum err e, const struct case_list *list);
void tell_corrections(void *user, enum err e, const struct correction_list *list);
void tell_parts(void *user, enum err e, const struct part_list *list);
void tell_certificates(void *user, enum err e, const struct certificate_list *list);
void tell_slots(void *user, enum err e, const struct slot_list *list);
void tell_appointment(void *user, enum err e, const struct appointment *appointment);
void tell_fees(void *user, enum err e, const struct fee_list *list);
void tell_handover(void *user, enum err e, const struct handover *handover);
void tell_done(void *user, enum err e);
