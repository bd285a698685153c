/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl devices: what was asked for, and the one thing that is done for it. */
#pragma once

#include "drivers/bus/client.h"
#include "platform/bus/staff.h"

enum { CTL_TOKEN = 1, CTL_LIST_MAX = 16 };

/* Exit statuses, for scripts. */
enum {
    CTL_WELL = 0,
    CTL_FAILED = 1,
    CTL_USAGE = 2,
    CTL_DOWN = 3,    /* kiosk-devices does not answer, or went away */
    CTL_TIMEOUT = 4, /* nothing came within --seconds */
};

struct verb;

struct ctl {
    const struct verb *verb;
    const char *id, *file; /* NULL: not given */
    bool json;
    int seconds; /* 0: not given */
    sd_event *loop;
    struct timers *timers;
    struct timer *patience;
    struct devices_client *client;
    size_t count;
    struct device_info device[CTL_LIST_MAX];
    bool begun, stopped;
};

struct verb {
    const char *name, *arguments, *help;
    /* When the list came; NULL: the list itself is the answer. */
    enum err (*begin)(struct ctl *ctl);
    enum { WANTS_NOTHING, WANTS_ID, WANTS_FILE, WANTS_RECORD } wants;
    int seconds;          /* how long it may take unless told; 0: for ever */
    bool needs_known;     /* the id must be listed */
    enum staff_deed deed; /* for the audit log */
};

extern const struct verb ctl_verbs[]; /* NULL name ends */

/* Says why and ends the program. */
void ctl_finish(struct ctl *ctl, enum err e);
void ctl_exit(struct ctl *ctl, int code);
const struct device_info *ctl_find(const struct ctl *ctl, const char *id);
