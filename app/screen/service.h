/* SPDX-License-Identifier: Apache-2.0 */
/* What this kiosk can do for a citizen right now. */
#pragma once

#include "drivers/bus/types.h"

enum service_level {
    SERVICE_FULL,
    SERVICE_LIMITED, /* something is missing that a citizen should know before beginning */
    SERVICE_CLOSED,  /* nothing can be done here: other places and people */
};

/* Why it is closed. */
enum service_why {
    SERVICE_WHY_TROUBLE, /* something is broken: it comes back by itself */
    SERVICE_WHY_ORDERED, /* the province took it out of service until some time */
    SERVICE_WHY_HOURS,   /* it is not its time of day */
};

struct service {
    enum service_level level;
    enum service_why why; /* of SERVICE_CLOSED */
    bool settling;        /* limited only because something has just started: not worth an alarm */
    bool devices_up, platform_up;
    int64_t devices_up_ms; /* since when, by clock_now_ms() */
    int64_t reader_ms;     /* when the card reader last worked; at first: when we began */
    bool card_lies;        /* on the reader, as far as was last known */
    bool online;           /* the province can be reached */
    bool cannot_keep;      /* the disk is full or failing: nothing can be submitted */
    struct {
        enum device_state state;
        uint32_t flags;
    } device[DEVICE_CLASS_COUNT];
};

bool service_has_reader(const struct service *service);
bool service_has_scanner(const struct service *service);
/* One that photographs pages. */
bool service_has_camera(const struct service *service);
bool service_has_printer(const struct service *service);
bool service_card_lies_there(const struct service *service);

/* Where the last slip is, as far as the printer can see. */
enum service_slip {
    SERVICE_SLIP_UNSEEN, /* it has no sensor at its output, or there was none */
    SERVICE_SLIP_WAITS,
    SERVICE_SLIP_TAKEN,
    SERVICE_SLIP_RETRACTED, /* nobody took it */
    SERVICE_SLIP_JAMMED,
};
enum service_slip service_slip(const struct service *service);
