/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: answers, at once and later. */
#pragma once

#include <systemd/sd-bus.h>

#include "platform/bus/server.h"

/* A call that is answered later; NULL without memory. */
struct platform_call *platform_call_keep(sd_bus_message *m);

MUST_CHECK enum err platform_reply_to(sd_bus_message *call, sd_bus_message **ret_reply);
/* Sends `reply` when e is ERR_NONE, else an error; owns `reply`. What a handler returns. */
int platform_finish(sd_bus_message *reply, enum err e, sd_bus_error *error);
