/* SPDX-License-Identifier: Apache-2.0 */
/* What is published to all kiosks: signed by the publisher, and readable. */
#include "platform/ctl/kit.h"

#include "platform/province/calendar.h"
#include "platform/province/signed.h"

static const char *look_at_calendar(const struct kit *kit, const struct kit_answer *answer,
                                    char ret_why[KIT_WHY])
{
    AUTO(auto_free) char *text = NULL;
    AUTO(auto_free) char *body = NULL;
    struct calendar calendar;
    size_t size;
    char area[CALENDAR_AREA_TEXT], why[CALENDAR_WHY] = "";
    enum err e = reply_read_published(answer->body, answer->size, &text, &size);
    if (e != ERR_NONE)
        return "the reply has no signed document in data";
    e = signed_open(kit->keys.publisher, CALENDAR_KIND, (struct signed_text){text, size}, &body,
                    &size);
    if (e == ERR_NONE)
        e = calendar_read(body, size, &calendar, area, why);
    if (e == ERR_NONE)
        return NULL;
    snprintf(ret_why, KIT_WHY, "a kiosk refuses it (%s) %s", err_text(e), why);
    return ret_why;
}

void kit_check_published(struct kit *kit)
{
    static const struct kit_rule rule = {
        "calendar", "GET /calendar",
        "a calendar under the publisher's signature, or 40401 when none is published"};
    struct kit_answer answer;
    char why[KIT_WHY];
    if (!kit->keys.publisher) /* a kiosk without that key takes nothing that is published */
        return;
    kit_ask(kit, &(struct kit_ask){.operation = "/calendar"}, &answer);
    if (answer.e == ERR_NONE && answer.status == 200)
        kit_tell(kit, &rule, look_at_calendar(kit, &answer, why));
    else
        kit_judge(kit, &rule, &answer, 40401);
    kit_answer_done(&answer);
}
