/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/inquiry.h"

#include "platform/province/codes.h"
#include "platform/province/upkeep.h"
#include "platform/service/question.h"

/* Sends what was written, if it was; `doc` is wiped. */
static void ask(const struct inquiry *inquiry, const char *operation, enum err written,
                struct secret *doc, struct platform_call *call)
{
    enum err e = written;
    if (e == ERR_NONE)
        e = question_pairs(inquiry->asks, operation, doc, call);
    if (e != ERR_NONE)
        platform_call_reply(call, e, NULL);
    secret_wipe(doc);
}

void inquiry_identify(const struct inquiry *inquiry, const void *credential, size_t size,
                      struct platform_call *call)
{
    struct secret doc = {0};
    enum err e = message_write_identify(&inquiry->sender, credential, size, &doc);
    ask(inquiry, "/identify", e, &doc, call);
}

void inquiry_shared(const struct inquiry *inquiry, const char *task_code, const struct pairs *who,
                    struct platform_call *call)
{
    struct secret doc = {0};
    enum err e = message_write_shared(&inquiry->sender, task_code, who, &doc);
    ask(inquiry, "/shared-data", e, &doc, call);
}

void inquiry_proof(const struct inquiry *inquiry, const struct platform_wish *wish,
                   struct platform_call *call)
{
    struct secret doc = {0};
    enum err e =
        message_write_proof(&inquiry->sender, wish->task_code, wish->who, wish->form, &doc);
    ask(inquiry, "/proofs", e, &doc, call);
}

/* What is written down of it: whether a code was asked for or shown, and how that ended. */
void inquiry_step_up(const struct inquiry *inquiry, const struct platform_wish *wish,
                     struct platform_call *call)
{
    AUTO(secret_wipe) struct secret doc = {0};
    const char *what = wish->form->count == 0 ? "code-asked" : "code-shown";
    enum err e =
        message_write_step_up(&inquiry->sender, wish->task_code, wish->who, wish->form, &doc);
    if (e == ERR_NONE)
        e = question_step_up(inquiry->asks, &doc, call, inquiry->audit, what);
    if (e != ERR_NONE)
        platform_call_reply(call, e, NULL);
}

void inquiry_enterprise(const struct inquiry *inquiry, const struct platform_wish *wish,
                        struct platform_call *call)
{
    struct secret doc = {0};
    enum err e =
        message_write_enterprise(&inquiry->sender, wish->task_code, wish->who, wish->form, &doc);
    ask(inquiry, "/enterprises", e, &doc, call);
}

void inquiry_help(const struct inquiry *inquiry, const struct help_call *help,
                  struct platform_call *call)
{
    struct secret doc = {0};
    enum err e =
        upkeep_write_help(&inquiry->sender, help->help_id, help->reason, help->screen, &doc);
    if (e == ERR_NONE)
        e = question_done(inquiry->asks, "/help", &doc, call);
    if (e != ERR_NONE)
        platform_call_reply_done(call, e);
    secret_wipe(&doc);
}

void inquiry_find(const struct inquiry *inquiry, const char *number, const struct pairs *who,
                  struct platform_call *call)
{
    bool local = code_check_local_number(number) == ERR_NONE;
    struct secret doc = {0};
    enum err e =
        message_write_query(&inquiry->sender, local ? number : "", local ? "" : number, who, &doc);
    if (e == ERR_NONE)
        e = question_status(inquiry->asks, &doc, call);
    if (e != ERR_NONE)
        platform_call_reply_status(call, e, NULL);
    secret_wipe(&doc);
}

void inquiry_cases(const struct inquiry *inquiry, const struct pairs *who,
                   struct platform_call *call)
{
    struct secret doc = {0};
    enum err e = message_write_list(&inquiry->sender, who, &doc);
    if (e == ERR_NONE)
        e = question_cases(inquiry->asks, &doc, call);
    if (e != ERR_NONE)
        platform_call_reply_cases(call, e, NULL);
    secret_wipe(&doc);
}
