/* SPDX-License-Identifier: Apache-2.0 */
/* The calling end of a bridge. It connects when the other side is there, notices its crash, and
 * comes back by itself; calls that were open when it went end with ERR_GONE. All on the loop's
 * thread. */
#pragma once

#include <systemd/sd-bus.h>
#include <systemd/sd-event.h>

#include "platform/base/err.h"
#include "platform/peer/timer.h"

struct peer_client;

struct peer_target {
    const char *socket, *object, *interface; /* as in peer_service */
    /* The link came up or went. After `up`, ask for the state; signals follow. */
    void (*up)(void *user);
    void (*down)(void *user);
    /* A signal of `interface`; `member` is its name. */
    void (*signal)(void *user, const char *member, sd_bus_message *m);
    void *user;
};

/* Whether somebody listens on `socket` now, for who would rather go on than wait. */
bool peer_is_there(const char *socket);

/* `target` is copied. Tries at once and then every 200 ms. */
MUST_CHECK enum err peer_client_new(sd_event *loop, struct timers *timers,
                                    const struct peer_target *target,
                                    struct peer_client **ret_client);
void peer_client_free(struct peer_client *client);
bool peer_client_is_up(const struct peer_client *client);

/* A method call to fill and send. ERR_GONE when the link is down. */
MUST_CHECK enum err peer_client_call_new(struct peer_client *client, const char *member,
                                         sd_bus_message **ret_call);
/* Exactly one per sent call. `reply` is NULL unless e is ERR_NONE. A method's error name
 * "org.budayang.Error.<err_name>" comes back as that enum err. */
typedef void peer_reply_fn(void *user, enum err e, sd_bus_message *reply);
/* Sends and unrefs `call` whatever happens. On failure on_reply is not called. timeout_ms < 0: wait
 * until the link goes. */
MUST_CHECK enum err peer_client_send(struct peer_client *client, sd_bus_message *call,
                                     int64_t timeout_ms, peer_reply_fn *on_reply, void *user);

/* For a server's handlers: fills `error` so that the client's on_reply sees `e`. Returns the value
 * a handler returns. */
int peer_fail(sd_bus_error *error, enum err e);
