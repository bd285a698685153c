/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/client_standing.h"

#include "platform/bus/client_parts.h"
#include "platform/bus/codec_standing.h"

static void on_standing(void *user, enum err e, sd_bus_message *reply)
{
    AUTO(auto_free) struct open_call *call = user;
    struct standing standing = {0};
    if (e == ERR_NONE)
        e = platform_get_standing(reply, &standing);
    call->fn.standing(call->user, e, &standing);
}

enum err platform_client_standing(struct platform_client *client, platform_standing_fn *fn,
                                  void *user)
{
    sd_bus_message *m;
    TRY(client_new_call(client, "Standing", &m));
    return client_send_call(client, m, ERR_NONE, on_standing,
                            (struct open_call){.fn.standing = fn, .user = user});
}
