/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/handover.h"

#include "platform/base/log.h"
#include "platform/province/handover.h"
#include "platform/service/question.h"
#include "platform/service/trail.h"

struct asked {
    struct platform_call *call;
    struct audit *audit;
};

static void on_handover(void *user, enum err e, const struct http_reply *reply)
{
    AUTO(auto_free) struct asked *asked = user;
    struct handover handover = {.url = ""};
    if (e == ERR_NONE)
        e = question_judge(reply);
    if (e == ERR_NONE)
        e = handover_read(reply->body, reply->size, &handover);
    trail(asked->audit, AUDIT_HANDED, "phone", err_name(e));
    platform_call_reply_handover(asked->call, e, &handover);
    handover_wipe(&handover);
}

static enum err ask(const struct inquiry *inquiry, const struct secret *doc,
                    struct platform_call *call)
{
    struct asked *asked = malloc(sizeof *asked);
    if (!asked)
        return ERR_MEMORY;
    *asked = (struct asked){call, inquiry->audit};
    enum err e = asks_send(inquiry->asks, "/handovers", doc, on_handover, asked);
    if (e != ERR_NONE)
        free(asked);
    return e;
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
        e = ask(inquiry, &doc, call);
    if (e != ERR_NONE)
        platform_call_reply_handover(call, e, NULL);
    secret_wipe(&doc);
}
