/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/bus/server.h"

#include "drivers/bus/interface.h"
#include "drivers/bus/pack.h"
#include "platform/base/harden.h"
#include "platform/base/log.h"
#include "platform/peer/client.h"
#include "platform/peer/server.h"

enum { CALLS_MAX = 16 };

struct devices_server {
    const struct devices_handler *handler;
    struct peer_service service;
    struct peer_server *peer;
    struct devices_call *calls;
    size_t call_count;
};

struct devices_call {
    struct devices_call *next;
    struct devices_server *server;
    sd_bus_message *question;
    sd_bus *caller; /* NULL: gone, nobody to answer */
    uint32_t token;
    bool cancelled;
    void *user;
};

static struct devices_call *find_call(const struct devices_server *server, sd_bus *caller,
                                      uint32_t token)
{
    struct devices_call *call = server->calls;
    while (call && (call->caller != caller || call->token != token))
        call = call->next;
    return call;
}

static void call_free(struct devices_call *call)
{
    struct devices_call **at = &call->server->calls;
    while (*at != call)
        at = &(*at)->next;
    *at = call->next;
    call->server->call_count--;
    sd_bus_message_unref(call->question);
    free(call);
}

static enum err open_call(struct devices_server *server, sd_bus_message *m, uint32_t token,
                          struct devices_call **ret_call)
{
    sd_bus *caller = sd_bus_message_get_bus(m);
    if (find_call(server, caller, token))
        return ERR_CONFLICT;
    if (server->call_count == CALLS_MAX)
        return ERR_BUSY;
    struct devices_call *call = calloc(1, sizeof *call);
    if (!call)
        return ERR_MEMORY;
    *call = (struct devices_call){.next = server->calls,
                                  .server = server,
                                  .question = sd_bus_message_ref(m),
                                  .caller = caller,
                                  .token = token};
    server->calls = call;
    server->call_count++;
    *ret_call = call;
    return ERR_NONE;
}

/* Answers. */

static void send_reply(struct devices_call *call, sd_bus_message *reply, int r)
{
    if (r >= 0)
        r = sd_bus_send(NULL, reply, NULL);
    if (r < 0)
        log_event(LOG_WARN, "reply_failed", "token=%u errno=%d", call->token, -r);
    sd_bus_message_unref(reply);
    call_free(call);
    harden_scrub_stack();
}

static void send_error(struct devices_call *call, enum err e)
{
    AUTO(sd_bus_error_free) sd_bus_error error = SD_BUS_ERROR_NULL;
    sd_bus_message *reply = NULL;
    peer_fail(&error, e);
    int r = sd_bus_message_new_method_error(call->question, &reply, &error);
    send_reply(call, reply, r);
}

/* False: there is nobody to answer, or the answer is an error; the call is freed then. */
static bool begin_reply(struct devices_call *call, enum err e, sd_bus_message **ret_reply)
{
    if (!call->caller) {
        call_free(call);
        return false;
    }
    sd_bus_message *reply = NULL;
    if (e == ERR_NONE && (sd_bus_message_new_method_return(call->question, &reply) < 0 ||
                          sd_bus_message_sensitive(reply) < 0)) {
        sd_bus_message_unref(reply);
        e = ERR_MEMORY;
    }
    if (e != ERR_NONE) {
        send_error(call, e);
        return false;
    }
    *ret_reply = reply;
    return true;
}

void devices_call_identified(struct devices_call *call, enum err e, const struct id_record *record)
{
    sd_bus_message *reply;
    if (begin_reply(call, e, &reply))
        send_reply(call, reply, pack_record(reply, record));
}

void devices_call_scanned(struct devices_call *call, enum err e, const struct secret *code)
{
    sd_bus_message *reply;
    if (begin_reply(call, e, &reply))
        send_reply(call, reply, sd_bus_message_append_array(reply, 'y', code->text, code->len));
}

void devices_call_captured(struct devices_call *call, enum err e, const struct snapshot *snapshot)
{
    sd_bus_message *reply;
    if (begin_reply(call, e, &reply))
        send_reply(call, reply, pack_snapshot(reply, snapshot));
}

void devices_call_printed(struct devices_call *call, enum print_outcome outcome, enum err why)
{
    sd_bus_message *reply;
    if (begin_reply(call, ERR_NONE, &reply))
        send_reply(call, reply,
                   sd_bus_message_append(reply, "us", (uint32_t)outcome, err_name(why)));
}

/* A refusal is an answer too: it has a reason. */
void devices_call_recorded(struct devices_call *call, enum err e, const char *why, const char *text,
                           size_t size)
{
    sd_bus_message *reply;
    if (!begin_reply(call, e == ERR_UNSUPPORTED ? ERR_NONE : e, &reply))
        return;
    int r = sd_bus_message_append(reply, "s", why);
    if (r >= 0)
        r = sd_bus_message_append_array(reply, 'y', text, size);
    send_reply(call, reply, r);
}

void devices_call_hint(struct devices_call *call, enum id_hint hint)
{
    if (call->caller && sd_bus_emit_signal(call->caller, DEVICES_OBJECT, DEVICES_INTERFACE, "Hint",
                                           "uu", call->token, (uint32_t)hint) < 0)
        log_event(LOG_WARN, "hint_failed", "token=%u", call->token);
}

void devices_call_set_user(struct devices_call *call, void *user)
{
    call->user = user;
}

void *devices_call_user(const struct devices_call *call)
{
    return call->user;
}

/* Questions. */

static int on_list(sd_bus_message *m, void *user, sd_bus_error *error)
{
    (void)error;
    struct devices_server *server = user;
    struct device_info info[DEVICES_LIST_MAX];
    AUTO(sd_bus_message_unrefp) sd_bus_message *reply = NULL;
    size_t count = server->handler->list(server->handler->user, info);
    int r = sd_bus_message_new_method_return(m, &reply);
    if (r >= 0)
        r = sd_bus_message_open_container(reply, 'a', DEVICES_INFO_SIGNATURE);
    for (size_t i = 0; i < count && r >= 0; i++)
        r = pack_info(reply, &info[i]);
    if (r >= 0)
        r = sd_bus_message_close_container(reply);
    return r < 0 ? r : sd_bus_send(NULL, reply, NULL);
}

/* A handler that took the call answers by itself; the method then has no reply yet. */
static int taken(struct devices_call *call, enum err e, sd_bus_error *error)
{
    if (e == ERR_NONE)
        return 1;
    if (call)
        call_free(call);
    return peer_fail(error, e);
}

static int begin_waiting(sd_bus_message *m, struct devices_server *server,
                         enum err (*begin)(void *user, struct devices_call *call),
                         sd_bus_error *error)
{
    uint32_t token;
    struct devices_call *call = NULL;
    if (sd_bus_message_read(m, "u", &token) <= 0)
        return peer_fail(error, ERR_FORMAT);
    enum err e = begin ? open_call(server, m, token, &call) : ERR_UNSUPPORTED;
    if (e == ERR_NONE)
        e = begin(server->handler->user, call);
    return taken(call, e, error);
}

/* Methods that hand the call over as it is. */
#define WAITING(method)                                                                            \
    static int on_##method(sd_bus_message *m, void *user, sd_bus_error *error)                     \
    {                                                                                              \
        struct devices_server *server = user;                                                      \
        return begin_waiting(m, server, server->handler->method, error);                           \
    }

WAITING(identify)
WAITING(identify_photo)
WAITING(scan)
WAITING(capture)

static int on_print(sd_bus_message *m, void *user, sd_bus_error *error)
{
    struct devices_server *server = user;
    struct devices_call *call = NULL;
    struct receipt_job job;
    uint32_t token;
    if (sd_bus_message_read(m, "u", &token) <= 0)
        return peer_fail(error, ERR_FORMAT);
    enum err e = unpack_job(m, &job);
    if (e != ERR_NONE)
        return peer_fail(error, e);
    e = open_call(server, m, token, &call);
    if (e == ERR_NONE)
        e = server->handler->print(server->handler->user, call, &job);
    if (e != ERR_NONE)
        receipt_job_wipe(&job);
    return taken(call, e, error);
}

static void cancel_call(struct devices_call *call)
{
    if (call->cancelled)
        return;
    call->cancelled = true;
    call->server->handler->cancel(call->server->handler->user, call);
}

static int on_cancel(sd_bus_message *m, void *user, sd_bus_error *error)
{
    uint32_t token;
    if (sd_bus_message_read(m, "u", &token) <= 0)
        return peer_fail(error, ERR_FORMAT);
    struct devices_call *call = find_call(user, sd_bus_message_get_bus(m), token);
    if (call)
        cancel_call(call);
    return sd_bus_reply_method_return(m, NULL);
}

static int obey(sd_bus_message *m, const struct devices_server *server,
                enum err (*order)(void *user, const char *id), sd_bus_error *error)
{
    const char *id;
    if (sd_bus_message_read(m, "s", &id) <= 0)
        return peer_fail(error, ERR_FORMAT);
    enum err e = order ? order(server->handler->user, id) : ERR_UNSUPPORTED;
    return e == ERR_NONE ? sd_bus_reply_method_return(m, NULL) : peer_fail(error, e);
}

static int on_reset(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct devices_server *server = user;
    return obey(m, server, server->handler->reset, error);
}

static int on_pin(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct devices_server *server = user;
    return obey(m, server, server->handler->pin, error);
}

static int on_unpin(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct devices_server *server = user;
    return obey(m, server, server->handler->unpin, error);
}

static int on_record(sd_bus_message *m, void *user, sd_bus_error *error)
{
    struct devices_server *server = user;
    struct devices_call *call = NULL;
    uint32_t token, seconds;
    const char *id;
    if (sd_bus_message_read(m, "usu", &token, &id, &seconds) <= 0)
        return peer_fail(error, ERR_FORMAT);
    if (!server->handler->record)
        return peer_fail(error, ERR_UNSUPPORTED);
    enum err e = open_call(server, m, token, &call);
    if (e == ERR_NONE)
        e = server->handler->record(server->handler->user, call, id, seconds);
    return taken(call, e, error);
}

/* Commands of a caller that went: ended, with nobody to tell. */
static void on_gone(void *user, sd_bus *caller)
{
    struct devices_server *server = user;
    struct devices_call *call = server->calls;
    while (call) {
        if (call->caller != caller) {
            call = call->next;
            continue;
        }
        call->caller = NULL;
        cancel_call(call);
        call = server->calls; /* the cancel may have ended it at once */
    }
}

static const sd_bus_vtable vtable[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_METHOD("List", "", "a" DEVICES_INFO_SIGNATURE, on_list, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Identify", "u", DEVICES_RECORD_SIGNATURE, on_identify,
                  SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("IdentifyPhoto", "u", DEVICES_RECORD_SIGNATURE, on_identify_photo,
                  SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Scan", "u", "ay", on_scan, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Capture", "u", DEVICES_SNAPSHOT_SIGNATURE, on_capture,
                  SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Print", "u" DEVICES_JOB_SIGNATURE, "us", on_print,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("Cancel", "u", "", on_cancel, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Reset", "s", "", on_reset, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Pin", "s", "", on_pin, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Unpin", "s", "", on_unpin, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Record", "usu", "say", on_record, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_SIGNAL("Device", DEVICES_INFO_SIGNATURE, 0),
    SD_BUS_SIGNAL("Hint", "uu", 0),
    SD_BUS_VTABLE_END,
};

enum err devices_server_new(sd_event *loop, const struct devices_handler *handler,
                            struct devices_server **ret_server)
{
    struct devices_server *server = calloc(1, sizeof *server);
    if (!server)
        return ERR_MEMORY;
    server->handler = handler;
    server->service = (struct peer_service){.socket = DEVICES_SOCKET,
                                            .object = DEVICES_OBJECT,
                                            .interface = DEVICES_INTERFACE,
                                            .vtable = vtable,
                                            .user = server,
                                            .gone = on_gone};
    enum err e = peer_server_new(loop, &server->service, &server->peer);
    if (e != ERR_NONE) {
        free(server);
        return e;
    }
    *ret_server = server;
    return ERR_NONE;
}

void devices_server_free(struct devices_server *server)
{
    if (!server)
        return;
    peer_server_free(server->peer);
    while (server->calls)
        call_free(server->calls);
    free(server);
}

static int fill_info(sd_bus_message *m, const void *info)
{
    return pack_info(m, info);
}

void devices_server_changed(struct devices_server *server, const struct device_info *info)
{
    peer_server_emit(server->peer, "Device", false, fill_info, info);
}
