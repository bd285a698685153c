/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/bus/client.h"

#include <string.h>

#include "drivers/bus/interface.h"
#include "drivers/bus/pack.h"
#include "platform/base/log.h"
#include "platform/peer/client.h"

enum { SHORT_MS = 10000 };

struct devices_client {
    struct devices_events events;
    struct peer_client *peer;
};

/* An open command. */
struct waiting {
    struct devices_client *client;
    uint32_t token;
};

static void tell_device(struct devices_client *client, sd_bus_message *m)
{
    struct device_info info;
    enum err e = unpack_info(m, &info);
    if (e == ERR_NONE && client->events.device)
        client->events.device(client->events.user, &info);
    else if (e != ERR_NONE)
        log_event(LOG_WARN, "devices_malformed", "what=device err=%s", err_name(e));
}

static void tell_hint(struct devices_client *client, sd_bus_message *m)
{
    uint32_t token, hint;
    if (sd_bus_message_read(m, "uu", &token, &hint) <= 0 || hint >= ID_HINT_COUNT)
        log_event(LOG_WARN, "devices_malformed", "what=hint");
    else if (client->events.hint)
        client->events.hint(client->events.user, token, (enum id_hint)hint);
}

static void on_signal(void *user, const char *member, sd_bus_message *m)
{
    if (strcmp(member, "Device") == 0)
        tell_device(user, m);
    else if (strcmp(member, "Hint") == 0)
        tell_hint(user, m);
}

static void on_list(void *user, enum err e, sd_bus_message *reply)
{
    struct devices_client *client = user;
    struct device_info info;
    if (e != ERR_NONE || sd_bus_message_enter_container(reply, 'a', DEVICES_INFO_SIGNATURE) <= 0)
        return;
    while (unpack_info(reply, &info) == ERR_NONE)
        if (client->events.device)
            client->events.device(client->events.user, &info);
}

static void on_up(void *user)
{
    struct devices_client *client = user;
    sd_bus_message *call;
    if (client->events.up)
        client->events.up(client->events.user);
    enum err e = peer_client_call_new(client->peer, "List", &call);
    if (e == ERR_NONE)
        e = peer_client_send(client->peer, call, SHORT_MS, on_list, client);
    if (e != ERR_NONE)
        log_event(LOG_WARN, "devices_list_failed", "err=%s", err_name(e));
}

static void on_down(void *user)
{
    struct devices_client *client = user;
    if (client->events.down)
        client->events.down(client->events.user);
}

/* Replies. */

static struct waiting take_waiting(void *user)
{
    struct waiting waiting = *(struct waiting *)user;
    free(user);
    return waiting;
}

static void on_identified(void *user, enum err e, sd_bus_message *reply)
{
    struct waiting w = take_waiting(user);
    struct id_record record = {0};
    if (e == ERR_NONE) {
        sd_bus_message_sensitive(reply);
        e = unpack_record(reply, &record);
    }
    if (w.client->events.identified)
        w.client->events.identified(w.client->events.user, w.token, e, &record);
    id_record_wipe(&record);
}

static void on_scanned(void *user, enum err e, sd_bus_message *reply)
{
    struct waiting w = take_waiting(user);
    const void *data = NULL;
    size_t size = 0;
    if (e == ERR_NONE) {
        sd_bus_message_sensitive(reply);
        e = unpack_code(reply, &data, &size);
    }
    if (w.client->events.scanned)
        w.client->events.scanned(w.client->events.user, w.token, e, data, size);
}

static void on_captured(void *user, enum err e, sd_bus_message *reply)
{
    struct waiting w = take_waiting(user);
    struct snapshot snapshot = {0};
    if (e == ERR_NONE)
        e = unpack_snapshot(reply, &snapshot);
    if (w.client->events.captured)
        w.client->events.captured(w.client->events.user, w.token, e, &snapshot);
    snapshot_wipe(&snapshot);
}

/* A refusal at the door means that nothing was printed; a bridge that broke means nobody knows. */
static void on_printed(void *user, enum err e, sd_bus_message *reply)
{
    struct waiting w = take_waiting(user);
    enum print_outcome outcome =
        e == ERR_GONE || e == ERR_LIBRARY ? PRINT_UNKNOWN : PRINT_NOT_BEGUN;
    enum err why = e;
    if (e == ERR_NONE) {
        e = unpack_outcome(reply, &outcome, &why);
        if (e != ERR_NONE) {
            outcome = PRINT_UNKNOWN;
            why = e;
        }
    }
    if (w.client->events.printed)
        w.client->events.printed(w.client->events.user, w.token, outcome, why);
}

/* Nothing but a reason: it was refused. */
static void on_recorded(void *user, enum err e, sd_bus_message *reply)
{
    struct waiting w = take_waiting(user);
    const char *why = "";
    const void *text = NULL;
    size_t size = 0;
    if (e == ERR_NONE &&
        (sd_bus_message_read(reply, "s", &why) <= 0 ||
         sd_bus_message_read_array(reply, 'y', &text, &size) < 0 || size > DEVICES_RECORD_MAX))
        e = ERR_FORMAT;
    if (e == ERR_NONE && size == 0)
        e = ERR_UNSUPPORTED;
    if (w.client->events.recorded)
        w.client->events.recorded(w.client->events.user, w.token, e, why, text, size);
}

/* Questions. */

/* A command's message with its token; `waiting` is the reply's. */
static enum err begin(struct devices_client *client, const char *member, uint32_t token,
                      sd_bus_message **ret_call)
{
    sd_bus_message *call;
    TRY(peer_client_call_new(client->peer, member, &call));
    if (sd_bus_message_append(call, "u", token) < 0) {
        sd_bus_message_unref(call);
        return ERR_MEMORY;
    }
    *ret_call = call;
    return ERR_NONE;
}

static enum err send_waiting(struct devices_client *client, sd_bus_message *call, uint32_t token,
                             peer_reply_fn *on_reply)
{
    struct waiting *waiting = malloc(sizeof *waiting);
    if (!waiting) {
        sd_bus_message_unref(call);
        return ERR_MEMORY;
    }
    *waiting = (struct waiting){client, token};
    enum err e = peer_client_send(client->peer, call, -1, on_reply, waiting);
    if (e != ERR_NONE)
        free(waiting);
    return e;
}

enum err devices_client_identify(struct devices_client *client, uint32_t token)
{
    sd_bus_message *call;
    TRY(begin(client, "Identify", token, &call));
    return send_waiting(client, call, token, on_identified);
}

enum err devices_client_identify_photo(struct devices_client *client, uint32_t token)
{
    sd_bus_message *call;
    TRY(begin(client, "IdentifyPhoto", token, &call));
    return send_waiting(client, call, token, on_identified);
}

enum err devices_client_scan(struct devices_client *client, uint32_t token)
{
    sd_bus_message *call;
    TRY(begin(client, "Scan", token, &call));
    return send_waiting(client, call, token, on_scanned);
}

enum err devices_client_capture(struct devices_client *client, uint32_t token)
{
    sd_bus_message *call;
    TRY(begin(client, "Capture", token, &call));
    return send_waiting(client, call, token, on_captured);
}

enum err devices_client_print(struct devices_client *client, uint32_t token,
                              const struct receipt_job *job)
{
    sd_bus_message *call;
    TRY(begin(client, "Print", token, &call));
    int r = sd_bus_message_sensitive(call);
    if (r >= 0)
        r = pack_job(call, job);
    if (r < 0) {
        sd_bus_message_unref(call);
        return err_from_errno(-r);
    }
    return send_waiting(client, call, token, on_printed);
}

static void ignore_reply(void *user, enum err e, sd_bus_message *reply)
{
    (void)reply;
    if (e != ERR_NONE && e != ERR_GONE)
        log_event(LOG_WARN, "devices_refused", "what=%s err=%s", (const char *)user, err_name(e));
}

enum err devices_client_cancel(struct devices_client *client, uint32_t token)
{
    static char what[] = "cancel";
    sd_bus_message *call;
    TRY(begin(client, "Cancel", token, &call));
    return peer_client_send(client->peer, call, SHORT_MS, ignore_reply, what);
}

static void on_obeyed(void *user, enum err e, sd_bus_message *reply)
{
    (void)reply;
    struct devices_client *client = user;
    if (client->events.obeyed)
        client->events.obeyed(client->events.user, e);
    else if (e != ERR_NONE && e != ERR_GONE)
        log_event(LOG_WARN, "devices_refused", "what=order err=%s", err_name(e));
}

static enum err order(struct devices_client *client, const char *member, const char *device_id)
{
    sd_bus_message *call;
    TRY(peer_client_call_new(client->peer, member, &call));
    if (sd_bus_message_append(call, "s", device_id) < 0) {
        sd_bus_message_unref(call);
        return ERR_MEMORY;
    }
    return peer_client_send(client->peer, call, SHORT_MS, on_obeyed, client);
}

enum err devices_client_reset(struct devices_client *client, const char *device_id)
{
    return order(client, "Reset", device_id);
}

enum err devices_client_pin(struct devices_client *client, const char *device_id)
{
    return order(client, "Pin", device_id);
}

enum err devices_client_unpin(struct devices_client *client, const char *device_id)
{
    return order(client, "Unpin", device_id);
}

enum err devices_client_record(struct devices_client *client, uint32_t token, const char *device_id,
                               uint32_t seconds)
{
    sd_bus_message *call;
    TRY(begin(client, "Record", token, &call));
    if (sd_bus_message_append(call, "su", device_id, seconds) < 0) {
        sd_bus_message_unref(call);
        return ERR_MEMORY;
    }
    return send_waiting(client, call, token, on_recorded);
}

enum err devices_client_new(sd_event *loop, struct timers *timers,
                            const struct devices_events *events, struct devices_client **ret_client)
{
    struct devices_client *client = calloc(1, sizeof *client);
    if (!client)
        return ERR_MEMORY;
    client->events = *events;
    const struct peer_target target = {.socket = DEVICES_SOCKET,
                                       .object = DEVICES_OBJECT,
                                       .interface = DEVICES_INTERFACE,
                                       .up = on_up,
                                       .down = on_down,
                                       .signal = on_signal,
                                       .user = client};
    enum err e = peer_client_new(loop, timers, &target, &client->peer);
    if (e != ERR_NONE) {
        free(client);
        return e;
    }
    *ret_client = client;
    return ERR_NONE;
}

void devices_client_free(struct devices_client *client)
{
    if (!client)
        return;
    peer_client_free(client->peer);
    free(client);
}

bool devices_client_is_up(const struct devices_client *client)
{
    return peer_client_is_up(client->peer);
}
