/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/client_booking.h"

#include "platform/bus/client_parts.h"
#include "platform/bus/codec_booking.h"

static enum err ask(struct platform_client *client, const char *member,
                    const struct platform_asking *asking, peer_reply_fn *on_reply,
                    struct open_call open)
{
    const struct wish wish = {member, asking->task_code, asking->who, asking->wish};
    return client_call_wish(client, &wish, on_reply, open);
}

static void on_slots(void *user, enum err e, sd_bus_message *reply)
{
    AUTO(auto_free) struct open_call *call = user;
    struct slot_list list = {0};
    if (e == ERR_NONE && sd_bus_message_sensitive(reply) < 0)
        e = ERR_LIBRARY;
    if (e == ERR_NONE)
        e = platform_get_slots(reply, &list);
    call->fn.slots(call->user, e, &list);
    slot_list_wipe(&list);
}

enum err platform_client_slots(struct platform_client *client, const struct platform_asking *asking,
                               platform_slots_fn *fn, void *user)
{
    return ask(client, "Slots", asking, on_slots, (struct open_call){.fn.slots = fn, .user = user});
}

static void on_appointment(void *user, enum err e, sd_bus_message *reply)
{
    AUTO(auto_free) struct open_call *call = user;
    struct appointment appointment = {0};
    if (e == ERR_NONE && sd_bus_message_sensitive(reply) < 0)
        e = ERR_LIBRARY;
    if (e == ERR_NONE)
        e = platform_get_booked(reply, &appointment);
    call->fn.appointment(call->user, e, &appointment);
    appointment_wipe(&appointment);
}

enum err platform_client_book(struct platform_client *client, const struct platform_asking *asking,
                              platform_appointment_fn *fn, void *user)
{
    return ask(client, "Book", asking, on_appointment,
               (struct open_call){.fn.appointment = fn, .user = user});
}

enum err platform_client_cancel(struct platform_client *client,
                                const struct platform_asking *asking, platform_appointment_fn *fn,
                                void *user)
{
    return ask(client, "CancelAppointment", asking, on_appointment,
               (struct open_call){.fn.appointment = fn, .user = user});
}

static void on_fees(void *user, enum err e, sd_bus_message *reply)
{
    AUTO(auto_free) struct open_call *call = user;
    struct fee_list list = {0};
    if (e == ERR_NONE && sd_bus_message_sensitive(reply) < 0)
        e = ERR_LIBRARY;
    if (e == ERR_NONE)
        e = platform_get_fees(reply, &list);
    call->fn.fees(call->user, e, &list);
    fee_list_wipe(&list);
}

enum err platform_client_fees(struct platform_client *client, const struct platform_asking *asking,
                              platform_fees_fn *fn, void *user)
{
    return ask(client, "Fees", asking, on_fees, (struct open_call){.fn.fees = fn, .user = user});
}

enum err platform_client_fee_state(struct platform_client *client,
                                   const struct platform_asking *asking, platform_fees_fn *fn,
                                   void *user)
{
    return ask(client, "FeeState", asking, on_fees,
               (struct open_call){.fn.fees = fn, .user = user});
}
