/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/corrections.h"

#include "platform/province/correction.h"
#include "platform/service/question.h"

static void on_corrections(void *user, enum err e, const struct http_reply *reply)
{
    struct correction_list list = {.count = 0};
    if (e == ERR_NONE)
        e = question_judge(reply);
    if (e == ERR_NONE)
        e = correction_read(reply->body, reply->size, &list);
    platform_call_reply_corrections(user, e, &list);
    correction_list_wipe(&list);
}

void corrections_ask(const struct inquiry *inquiry, const struct platform_wish *wish,
                     struct platform_call *call)
{
    struct secret doc = {0};
    enum err e = message_write_query(&inquiry->sender, "", pairs_get(wish->form, "project_no"),
                                     wish->who, &doc);
    if (e == ERR_NONE)
        e = asks_send(inquiry->asks, "/cases/query", &doc, on_corrections, call);
    if (e != ERR_NONE)
        platform_call_reply_corrections(call, e, NULL);
    secret_wipe(&doc);
}
