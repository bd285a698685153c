/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: the service itself, and the calls of the bridge that ask the province now. */
#pragma once

#include "platform/bus/server.h"
#include "platform/courier/ask.h"
#include "platform/courier/courier.h"
#include "platform/service/bulletin.h"
#include "platform/service/dial.h"
#include "platform/service/late.h"
#include "platform/service/lookup.h"
#include "platform/service/network.h"
#include "platform/service/obey.h"
#include "platform/service/pulse.h"
#include "platform/service/service.h"
#include "platform/service/storage.h"

struct service {
    struct service_parts parts;
    struct timers *timers;
    struct network *network;
    struct asks *asks;
    struct courier *courier;
    struct storage *storage;
    struct late *late;
    struct dial *dial;
    struct platform_server *server;
    struct bulletin *bulletin;
    struct pulse *pulse;
    struct obey *obey;
    struct lookup lookup;
};

struct message_sender service_sender(const struct service *s);
/* Fills in what answers those calls; their user is a struct service. */
void asking_serve(struct platform_service *service);
