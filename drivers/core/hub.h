/* SPDX-License-Identifier: Apache-2.0 */
/* Who is plugged in, and who gets which command. Everything runs on the loop's thread.
 *
 * A device's name ("idcard0") is a slot. One that comes back gets its old slot: by its pin, by its
 * serial number, by its socket, in this order.
 *
 * A class of devices runs one command at a time. Identify and Scan are given by people at their own
 * pace, so they outlive their device: unplugged or broken, they wait until one is back. Print ends
 * at once when there is no printer that can take it. */
#pragma once

#include "drivers/core/command.h"
#include "drivers/core/driver.h"
#include "drivers/core/slot.h"
#include "platform/peer/mailbox.h"

enum { HUB_SLOTS = SLOTS_MAX };

struct hub;

struct hub_config {
    const struct ids *ids;
    const struct driver *const *drivers; /* NULL ends */
    struct driver_settings settings;
    struct pins *pins;   /* the hub's to change; NULL: nothing is pinned */
    struct mailbox *box; /* of the loop; freed after the hub */
    void (*on_device)(void *user, const struct device_info *info);
    void *user;
};

/* `config` is copied; what it points to outlives the hub. */
MUST_CHECK enum err hub_new(const struct hub_config *config, struct hub **ret_hub);
/* Stops every worker and ends every command (ERR_CANCELLED). NULL is fine. */
void hub_free(struct hub *hub);

/* `fresh`: plugged in while we watched. Ports of devices that no driver wants are ignored. */
void hub_arrived(struct hub *hub, struct wire_port *port, bool fresh);
void hub_left(struct hub *hub, struct wire_port *port);

/* At least one per class, perhaps absent. Returns how many. */
size_t hub_list(const struct hub *hub, struct device_info ret_info[HUB_SLOTS]);

/* The hub has the command until its on_end, which may come before this returns. ERR_BUSY: another
 * command of the class runs that nobody cancelled; the command is still the caller's. */
MUST_CHECK enum err hub_begin(struct hub *hub, struct command *command);
/* It ends with ERR_CANCELLED, perhaps at once; a print ends as it truly ended. */
void hub_cancel(struct hub *hub, struct command *command);
/* ERR_ABSENT: nothing of that name is plugged in. */
MUST_CHECK enum err hub_reset(struct hub *hub, const char *id);
/* What is plugged in under this name belongs here from now on, and nothing else; written down
 * before it holds. ERR_ABSENT; ERR_STATE: it has not told yet who it is; errors of pins_save. */
MUST_CHECK enum err hub_pin(struct hub *hub, const char *id);
/* Keeps what crosses this device's wire in `tap`, from a new opening on, until told NULL or it is
 * unplugged. *ret_port (NULL: not wanted) is a reference for the caller. ERR_ABSENT. */
MUST_CHECK enum err hub_record(struct hub *hub, const char *id, struct wire_tap *tap,
                               struct wire_port **ret_port);
/* ERR_NOT_FOUND: it was not pinned. */
MUST_CHECK enum err hub_unpin(struct hub *hub, const char *id);
