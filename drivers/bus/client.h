/* SPDX-License-Identifier: Apache-2.0 */
/* What the kiosk and kioskctl say to kiosk-devices. Everything runs on the loop's thread. */
#pragma once

#include <systemd/sd-event.h>

#include "drivers/bus/types.h"
#include "platform/peer/timer.h"

struct devices_client;

struct devices_events {
    void *user;
    void (*up)(void *user);   /* connected; a full device list follows through `device` */
    void (*down)(void *user); /* every device is DEVICE_ABSENT from now on */
    void (*device)(void *user, const struct device_info *info);
    void (*hint)(void *user, uint32_t token, enum id_hint hint);
    /* Exactly one per successful call below. `record` and `data` are valid and non-empty only when
     * e is ERR_NONE, and are wiped after the callback: copy what is needed. ERR_GONE when
     * kiosk-devices went away meanwhile. */
    void (*identified)(void *user, uint32_t token, enum err e, const struct id_record *record);
    void (*scanned)(void *user, uint32_t token, enum err e, const void *data, size_t size);
    /* The snapshot may be taken over: it is zeroed then. */
    void (*captured)(void *user, uint32_t token, enum err e, struct snapshot *snapshot);
    void (*printed)(void *user, uint32_t token, enum print_outcome outcome, enum err why);
    /* ERR_UNSUPPORTED: refused, `why` tells the reason; else `why` is a note or "". */
    void (*recorded)(void *user, uint32_t token, enum err e, const char *why, const char *text,
                     size_t size);
    /* How a reset, pin or unpin went. */
    void (*obeyed)(void *user, enum err e);
};

/* `events` is copied; a NULL member is not called. */
MUST_CHECK enum err devices_client_new(sd_event *loop, struct timers *timers,
                                       const struct devices_events *events,
                                       struct devices_client **ret_client);
void devices_client_free(struct devices_client *client);
bool devices_client_is_up(const struct devices_client *client);

/* ERR_GONE when kiosk-devices is not there; then no event follows. */
MUST_CHECK enum err devices_client_identify(struct devices_client *client, uint32_t token);
/* The record comes with its photo, if the card and the reader give one: for who must show it. */
MUST_CHECK enum err devices_client_identify_photo(struct devices_client *client, uint32_t token);
MUST_CHECK enum err devices_client_scan(struct devices_client *client, uint32_t token);
MUST_CHECK enum err devices_client_capture(struct devices_client *client, uint32_t token);
MUST_CHECK enum err devices_client_print(struct devices_client *client, uint32_t token,
                                         const struct receipt_job *job);
MUST_CHECK enum err devices_client_cancel(struct devices_client *client, uint32_t token);
MUST_CHECK enum err devices_client_reset(struct devices_client *client, const char *device_id);
MUST_CHECK enum err devices_client_pin(struct devices_client *client, const char *device_id);
MUST_CHECK enum err devices_client_unpin(struct devices_client *client, const char *device_id);
/* devices_client_cancel ends it before its time; what there is comes by `recorded`. */
MUST_CHECK enum err devices_client_record(struct devices_client *client, uint32_t token,
                                          const char *device_id, uint32_t seconds);
