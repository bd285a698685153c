/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/client_handover.h"

#include "platform/bus/client_parts.h"
#include "platform/bus/codec_handover.h"

static void on_handover(void *user, enum err e, sd_bus_message *reply)
{
    AUTO(auto_free) struct open_call *call = user;
    struct handover handover = {.url = ""};
    if (e == ERR_NONE && sd_bus_message_sensitive(reply) < 0)
        e = ERR_LIBRARY;
    if (e == ERR_NONE)
        e = platform_get_handover(reply, &handover);
    call->fn.handover(call->user, e, &handover);
    handover_wipe(&handover);
}

enum err platform_client_hand_over(struct platform_client *client, const struct handover_wish *wish,
                                   platform_handover_fn *fn, void *user)
{
    sd_bus_message *m;
    TRY(client_new_call(client, "HandOver", &m));
    return client_send_call(client, m, platform_put_handover_wish(m, wish), on_handover,
                            (struct open_call){.fn.handover = fn, .user = user});
}
