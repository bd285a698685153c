/* SPDX-License-Identifier: Apache-2.0 */
/* One libmicrohttpd server on an sd-event loop: its descriptor and its timer are sources. */
#pragma once

#include <microhttpd.h>
#include <systemd/sd-event.h>

#include "platform/base/must.h"

struct engine {
    struct MHD_Daemon *daemon; /* NULL: it is not running */
    sd_event_source *readable, *timer;
};

/* Takes a daemon that was started with MHD_USE_EPOLL; on failure it is stopped. */
bool engine_start(struct engine *engine, sd_event *loop, struct MHD_Daemon *daemon);
/* Does what is to be done now; after a resumed connection, too. */
void engine_pump(struct engine *engine);
/* The port it listens on. */
uint16_t engine_port(const struct engine *engine);
/* Ends every connection. Harmless when it is not running. */
void engine_stop(struct engine *engine);
