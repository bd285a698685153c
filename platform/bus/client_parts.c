/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/client_parts.h"

#include "platform/bus/codec.h"

/* kiosk-platform answers within its own deadline (province.timeout_s, at most 120 s); this one only
 * ends a call to a service that hangs. */
enum { CALL_TIMEOUT_MS = 150 * 1000 };

enum err client_send_call(struct platform_client *client, sd_bus_message *m, enum err built,
                          peer_reply_fn *on_reply, struct open_call open)
{
    struct open_call *kept = built == ERR_NONE ? malloc(sizeof *kept) : NULL;
    if (!kept) {
        sd_bus_message_unref(m);
        return built == ERR_NONE ? ERR_MEMORY : built;
    }
    *kept = open;
    enum err e = peer_client_send(client->peer, m, CALL_TIMEOUT_MS, on_reply, kept);
    if (e != ERR_NONE)
        free(kept);
    return e;
}

enum err client_new_call(struct platform_client *client, const char *member, sd_bus_message **ret_m)
{
    sd_bus_message *m;
    TRY(peer_client_call_new(client->peer, member, &m));
    if (sd_bus_message_sensitive(m) < 0) {
        sd_bus_message_unref(m);
        return ERR_LIBRARY;
    }
    *ret_m = m;
    return ERR_NONE;
}

enum err client_call_wish(struct platform_client *client, const struct wish *wish,
                          peer_reply_fn *on_reply, struct open_call open)
{
    sd_bus_message *m;
    TRY(client_new_call(client, wish->member, &m));
    enum err e = sd_bus_message_append(m, "s", wish->task_code) < 0 ? ERR_LIBRARY : ERR_NONE;
    if (e == ERR_NONE)
        e = platform_put_pairs(m, wish->who);
    if (e == ERR_NONE)
        e = platform_put_pairs(m, wish->form);
    return client_send_call(client, m, e, on_reply, open);
}
