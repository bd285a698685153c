/* SPDX-License-Identifier: Apache-2.0 */
/* From what the bridges say to what the kiosk offers: in service, limited, out of service. */
#pragma once

#include "app/item/shelf.h"
#include "app/screen/service.h"
#include "platform/bus/standing.h"

/* A program that restarts is back within this time: nobody is told that the kiosk is closed. */
enum { AVAILABILITY_GRACE_MS = 5000 };
/* One that restarts again and again is no longer called "being made ready" after this time. */
enum { AVAILABILITY_PATIENCE_MS = 30000 };

/* A reader that is opened again knows nothing of its plate at first: a card that lay there before
 * is believed to lie there still for this time. */
enum { AVAILABILITY_CARD_MS = 30000 };
enum { AVAILABILITY_DEVICES = 16 };

struct availability {
    struct service service;
    int64_t platform_gone_ms; /* since when, by clock_now_ms(); at first: since the start */
    int64_t changed_ms;       /* when a link last came or went */
    int64_t card_ms;          /* when the reader last told what lies on its plate */
    struct standing standing; /* what the province ordered */
    int64_t full_ms;          /* when nothing was missing last; at first: when we began */
    size_t count;
    struct device_info device[AVAILABILITY_DEVICES]; /* each that was ever told of */
};

void availability_init(struct availability *a);
void availability_devices(struct availability *a, bool up);
void availability_platform(struct availability *a, bool up);
void availability_online(struct availability *a, bool online);
void availability_storage(struct availability *a, bool able);
void availability_standing(struct availability *a, const struct standing *standing);
/* Of several devices of a class the one that can do most counts: it is given the work. */
void availability_device(struct availability *a, const struct device_info *info);

/* Sets service.level and service.settling. */
void availability_judge(struct availability *a, const struct shelf *shelf);
/* When the level may change by time alone; INT64_MAX: never. */
int64_t availability_due(const struct availability *a);
