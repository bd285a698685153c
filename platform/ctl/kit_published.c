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

static const struct kit_rule item_rule = {"item", "GET /items/{item_sm3}",
                                          "an item's file is the bytes that the catalogue signs"};
static const struct kit_rule no_item_rule = {"item-unknown", "GET /items/{item_sm3}",
                                             "a file that nobody signed: 40401"};

static const char *look_at_item(const struct catalogue_entry *entry,
                                const struct kit_answer *answer, char ret_why[KIT_WHY])
{
    AUTO(auto_free) char *file = NULL;
    size_t size;
    enum err e = answer->e;
    if (e == ERR_NONE)
        e = reply_read_item(answer->body, answer->size, &file, &size);
    if (e == ERR_NONE)
        e = catalogue_check_item(entry, file, size);
    snprintf(ret_why, KIT_WHY, "%.40s: a kiosk refuses it (%s), and the whole catalogue with it",
             entry->row.task_code, err_text(e));
    return e == ERR_NONE ? NULL : ret_why;
}

/* Each that the catalogue brings, until one is wrong. */
static void check_items(struct kit *kit, const struct catalogue *catalogue)
{
    const char *wrong = NULL;
    char why[KIT_WHY], operation[96];
    for (size_t i = 0; i < catalogue->count && !wrong; i++) {
        struct kit_answer answer;
        if (!*catalogue->entry[i].sm3)
            continue;
        snprintf(operation, sizeof operation, "/items/%s", catalogue->entry[i].sm3);
        kit_ask(kit, &(struct kit_ask){.operation = operation}, &answer);
        wrong = look_at_item(&catalogue->entry[i], &answer, why);
        kit_answer_done(&answer);
    }
    kit_tell(kit, &item_rule, wrong);
    snprintf(operation, sizeof operation, "/items/%064d", 0);
    kit_expect(kit, &no_item_rule, &(struct kit_ask){.operation = operation}, 40401);
}

static const struct kit_rule part_rule = {
    "catalogue-part", "GET /catalogue-parts/{part_sm3}",
    "a part is the bytes that the catalogue signs, and reads"};
static const struct kit_rule no_part_rule = {"catalogue-part-unknown",
                                             "GET /catalogue-parts/{part_sm3}",
                                             "a part that nobody signed: 40401"};

static enum err join_part(struct kit *kit, struct catalogue *catalogue)
{
    struct kit_answer answer;
    AUTO(auto_free) char *part = NULL;
    char operation[96];
    size_t size;
    snprintf(operation, sizeof operation, "/catalogue-parts/%s",
             catalogue->part[catalogue->joined].sm3);
    kit_ask(kit, &(struct kit_ask){.operation = operation}, &answer);
    enum err e = answer.e;
    if (e == ERR_NONE)
        e = reply_read_part(answer.body, answer.size, &part, &size);
    if (e == ERR_NONE)
        e = catalogue_join(catalogue, part, size);
    kit_answer_done(&answer);
    return e;
}

/* True: the catalogue is whole. One without parts is not asked for any. */
static bool check_parts(struct kit *kit, struct catalogue *catalogue)
{
    char why[KIT_WHY], operation[96];
    enum err e = ERR_NONE;
    if (catalogue->part_count == 0)
        return true;
    while (!catalogue_is_whole(catalogue) && e == ERR_NONE)
        e = join_part(kit, catalogue);
    snprintf(why, sizeof why, "part %zu of %zu: a kiosk refuses it (%s), and the whole catalogue",
             catalogue->joined + 1, catalogue->part_count, err_text(e));
    kit_tell(kit, &part_rule, e == ERR_NONE ? NULL : why);
    snprintf(operation, sizeof operation, "/catalogue-parts/%064d", 0);
    kit_expect(kit, &no_part_rule, &(struct kit_ask){.operation = operation}, 40401);
    return e == ERR_NONE;
}

static void check_items_of(struct kit *kit, const struct kit_answer *answer)
{
    AUTO(auto_free) char *text = NULL;
    AUTO(auto_free) char *body = NULL;
    struct catalogue catalogue = {.version = 0};
    size_t size;
    if (reply_read_published(answer->body, answer->size, &text, &size) == ERR_NONE &&
        signed_open(kit->keys.publisher, CATALOGUE_KIND, (struct signed_text){text, size}, &body,
                    &size) == ERR_NONE &&
        catalogue_read(body, size, &catalogue) == ERR_NONE && check_parts(kit, &catalogue))
        check_items(kit, &catalogue);
    catalogue_done(&catalogue);
}

void kit_check_published(struct kit *kit)
{
    if (!kit->keys.publisher) /* a kiosk without that key takes nothing that is published */
        return;
    for (size_t i = 0; i < ARRAY_LEN(documents); i++) {
        struct kit_answer answer;
        char why[KIT_WHY];
        kit_ask(kit, &(struct kit_ask){.operation = documents[i].operation}, &answer);
        if (answer.e == ERR_NONE && answer.status == 200) {
            kit_tell(kit, &documents[i].rule, look(kit, i, &answer, why));
            if (documents[i].read == read_catalogue)
                check_items_of(kit, &answer);
        } else
            kit_judge(kit, &documents[i].rule, &answer, 40401);
        kit_answer_done(&answer);
    }
}
