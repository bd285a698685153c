/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/message.h"

#include <string.h>

#include "platform/base/text.h"
#include "platform/province/codes.h"
#include "platform/province/json.h"
#include "platform/province/message_json.h"

enum { CHOICE_CHARACTERS = 64 };

enum err message_begin(const struct message_sender *sender, const char *operation,
                       json_t **ret_object)
{
    TRY(code_check_kiosk(sender->kiosk_code));
    TRY(code_check_area(sender->area_code));
    AUTO(auto_json_decref) json_t *object = json_object();
    if (!object)
        return ERR_MEMORY;
    TRY(json_put_text(object, "operation", operation));
    TRY(json_put_text(object, "kiosk_code", sender->kiosk_code));
    TRY(json_put_text(object, "area_code", sender->area_code));
    *ret_object = object;
    object = NULL;
    return ERR_NONE;
}

enum err message_check_name(const char *name)
{
    size_t len = strnlen(name, FIELD_NAME_TEXT);
    if (len == 0 || len == FIELD_NAME_TEXT || name[0] < 'a' || name[0] > 'z' ||
        strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != len)
        return ERR_FORMAT;
    return ERR_NONE;
}

enum err message_end(const json_t *object, struct secret *ret_doc)
{
    struct secret doc = {0};
    TRY(json_canonical(object, &doc));
    if (doc.len > MESSAGE_DOC_MAX) {
        secret_wipe(&doc);
        return ERR_TOO_LONG;
    }
    secret_wipe(ret_doc);
    *ret_doc = doc;
    return ERR_NONE;
}

enum err message_write_identify(const struct message_sender *sender, const void *credential,
                                size_t size, struct secret *ret_doc)
{
    if (size == 0)
        return ERR_MISSING;
    if (size > CREDENTIAL_MAX)
        return ERR_TOO_LONG;
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(message_begin(sender, "identify", &object));
    char hex[2 * CREDENTIAL_MAX + 1];
    for (size_t i = 0; i < size; i++)
        snprintf(hex + 2 * i, 3, "%02x", ((const uint8_t *)credential)[i]);
    enum err e = json_put_text(object, "credential", hex);
    wipe(hex, sizeof hex);
    TRY(e);
    return message_end(object, ret_doc);
}

enum err message_put_token(json_t *object, const char *token)
{
    if (!*token)
        return ERR_NONE;
    TRY(code_check_token(token));
    return json_put_text(object, "assurance_token", token);
}

enum err message_put_person(json_t *object, const struct pairs *who)
{
    const char *type = pairs_get(who, "applyer_page_type");
    TRY(message_put_column(object, "applyer_name", pairs_get(who, "applyer_name")));
    TRY(message_put_column(object, "applyer_page_type", *type ? type : MESSAGE_ID_CARD));
    TRY(message_put_column(object, "applyer_page_code", pairs_get(who, "applyer_page_code")));
    return message_put_token(object, pairs_get(who, "assurance_token"));
}

enum err message_begin_item(const struct message_sender *sender, const char *operation,
                            const char *task_code, const struct pairs *who, json_t **ret_object)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(code_check_task(task_code, CODE_EXCHANGE));
    TRY(message_begin(sender, operation, &object));
    TRY(json_put_text(object, "task_code", task_code));
    TRY(message_put_person(object, who));
    *ret_object = object;
    object = NULL;
    return ERR_NONE;
}

enum err message_write_shared(const struct message_sender *sender, const char *task_code,
                              const struct pairs *who, struct secret *ret_doc)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(message_begin_item(sender, "shared_data", task_code, who, &object));
    return message_end(object, ret_doc);
}

static enum err put_choice(json_t *form, const struct pair *choice)
{
    const char *value = secret_text(&choice->value);
    TRY(message_check_name(choice->name));
    if (json_object_get(form, choice->name))
        return ERR_FORMAT;
    if (!*value)
        return ERR_MISSING;
    if (text_count(value) > CHOICE_CHARACTERS)
        return ERR_TOO_LONG;
    return json_put_text(form, choice->name, value);
}

enum err message_write_proof(const struct message_sender *sender, const char *task_code,
                             const struct pairs *who, const struct pairs *form,
                             struct secret *ret_doc)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    AUTO(auto_json_decref) json_t *choices = json_object();
    TRY(message_begin_item(sender, "proof", task_code, who, &object));
    if (form->count == 0)
        return ERR_MISSING;
    for (size_t i = 0; i < form->count; i++)
        TRY(put_choice(choices, &form->pair[i]));
    if (json_object_set(object, "form", choices) != 0)
        return ERR_MEMORY;
    return message_end(object, ret_doc);
}

/* Six digits, as they came by SMS. */
static enum err put_reply(json_t *object, const struct pairs *reply)
{
    const char *code = pairs_get(reply, "code");
    if (reply->count == 0)
        return ERR_NONE;
    TRY(code_check_token(pairs_get(reply, "step_up_id")));
    if (strlen(code) != STEP_UP_DIGITS || strspn(code, "0123456789") != STEP_UP_DIGITS)
        return ERR_FORMAT;
    TRY(json_put_text(object, "step_up_id", pairs_get(reply, "step_up_id")));
    return json_put_text(object, "code", code);
}

enum err message_write_step_up(const struct message_sender *sender, const char *task_code,
                               const struct pairs *who, const struct pairs *reply,
                               struct secret *ret_doc)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(message_begin_item(sender, "step_up", task_code, who, &object));
    TRY(put_reply(object, reply));
    return message_end(object, ret_doc);
}

enum err message_write_list(const struct message_sender *sender, const struct pairs *who,
                            struct secret *ret_doc)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(message_begin(sender, "list", &object));
    TRY(message_put_person(object, who));
    return message_end(object, ret_doc);
}

enum err message_write_query(const struct message_sender *sender, const char *local_number,
                             const char *project_no, const struct pairs *who,
                             struct secret *ret_doc)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    if (!*local_number && !*project_no)
        return ERR_MISSING;
    TRY(message_begin(sender, "query", &object));
    if (*local_number) {
        TRY(code_check_local_number(local_number));
        TRY(json_put_text(object, "local_number", local_number));
    }
    if (*project_no) {
        TRY(code_check_project_no(project_no));
        TRY(json_put_text(object, "project_no", project_no));
    }
    if (who)
        TRY(message_put_person(object, who));
    return message_end(object, ret_doc);
}
