/* SPDX-License-Identifier: Apache-2.0 */
/* The thread of one attached device: opens it, checks it, runs its commands, recovers it. All
 * functions here are for the loop's thread; what the worker has to say comes back through the
 * mailbox, in order. */
#pragma once

#include "drivers/core/command.h"
#include "drivers/core/driver.h"
#include "drivers/core/pin.h"
#include "drivers/wire/log.h"
#include "platform/peer/mailbox.h"

struct worker;

struct worker_events {
    void (*changed)(void *user, struct worker *worker, const struct device_info *info);
    void (*hint)(void *user, struct command *command, enum id_hint hint);
    /* The command has its result. */
    void (*ended)(void *user, struct command *command);
    /* The device is not fit for it now: an Identify or Scan that is to go on elsewhere. */
    void (*returned)(void *user, struct command *command);
    /* After worker_stop, as the last event: free it. */
    void (*exited)(void *user, struct worker *worker);
    void *user;
};

struct worker_config {
    const struct driver *driver;
    const struct id_row *row;
    const struct driver_settings *settings;
    const struct wire_interface *interface; /* of the port */
    const char *id;                         /* "idcard0" */
    bool fresh;
    struct pin_rule rule;
    struct mailbox *box;
    const struct worker_events *events;
};

/* Takes a reference of the port. Everything in the configuration outlives the worker. */
MUST_CHECK enum err worker_new(struct wire_port *port, const struct worker_config *config,
                               struct worker **ret_worker);
struct wire_port *worker_port(const struct worker *worker);
/* One at a time. */
void worker_give(struct worker *worker, struct command *command);
/* The command will end with ERR_CANCELLED (true: at once, it is the caller's; false: by `ended`).
 */
bool worker_cancel(struct worker *worker, struct command *command);
/* The whole recovery, now. */
void worker_reset(struct worker *worker);
/* Opens it again and judges it by this. */
void worker_set_rule(struct worker *worker, const struct pin_rule *rule);
/* Opens it again and keeps everything that crosses its wires from then on; NULL: no longer. */
void worker_record(struct worker *worker, struct wire_tap *tap);
/* It will not touch the device again and soon says `exited`. */
void worker_stop(struct worker *worker);
/* Joins the thread. After worker_stop. What it said before and was not read yet is still told. NULL
 * is fine. */
void worker_free(struct worker *worker);
/* Drops all that the freed workers of these events have said and was not read yet: then `events`
 * may be freed too. */
void worker_forget(struct mailbox *box, const struct worker_events *events);
