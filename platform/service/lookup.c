/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/lookup.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "platform/province/codes.h"
#include "platform/province/message.h"
#include "platform/service/question.h"

static void on_news(void *user, const char *local_number, const struct case_status *now)
{
    const struct lookup *lookup = user;
    enum err e = outbox_update_case(lookup->outbox, local_number, now);
    if (e == ERR_NONE)
        lookup->news(lookup->user, local_number);
    else
        log_event(LOG_WARN, "case_news_lost", "number=%s err=%s", local_number, err_name(e));
}

/* A case that the province has but has not decided: ask it how the case stands; the answer comes as
 * a signal when it is another one. */
static void ask_news(const struct lookup *lookup, const struct case_status *known)
{
    const struct message_sender sender = {.kiosk_code = lookup->kiosk_code,
                                          .area_code = lookup->area_code,
                                          .wall_ms = clock_wall_ms()};
    const struct question_news news = {on_news, (void *)(uintptr_t)lookup};
    struct secret doc = {0};
    enum err e = message_write_query(&sender, known->local_number, known->project_no, NULL, &doc);
    if (e == ERR_NONE)
        e = question_case(lookup->asks, &doc, known, news);
    if (e != ERR_NONE)
        log_event(LOG_WARN, "case_query_failed", "err=%s", err_name(e));
    secret_wipe(&doc);
}

/* A slip carries the province's number when it had one, else ours. */
enum err lookup_status(const struct lookup *lookup, const char *number,
                       struct case_status *ret_status)
{
    char local_number[NUMBER_TEXT];
    if (code_check_local_number(number) == ERR_NONE)
        memcpy(local_number, number, strlen(number) + 1);
    else
        TRY(outbox_find_project(lookup->outbox, number, local_number));
    TRY(outbox_status(lookup->outbox, local_number, ret_status));
    if (case_state_is_open(ret_status->state) && courier_is_online(lookup->courier))
        ask_news(lookup, ret_status);
    return ERR_NONE;
}
