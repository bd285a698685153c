/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/handover.h"

#include <string.h>

#include "platform/province/message_json.h"
#include "platform/province/reply_json.h"
#include "platform/province/submission_inside.h"

/* GB/T 39046-2020 A.4 服务对象: 自然人. */
#define PERSON "1"

static enum err put_lack(json_t *all, const struct handover_lack *lack)
{
    AUTO(auto_json_decref) json_t *row = json_object();
    TRY(message_check_name(lack->name));
    if (!row)
        return ERR_MEMORY;
    if (!*lack->label)
        return ERR_MISSING;
    TRY(json_put_text(row, lack->material ? "material" : "field", lack->name));
    TRY(json_put_text(row, lack->material ? "material_name" : "field_label", lack->label));
    return json_array_append(all, row) == 0 ? ERR_NONE : ERR_MEMORY;
}

static enum err put_lacks(struct draft *draft, const struct handover_wish *wish)
{
    json_t *all = json_array();
    draft->field = "missing";
    if (json_object_set_new(draft->doc, "missing", all) != 0)
        return ERR_MEMORY;
    if (wish->count > HANDOVER_LACKS_MAX)
        return ERR_TOO_LONG;
    for (size_t i = 0; i < wish->count; i++)
        TRY(put_lack(all, &wish->lack[i]));
    return ERR_NONE;
}

/* A person's own case alone, and nothing but words: papers are handed in on the phone. */
static enum err look_at_kind(struct draft *draft, const struct application *a)
{
    draft->field = "handover_id";
    if (a->kind != APPLICATION_CASE || *a->project_no)
        return ERR_RANGE;
    draft->field = "anonymous";
    if (a->anonymous)
        return ERR_RANGE;
    draft->field = "materials";
    return a->materials || a->files ? ERR_RANGE : ERR_NONE;
}

static enum err look_at_applyer(struct draft *draft)
{
    const char *type = json_string_value(json_object_get(draft->doc, "applyer_type"));
    draft->field = "applyer_type";
    return strcmp(type, PERSON) == 0 ? ERR_NONE : ERR_RANGE;
}

static enum err fill(struct draft *draft, const struct handover_wish *wish,
                     const struct message_sender *sender)
{
    const struct application *application = &wish->application;
    TRY(look_at_kind(draft, application));
    draft->field = "kiosk_code";
    TRY(message_begin(sender, "handover", &draft->doc));
    TRY(submission_put_item(draft, application, "handover_id"));
    TRY(submission_put_consent(draft, application));
    TRY(submission_put_fields(draft, application));
    TRY(put_lacks(draft, wish));
    TRY(submission_put_applyer(draft, application));
    return look_at_applyer(draft);
}

enum err handover_write(const struct message_sender *sender, const struct handover_wish *wish,
                        struct secret *ret_doc, char *ret_why)
{
    struct draft draft = {.kind = APPLICATION_CASE, .field = ""};
    return submission_end(&draft, fill(&draft, wish, sender), ret_doc, ret_why);
}

static enum err read_data(const json_t *data, struct handover *h)
{
    if (!reply_text(data, "url", h->url, sizeof h->url) || !handover_url_is_good(h->url) ||
        !reply_text(data, "code", h->code, sizeof h->code) || !handover_code_is_good(h->code))
        return ERR_FORMAT;
    TRY(reply_words(data, "code_place", h->place, sizeof h->place));
    if (!*h->place)
        return ERR_FORMAT;
    return reply_ms(data, "valid_until", &h->until_ms);
}

enum err handover_read(const char *body, size_t size, struct handover *ret_handover)
{
    struct handover made = {.url = ""};
    AUTO(auto_json_decref) json_t *reply = NULL;
    TRY(reply_begin(body, size, &reply));
    enum err e = read_data(json_object_get(reply, "data"), &made);
    if (e == ERR_NONE)
        *ret_handover = made;
    handover_wipe(&made);
    return e;
}
