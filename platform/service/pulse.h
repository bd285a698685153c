/* SPDX-License-Identifier: Apache-2.0 */
/* The heartbeat: every PULSE_MS the province hears how this kiosk is, and where its audit log's
 * chain has come to. What it acknowledges is the log's anchor. */
#pragma once

#include "platform/audit/audit.h"
#include "platform/courier/ask.h"
#include "platform/outbox/outbox.h"
#include "platform/peer/timer.h"
#include "platform/province/message.h"
#include "platform/service/obey.h"

/* At most five minutes of a log are known here alone (audit anchor gap). */
enum { PULSE_MS = 5 * 60 * 1000 };

struct pulse;

struct pulse_parts {
    struct asks *asks;
    struct timers *timers;
    struct outbox *outbox;
    struct audit *audit;
    struct obey *obey; /* what comes with its answer */
    const char *kiosk_code, *area_code;
};

/* The parts outlive it. */
MUST_CHECK enum err pulse_new(const struct pulse_parts *parts, struct pulse **ret_pulse);
void pulse_free(struct pulse *pulse);
/* Class and state of each class of devices, as words; told with the next heartbeat, and soon when
 * they are others than were told. */
void pulse_devices(struct pulse *pulse, const struct pairs *devices);
/* The first one goes soon after the province was reached; none while it is not. */
void pulse_online(struct pulse *pulse, bool online);
