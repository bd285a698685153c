/* SPDX-License-Identifier: Apache-2.0 */
/* The listening end of a bridge: D-Bus peer-to-peer on a Unix socket, no broker. Each accepted
 * connection is checked by SO_PEERCRED (own uid, root, or the uids of $BUDAYANG_PEERS, comma
 * separated) and carries one object. All calls run on the loop's thread. */
#pragma once

#include <systemd/sd-bus.h>
#include <systemd/sd-event.h>

#include "platform/base/err.h"

struct peer_server;

struct peer_service {
    const char *socket;    /* file name below PLACE_RUN: "devices.sock" */
    const char *object;    /* "/org/budayang/devices" */
    const char *interface; /* "org.budayang.Devices1" */
    const sd_bus_vtable *vtable;
    void *user; /* given to the vtable's handlers */
    /* A caller's connection ended (NULL: not told): drop what was kept for it. */
    void (*gone)(void *user, sd_bus *connection);
};

/* `service` must outlive the server. A stale socket file is replaced. */
MUST_CHECK enum err peer_server_new(sd_event *loop, const struct peer_service *service,
                                    struct peer_server **ret_server);
void peer_server_free(struct peer_server *server);
/* Connections that are open now. */
size_t peer_server_count(const struct peer_server *server);

/* Fills the body of a signal; < 0 (an errno of sd-bus) drops it. */
typedef int peer_fill_fn(sd_bus_message *signal, const void *what);
/* One signal to every connection. `sensitive`: the message is erased after it was sent. */
void peer_server_emit(struct peer_server *server, const char *member, bool sensitive,
                      peer_fill_fn *fill, const void *what);
