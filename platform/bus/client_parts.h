/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what every call of the client is made with. */
#pragma once

#include "platform/bus/client.h"
#include "platform/bus/client_booking.h"
#include "platform/bus/client_certificates.h"
#include "platform/bus/client_handover.h"
#include "platform/bus/client_standing.h"
#include "platform/bus/client_together.h"
#include "platform/peer/client.h"

struct platform_client {
    struct platform_events events;
    struct peer_client *peer;
};

/* One open call: the callback that its kind of reply goes to. */
struct open_call {
    union {
        platform_pairs_fn *pairs;
        platform_cases_fn *cases;
        platform_status_fn *status;
        platform_done_fn *done;
        platform_health_fn *health;
        platform_catalogue_fn *catalogue;
        platform_calendar_fn *calendar;
        platform_standing_fn *standing;
        platform_slots_fn *slots;
        platform_appointment_fn *appointment;
        platform_fees_fn *fees;
        platform_certificates_fn *certificates;
        platform_corrections_fn *corrections;
        platform_handover_fn *handover;
        platform_parts_fn *parts;
    } fn;
    void *user;
};

/* An empty call that is erased after use. */
MUST_CHECK enum err client_new_call(struct platform_client *client, const char *member,
                                    sd_bus_message **ret_m);
/* Sends a filled call; `built` is what filling it said. Owns `m`. */
MUST_CHECK enum err client_send_call(struct platform_client *client, sd_bus_message *m,
                                     enum err built, peer_reply_fn *on_reply,
                                     struct open_call open);

/* What is asked for an item: of whom, and what was chosen or answered. */
struct wish {
    const char *member, *task_code;
    const struct pairs *who, *form;
};

MUST_CHECK enum err client_call_wish(struct platform_client *client, const struct wish *wish,
                                     peer_reply_fn *on_reply, struct open_call open);
/* Takes a reply of pairs. */
void client_on_pairs(void *user, enum err e, sd_bus_message *reply);
