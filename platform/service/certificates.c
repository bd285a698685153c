/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/certificates.h"

#include "platform/base/log.h"
#include "platform/province/certificate.h"
#include "platform/service/question.h"

static void on_list(void *user, enum err e, const struct http_reply *reply)
{
    struct certificate_list list = {0};
    if (e == ERR_NONE)
        e = question_judge(reply);
    if (e == ERR_NONE)
        e = certificate_read_list(reply->body, reply->size, &list);
    if (e == ERR_NONE && list.unsound)
        log_event(LOG_WARN, "certificates_unsound", "count=%u", list.unsound);
    platform_call_reply_certificates(user, e, &list);
    certificate_list_wipe(&list);
}

static void on_copy(void *user, enum err e, const struct http_reply *reply)
{
    struct pairs copy = {0};
    if (e == ERR_NONE)
        e = question_judge(reply);
    if (e == ERR_NONE)
        e = certificate_read_copy(reply->body, reply->size, &copy);
    platform_call_reply(user, e, &copy);
    pairs_wipe(&copy);
}

void certificates_list(const struct inquiry *inquiry, const struct platform_wish *wish,
                       struct platform_call *call)
{
    struct secret doc = {0};
    enum err e =
        certificate_write_list(&inquiry->sender, wish->task_code, wish->who, wish->form, &doc);
    if (e == ERR_NONE)
        e = asks_send(inquiry->asks, "/certificates", &doc, on_list, call);
    if (e != ERR_NONE)
        platform_call_reply_certificates(call, e, NULL);
    secret_wipe(&doc);
}

void certificates_copy(const struct inquiry *inquiry, const struct platform_wish *wish,
                       struct platform_call *call)
{
    struct secret doc = {0};
    enum err e =
        certificate_write_copy(&inquiry->sender, wish->task_code, wish->who, wish->form, &doc);
    if (e == ERR_NONE)
        e = asks_send(inquiry->asks, "/certificates/copy", &doc, on_copy, call);
    if (e != ERR_NONE)
        platform_call_reply(call, e, NULL);
    secret_wipe(&doc);
}
