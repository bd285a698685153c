/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/client_together.h"

#include "platform/bus/client_parts.h"
#include "platform/bus/codec.h"

static void on_parts(void *user, enum err e, sd_bus_message *reply)
{
    AUTO(auto_free) struct open_call *call = user;
    struct part_list list = {0};
    if (e == ERR_NONE && sd_bus_message_sensitive(reply) < 0)
        e = ERR_LIBRARY;
    if (e == ERR_NONE)
        e = platform_get_parts(reply, &list);
    call->fn.parts(call->user, e, &list);
    part_list_wipe(&list);
}

enum err platform_client_parts(struct platform_client *client, const struct platform_asking *asking,
                               platform_parts_fn *fn, void *user)
{
    const struct wish wish = {"Parts", asking->task_code, asking->who, asking->wish};
    return client_call_wish(client, &wish, on_parts,
                            (struct open_call){.fn.parts = fn, .user = user});
}
