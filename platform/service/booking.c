/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/booking.h"

#include "platform/province/booking.h"
#include "platform/province/fee.h"
#include "platform/service/question.h"

static void on_slots(void *user, enum err e, const struct http_reply *reply)
{
    struct slot_list list = {0};
    if (e == ERR_NONE)
        e = question_judge(reply);
    if (e == ERR_NONE)
        e = booking_read_slots(reply->body, reply->size, &list);
    platform_call_reply_slots(user, e, &list);
    slot_list_wipe(&list);
}

static void on_appointment(void *user, enum err e, const struct http_reply *reply)
{
    struct appointment appointment = {0};
    if (e == ERR_NONE) {
        e = question_judge(reply);
        if (e == ERR_REFUSED)
            question_refusal(reply, appointment.refusal);
    }
    if (e == ERR_NONE)
        e = booking_read_appointment(reply->body, reply->size, &appointment);
    platform_call_reply_appointment(user, e, &appointment);
    appointment_wipe(&appointment);
}

static void on_fees(void *user, enum err e, const struct http_reply *reply)
{
    struct fee_list list = {0};
    if (e == ERR_NONE)
        e = question_judge(reply);
    if (e == ERR_NONE)
        e = fee_read_list(reply->body, reply->size, &list);
    platform_call_reply_fees(user, e, &list);
    fee_list_wipe(&list);
}

void booking_slots(const struct inquiry *inquiry, const struct platform_wish *wish,
                   struct platform_call *call)
{
    struct secret doc = {0};
    enum err e =
        booking_write_slots(&inquiry->sender, wish->task_code, wish->who, wish->form, &doc);
    if (e == ERR_NONE)
        e = asks_send(inquiry->asks, "/appointments/slots", &doc, on_slots, call);
    if (e != ERR_NONE)
        platform_call_reply_slots(call, e, NULL);
    secret_wipe(&doc);
}

void booking_book(const struct inquiry *inquiry, const struct platform_wish *wish,
                  struct platform_call *call)
{
    struct secret doc = {0};
    enum err e = booking_write_book(&inquiry->sender, wish->task_code, wish->who, wish->form, &doc);
    if (e == ERR_NONE)
        e = asks_send(inquiry->asks, "/appointments", &doc, on_appointment, call);
    if (e != ERR_NONE)
        platform_call_reply_appointment(call, e, NULL);
    secret_wipe(&doc);
}

void booking_cancel(const struct inquiry *inquiry, const struct platform_wish *wish,
                    struct platform_call *call)
{
    struct secret doc = {0};
    enum err e =
        booking_write_cancel(&inquiry->sender, wish->task_code, wish->who, wish->form, &doc);
    if (e == ERR_NONE)
        e = asks_send(inquiry->asks, "/appointments/cancel", &doc, on_appointment, call);
    if (e != ERR_NONE)
        platform_call_reply_appointment(call, e, NULL);
    secret_wipe(&doc);
}

void booking_fees(const struct inquiry *inquiry, const struct platform_wish *wish,
                  struct platform_call *call)
{
    struct secret doc = {0};
    enum err e = fee_write_list(&inquiry->sender, wish->task_code, wish->who, wish->form, &doc);
    if (e == ERR_NONE)
        e = asks_send(inquiry->asks, "/fees", &doc, on_fees, call);
    if (e != ERR_NONE)
        platform_call_reply_fees(call, e, NULL);
    secret_wipe(&doc);
}

void booking_fee_state(const struct inquiry *inquiry, const struct platform_wish *wish,
                       struct platform_call *call)
{
    struct secret doc = {0};
    enum err e = fee_write_state(&inquiry->sender, wish->task_code, wish->who, wish->form, &doc);
    if (e == ERR_NONE)
        e = asks_send(inquiry->asks, "/fees/state", &doc, on_fees, call);
    if (e != ERR_NONE)
        platform_call_reply_fees(call, e, NULL);
    secret_wipe(&doc);
}
