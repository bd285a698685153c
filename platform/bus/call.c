/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/call.h"

#include "platform/base/harden.h"
#include "platform/bus/codec.h"
#include "platform/bus/codec_booking.h"
#include "platform/bus/codec_handover.h"
#include "platform/peer/client.h"
#include "platform/peer/server.h"

struct platform_call {
    sd_bus_message *message;
};

int platform_finish(sd_bus_message *reply, enum err e, sd_bus_error *error)
{
    int r = e == ERR_NONE ? sd_bus_send(NULL, reply, NULL) : peer_fail(error, e);
    sd_bus_message_unref(reply);
    return r;
}

enum err platform_reply_to(sd_bus_message *call, sd_bus_message **ret_reply)
{
    return sd_bus_message_new_method_return(call, ret_reply) < 0 ? ERR_LIBRARY : ERR_NONE;
}

struct platform_call *platform_call_keep(sd_bus_message *m)
{
    struct platform_call *call = malloc(sizeof *call);
    if (call)
        call->message = sd_bus_message_ref(m);
    return call;
}

/* A reply to fill, personal from its first byte. */
static enum err begin_reply(const struct platform_call *call, enum err e,
                            sd_bus_message **ret_reply)
{
    TRY(e);
    TRY(platform_reply_to(call->message, ret_reply));
    return sd_bus_message_sensitive(*ret_reply) < 0 ? ERR_LIBRARY : ERR_NONE;
}

/* Sends `reply` or the error; owns both it and `call`. */
static void end_reply(struct platform_call *call, enum err e, sd_bus_message *reply)
{
    sd_bus_error error = SD_BUS_ERROR_NULL;
    (void)platform_finish(reply, e, &error);
    if (e != ERR_NONE)
        sd_bus_reply_method_error(call->message, &error);
    sd_bus_error_free(&error);
    sd_bus_message_unref(call->message);
    free(call);
    harden_scrub_stack();
}

void platform_call_reply_cases(struct platform_call *call, enum err e, const struct case_list *list)
{
    sd_bus_message *reply = NULL;
    e = begin_reply(call, e, &reply);
    if (e == ERR_NONE)
        e = platform_put_cases(reply, list);
    end_reply(call, e, reply);
}

void platform_call_reply_corrections(struct platform_call *call, enum err e,
                                     const struct correction_list *list)
{
    sd_bus_message *reply = NULL;
    e = begin_reply(call, e, &reply);
    if (e == ERR_NONE)
        e = platform_put_corrections(reply, list);
    end_reply(call, e, reply);
}

void platform_call_reply_parts(struct platform_call *call, enum err e, const struct part_list *list)
{
    sd_bus_message *reply = NULL;
    e = begin_reply(call, e, &reply);
    if (e == ERR_NONE)
        e = platform_put_parts(reply, list);
    end_reply(call, e, reply);
}

void platform_call_reply_certificates(struct platform_call *call, enum err e,
                                      const struct certificate_list *list)
{
    sd_bus_message *reply = NULL;
    e = begin_reply(call, e, &reply);
    if (e == ERR_NONE)
        e = platform_put_certificates(reply, list);
    end_reply(call, e, reply);
}

void platform_call_reply(struct platform_call *call, enum err e, const struct pairs *pairs)
{
    sd_bus_message *reply = NULL;
    e = begin_reply(call, e, &reply);
    if (e == ERR_NONE)
        e = platform_put_pairs(reply, pairs);
    end_reply(call, e, reply);
}

void platform_call_reply_status(struct platform_call *call, enum err e,
                                const struct case_status *status)
{
    sd_bus_message *reply = NULL;
    e = begin_reply(call, e, &reply);
    if (e == ERR_NONE)
        e = platform_put_status(reply, status);
    end_reply(call, e, reply);
}

void platform_call_reply_done(struct platform_call *call, enum err e)
{
    sd_bus_message *reply = NULL;
    e = begin_reply(call, e, &reply);
    end_reply(call, e, reply);
}

void platform_call_reply_slots(struct platform_call *call, enum err e, const struct slot_list *list)
{
    sd_bus_message *reply = NULL;
    e = begin_reply(call, e, &reply);
    if (e == ERR_NONE)
        e = platform_put_slots(reply, list);
    end_reply(call, e, reply);
}

void platform_call_reply_appointment(struct platform_call *call, enum err e,
                                     const struct appointment *appointment)
{
    sd_bus_message *reply = NULL;
    bool words = e == ERR_REFUSED && appointment && *appointment->refusal;
    e = begin_reply(call, words ? ERR_NONE : e, &reply);
    if (e == ERR_NONE)
        e = platform_put_booked(reply, appointment);
    end_reply(call, e, reply);
}

void platform_call_reply_fees(struct platform_call *call, enum err e, const struct fee_list *list)
{
    sd_bus_message *reply = NULL;
    e = begin_reply(call, e, &reply);
    if (e == ERR_NONE)
        e = platform_put_fees(reply, list);
    end_reply(call, e, reply);
}

void platform_call_reply_handover(struct platform_call *call, enum err e,
                                  const struct handover *handover)
{
    sd_bus_message *reply = NULL;
    e = begin_reply(call, e, &reply);
    if (e == ERR_NONE)
        e = platform_put_handover(reply, handover);
    end_reply(call, e, reply);
}
