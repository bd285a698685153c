/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/together.h"

#include "platform/province/together.h"
#include "platform/service/question.h"

static void on_parts(void *user, enum err e, const struct http_reply *reply)
{
    struct part_list list = {.count = 0};
    if (e == ERR_NONE)
        e = question_judge(reply);
    if (e == ERR_NONE)
        e = together_read(reply->body, reply->size, &list);
    platform_call_reply_parts(user, e, &list);
    part_list_wipe(&list);
}

void together_ask(const struct inquiry *inquiry, const struct platform_wish *wish,
                  struct platform_call *call)
{
    struct secret doc = {0};
    enum err e = message_write_query(&inquiry->sender, pairs_get(wish->form, "local_number"),
                                     pairs_get(wish->form, "project_no"),
                                     wish->who->count ? wish->who : NULL, &doc);
    if (e == ERR_NONE)
        e = asks_send(inquiry->asks, "/cases/query", &doc, on_parts, call);
    if (e != ERR_NONE)
        platform_call_reply_parts(call, e, NULL);
    secret_wipe(&doc);
}
