/* SPDX-License-Identifier: Apache-2.0 */
/* Between hub.c (who gets which command) and hub_plug.c (who is there, and belongs there). */
#pragma once

#include "drivers/core/hub.h"
#include "drivers/core/worker.h"

struct hub {
    struct hub_config config;
    struct worker_events events;
    struct slots slots;
    struct command *lane[DEVICE_CLASS_COUNT]; /* the first is the open one */
    size_t leaving;
    struct worker *left[HUB_SLOTS];
};

void hub_tell_device(struct hub *hub, const struct slot *slot);
/* Gives the open command of a class to who can take it. */
void hub_dispatch(struct hub *hub, enum device_class c);
/* Sets or clears the flag; only the hub knows. */
void hub_mark_pinned(const struct hub *hub, struct slot *slot);
/* At the beginning. */
void hub_add_pinned(struct hub *hub);
