/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what the handlers of calls share. */
#pragma once

#include "platform/bus/call.h"
#include "platform/peer/server.h"

struct platform_server {
    struct platform_service service;
    struct peer_service peer_service;
    struct peer_server *peer;
};

/* Every method that is asked for an item, of a person, with what was chosen: a struct platform_wish
 * for the service's function of that name. */
int platform_serve_wish(sd_bus_message *m, void *user, sd_bus_error *error);
/* Staff: a struct staff_act. */
int platform_serve_staff(sd_bus_message *m, void *user, sd_bus_error *error);
