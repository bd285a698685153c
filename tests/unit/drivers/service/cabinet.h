/* SPDX-License-Identifier: Apache-2.0 */
/* kiosk-sim, kiosk-devices and one client of its bridge, as three processes. What the client was
 * told is kept as one line of text per event: "idcard0 ready card", "hint again", "read 张三",
 * "ended cancelled". */
#pragma once

#include "drivers/bus/client.h"

enum { CABINET_EVENTS = 512, CABINET_LINE = 160, CABINET_WAIT_MS = 15000 };

struct cabinet {
    char folder[64], preload[300];
    pid_t sim, devices;
    int control;
    sd_event *loop;
    struct timers *timers;
    struct devices_client *client;
    size_t count, seen; /* `seen`: cabinet_wait has passed these */
    char event[CABINET_EVENTS][CABINET_LINE];
    struct device_info idcard; /* the latest */
    struct snapshot snapshot;  /* the latest; wiped by the test */
    char *recording;           /* the latest, NULL when it was refused; freed by the test */
    size_t recording_size;
};

/* Everything runs and the reader is ready. */
void cabinet_begin(struct cabinet *c);
/* Everything ended well: exit status 0, nobody was named in the log. */
void cabinet_end(struct cabinet *c);
void cabinet_start_devices(struct cabinet *c);
void cabinet_stop_devices(struct cabinet *c, int signal);

/* One line to the simulator; the test fails unless it answers ok. */
void cabinet_say(struct cabinet *c, const char *format, ...) PRINTF_LIKE(2, 3);
/* Runs the loop until an event that begins with `text` comes, later than all waited for before. */
void cabinet_wait(struct cabinet *c, const char *text);
/* The same, going forward in time past the longest rest of a failed device, again and again:
 * nothing tells when a rest begins. */
void cabinet_wait_rested(struct cabinet *c, const char *text);
/* No such event since the last one waited for. */
void cabinet_never(const struct cabinet *c, const char *text);
/* Runs the loop until the reader's state and flag are these. */
void cabinet_wait_reader(struct cabinet *c, enum device_state state, bool card);
/* All that was said until now is done: what it changes in a device has begun. */
void cabinet_settle(struct cabinet *c);
void cabinet_identify(struct cabinet *c, uint32_t token);
/* The device has begun a command and has had its first look: what comes now, comes after it. */
void cabinet_wait_looking(struct cabinet *c, const char *id);
/* The same after it failed, past its rest. */
void cabinet_wait_looking_again(struct cabinet *c, const char *id);
/* Forward in time for kiosk-devices. */
void cabinet_step(struct cabinet *c, int64_t ms);
