/* SPDX-License-Identifier: Apache-2.0 */
/* Joins the two narrow sides of kiosk-devices: calls of the bus become commands of the hub. */
#pragma once

#include "drivers/bus/server.h"
#include "drivers/core/hub.h"

/* For devices_server_new; handler.user is the hub. */
extern const struct devices_handler bridge_template;
