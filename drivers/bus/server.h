/* SPDX-License-Identifier: Apache-2.0 */
/* The serving end of the devices bridge. It knows who asked and how to answer, not how a device
 * works: the service joins it to the hub. Everything runs on the loop's thread. */
#pragma once

#include <systemd/sd-event.h>

#include "drivers/bus/types.h"

enum { DEVICES_LIST_MAX = 16 };

struct devices_server;
struct devices_call; /* an open Identify, Scan, Capture or Print */

struct devices_handler {
    void *user;
    size_t (*list)(void *user, struct device_info ret_info[DEVICES_LIST_MAX]);
    /* ERR_NONE: `call` is the handler's until it answers it once with the function below that
     * fits, perhaps before returning. Else the caller gets the error. */
    enum err (*identify)(void *user, struct devices_call *call);
    enum err (*identify_photo)(void *user, struct devices_call *call);
    enum err (*scan)(void *user, struct devices_call *call);
    enum err (*capture)(void *user, struct devices_call *call);
    /* The job's content becomes the handler's when it returns ERR_NONE. */
    enum err (*print)(void *user, struct devices_call *call, struct receipt_job *job);
    /* The caller wants it ended, or is gone. It must still be answered. */
    void (*cancel)(void *user, struct devices_call *call);
    enum err (*reset)(void *user, const char *id);
    enum err (*pin)(void *user, const char *id);
    enum err (*unpin)(void *user, const char *id);
    enum err (*record)(void *user, struct devices_call *call, const char *id, uint32_t seconds);
};

/* `handler` outlives the server. */
MUST_CHECK enum err devices_server_new(sd_event *loop, const struct devices_handler *handler,
                                       struct devices_server **ret_server);
/* After every call was answered. NULL is fine. */
void devices_server_free(struct devices_server *server);

void devices_server_changed(struct devices_server *server, const struct device_info *info);

/* The handler's own mark on a call. */
void devices_call_set_user(struct devices_call *call, void *user);
void *devices_call_user(const struct devices_call *call);
/* Each answers and frees the call. */
void devices_call_identified(struct devices_call *call, enum err e, const struct id_record *record);
void devices_call_scanned(struct devices_call *call, enum err e, const struct secret *code);
void devices_call_captured(struct devices_call *call, enum err e, const struct snapshot *snapshot);
void devices_call_printed(struct devices_call *call, enum print_outcome outcome, enum err why);
/* ERR_UNSUPPORTED: refused, `why` says what could not be made harmless; else a note or "". */
void devices_call_recorded(struct devices_call *call, enum err e, const char *why, const char *text,
                           size_t size);
void devices_call_hint(struct devices_call *call, enum id_hint hint);
