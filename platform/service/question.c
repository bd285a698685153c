/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/question.h"

#include <string.h>

#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/province/reply.h"
#include "platform/service/trail.h"

enum { STATUS_OK = 200, STATUS_NOT_FOUND = 404, CODE_SEAT_TAKEN = 40904 };

enum err question_judge(const struct http_reply *reply)
{
    struct reply_error why;
    if (reply->status == STATUS_OK)
        return ERR_NONE;
    reply_read_error(reply->body, reply->size, &why);
    if (reply->status == STATUS_NOT_FOUND)
        return ERR_NOT_FOUND;
    if (why.code == CODE_SEAT_TAKEN)
        return ERR_CONFLICT;
    switch (reply_verdict(reply->status, why.code)) {
    case REPLY_LATER:
        return ERR_BUSY;
    case REPLY_STAFF:
        log_event(LOG_ERROR, "question_needs_staff", "status=%d code=%d detail=%s", reply->status,
                  why.code, why.detail);
        return ERR_REFUSED;
    default:
        return ERR_REFUSED;
    }
}

void question_refusal(const struct http_reply *reply, char ret_words[MESSAGE_TEXT])
{
    struct reply_error why;
    reply_read_error(reply->body, reply->size, &why);
    bool by_a_rule = reply_verdict(reply->status, why.code) == REPLY_REFUSED;
    text_copy(ret_words, MESSAGE_TEXT, by_a_rule ? why.message : "");
}

static void on_pairs(void *user, enum err e, const struct http_reply *reply)
{
    struct pairs pairs = {0};
    if (e == ERR_NONE)
        e = question_judge(reply);
    if (e == ERR_NONE)
        e = reply_read_pairs(reply->body, reply->size, &pairs);
    platform_call_reply(user, e, &pairs);
    pairs_wipe(&pairs);
}

enum err question_pairs(struct asks *asks, const char *operation, const struct secret *doc,
                        struct platform_call *call)
{
    return asks_send(asks, operation, doc, on_pairs, call);
}

struct step_up {
    struct platform_call *call;
    struct audit *audit;
    const char *what;
};

static void on_step_up(void *user, enum err e, const struct http_reply *reply)
{
    AUTO(auto_free) struct step_up *s = user;
    if (e == ERR_NONE)
        e = question_judge(reply);
    trail(s->audit, AUDIT_STEP_UP, s->what, err_name(e));
    on_pairs(s->call, e, reply);
}

enum err question_step_up(struct asks *asks, const struct secret *doc, struct platform_call *call,
                          struct audit *audit, const char *what)
{
    struct step_up *s = malloc(sizeof *s);
    if (!s)
        return ERR_MEMORY;
    *s = (struct step_up){call, audit, what};
    enum err e = asks_send(asks, "/step-up", doc, on_step_up, s);
    if (e != ERR_NONE)
        free(s);
    return e;
}

static void on_status(void *user, enum err e, const struct http_reply *reply)
{
    struct case_status status = {.state = CASE_SAVED};
    if (e == ERR_NONE)
        e = question_judge(reply);
    if (e == ERR_NONE)
        e = reply_read_case(reply->body, reply->size, &status);
    platform_call_reply_status(user, e, &status);
    wipe(&status, sizeof status);
}

enum err question_status(struct asks *asks, const struct secret *doc, struct platform_call *call)
{
    return asks_send(asks, "/cases/query", doc, on_status, call);
}

static void on_done(void *user, enum err e, const struct http_reply *reply)
{
    platform_call_reply_done(user, e == ERR_NONE ? question_judge(reply) : e);
}

enum err question_done(struct asks *asks, const char *operation, const struct secret *doc,
                       struct platform_call *call)
{
    return asks_send(asks, operation, doc, on_done, call);
}

static void on_cases(void *user, enum err e, const struct http_reply *reply)
{
    struct case_list list = {0};
    if (e == ERR_NONE)
        e = question_judge(reply);
    if (e == ERR_NONE)
        e = reply_read_cases(reply->body, reply->size, &list);
    platform_call_reply_cases(user, e, &list);
    case_list_wipe(&list);
}

enum err question_cases(struct asks *asks, const struct secret *doc, struct platform_call *call)
{
    return asks_send(asks, "/cases/list", doc, on_cases, call);
}

struct case_question {
    struct case_status known;
    struct question_news news;
};

static bool differs(const struct case_status *a, const struct case_status *b)
{
    return a->state != b->state || strcmp(a->project_no, b->project_no) != 0 ||
           strcmp(a->message, b->message) != 0 || strcmp(a->promise_date, b->promise_date) != 0 ||
           strcmp(a->contact_date, b->contact_date) != 0;
}

static void on_case(void *user, enum err e, const struct http_reply *reply)
{
    AUTO(auto_free) struct case_question *q = user;
    struct case_status now;
    if (e == ERR_NONE)
        e = question_judge(reply);
    if (e == ERR_NONE)
        e = reply_read_case(reply->body, reply->size, &now);
    if (e != ERR_NONE)
        log_event(LOG_INFO, "case_query_failed", "err=%s", err_name(e));
    else if (differs(&now, &q->known))
        q->news.tell(q->news.user, q->known.local_number, &now);
}

enum err question_case(struct asks *asks, const struct secret *doc, const struct case_status *known,
                       struct question_news news)
{
    struct case_question *q = malloc(sizeof *q);
    if (!q)
        return ERR_MEMORY;
    *q = (struct case_question){.known = *known, .news = news};
    enum err e = asks_send(asks, "/cases/query", doc, on_case, q);
    if (e != ERR_NONE)
        free(q);
    return e;
}
