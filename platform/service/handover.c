/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/handover.h"

#include "platform/base/log.h"
#include "platform/province/handover.h"
#include "platform/service/question.h"

static void on_handover(void *user, enum err e, const struct http_reply *reply)
{
    struct handover handover = {.url = ""};
    if (e == ERR_NONE)
        e = question_judge(reply);
    if (e == ERR_NONE)
        e = handover_read(reply->body, reply->size, &handover);
    platform_call_reply_handover(user, e, &handover);
    handover_wipe(&handover);
}

void handover_ask(const struct inquiry *inquiry, const struct handover_wish *wish,
                  struct platform_call *call)
{
    struct secret doc = {0};
    char why[FIELD_NAME_TEXT] = "";
    enum err e = handover_write(&inquiry->sender, wish, &doc, why);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "handover_refused", "field=%s err=%s", why, err_name(e));
    else
        e = asks_send(inquiry->asks, "/handovers", &doc, on_handover, call);
    if (e != ERR_NONE)
        platform_call_reply_handover(call, e, NULL);
    secret_wipe(&doc);
}
