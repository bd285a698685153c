/* SPDX-License-Identifier: Apache-2.0 */
/* What is published to all kiosks: signed by the publisher, and readable. */
#include "platform/ctl/kit.h"

#include "platform/province/calendar.h"
#include "platform/province/catalogue.h"
#include "platform/province/signed.h"

static enum err read_calendar(const char *body, size_t size, char why[KIT_WHY])
{
    struct calendar calendar;
    char area[CALENDAR_AREA_TEXT];
    _Static_assert((int)CALENDAR_WHY <= (int)KIT_WHY, "a reason fits");
    return calendar_read(body, size, &calendar, area, why);
}

static enum err read_catalogue(const char *body, size_t size, char why[KIT_WHY])
{
    struct catalogue catalogue;
    (void)why;
    TRY(catalogue_read(body, size, &catalogue));
    catalogue_done(&catalogue);
    return ERR_NONE;
}

static const struct {
    struct kit_rule rule;
    const char *operation, *kind;
    enum err (*read)(const char *body, size_t size, char why[KIT_WHY]);
} documents[] = {
    {{"catalogue", "GET /catalogue", "the catalogue under the publisher's signature"},
     "/catalogue",
     CATALOGUE_KIND,
     read_catalogue},
    {{"calendar", "GET /calendar", "a calendar under the publisher's signature; none: 40401"},
     "/calendar",
     CALENDAR_KIND,
     read_calendar},
};

static const char *look(const struct kit *kit, size_t which, const struct kit_answer *answer,
                        char ret_why[KIT_WHY])
{
    AUTO(auto_free) char *text = NULL;
    AUTO(auto_free) char *body = NULL;
    size_t size;
    char why[KIT_WHY] = "";
    enum err e = reply_read_published(answer->body, answer->size, &text, &size);
    if (e != ERR_NONE)
        return "the reply has no signed document in data";
    e = signed_open(kit->keys.publisher, documents[which].kind, (struct signed_text){text, size},
                    &body, &size);
    if (e == ERR_NONE)
        e = documents[which].read(body, size, why);
    if (e == ERR_NONE)
        return NULL;
    snprintf(ret_why, KIT_WHY, "a kiosk refuses it (%s) %.60s", err_text(e), why);
    return ret_why;
}

void kit_check_published(struct kit *kit)
{
    if (!kit->keys.publisher) /* a kiosk without that key takes nothing that is published */
        return;
    for (size_t i = 0; i < ARRAY_LEN(documents); i++) {
        struct kit_answer answer;
        char why[KIT_WHY];
        kit_ask(kit, &(struct kit_ask){.operation = documents[i].operation}, &answer);
        if (answer.e == ERR_NONE && answer.status == 200)
            kit_tell(kit, &documents[i].rule, look(kit, i, &answer, why));
        else
            kit_judge(kit, &documents[i].rule, &answer, 40401);
        kit_answer_done(&answer);
    }
}
