/* SPDX-License-Identifier: Apache-2.0 */
/* Joins the two narrow sides of kiosk-devices: calls of the bus become commands of the hub. */
#pragma once

#include "drivers/bus/server.h"
#include "drivers/core/hub.h"
#include "drivers/service/recorder.h"

struct bridge {
    struct hub *hub;
    struct recorder *recorder;
};

/* For devices_server_new; handler.user is a struct bridge. */
extern const struct devices_handler bridge_template;
