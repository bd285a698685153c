/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/submission.h"

#include <string.h>

#include "platform/base/text.h"
#include "platform/province/codes.h"
#include "platform/province/collected.h"
#include "platform/province/message_json.h"
#include "platform/province/order.h"
#include "platform/province/submission_inside.h"
#include "platform/province/together.h"

enum { VALUE_CHARACTERS_MAX = 1000, TASK_NAME_CHARACTERS = 200, VERSION_CHARACTERS = 32 };

/* GB/T 39046-2020 A.4 服务对象: 自然人. */
#define PERSON "1"

/* The bridge holds no longer ones, so their lengths need no second look. */
_Static_assert(sizeof((struct application *)0)->task_name <= TASK_NAME_CHARACTERS + 1 &&
                   sizeof((struct application *)0)->task_version <= VERSION_CHARACTERS + 1,
               "what fits the struct fits the message");

/* How each kind is called. */
static const struct shape {
    const char *operation, *id, *date;
} shapes[APPLICATION_KIND_COUNT] = {
    [APPLICATION_CASE] = {"submit", "application_id", "apply_date"},
    [APPLICATION_ORDER] = {"order", "order_id", "order_date"},
    [APPLICATION_CORRECTION] = {"correct", "correction_id", "correct_date"},
};

/* What the contract says itself. A form may repeat it, not contradict it. */
static const struct {
    const char *name, *value;
    bool of_cases; /* alone */
} fixed[] = {
    {"apply_type", "9", true}, /* GB/T 39046 A.5 办理形式: 其他 */
    {"proSource", "5", false}, /* 办件来源: 自助服务端 */
};

static const char *const own_names[] = {
    "apply_date", "application_id", "local_number",    "task_code",   "task_name", "task_version",
    "kiosk_code", "area_code",      "operation",       "consent",     "form",      "field_source",
    "project_no", "anonymous",      "assurance_token", "attachments", "materials", "order_id",
    "order_date", "correction_id",  "correct_date",    "parts",
};

static const char *const source_names[] = {
    [SOURCE_CARD] = "card",     [SOURCE_CODE] = "code",     [SOURCE_LICENCE] = "licence",
    [SOURCE_SHARED] = "shared", [SOURCE_ANSWER] = "answer",
};

static bool is_own_name(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(own_names); i++)
        if (strcmp(own_names[i], name) == 0)
            return true;
    return false;
}

/* ERR_NONE and *ret_done when the field is one of the contract's and agrees with it. */
static enum err pass_fixed(const struct application_field *field, bool *ret_done)
{
    for (size_t i = 0; i < ARRAY_LEN(fixed); i++) {
        if (strcmp(fixed[i].name, field->name) != 0)
            continue;
        *ret_done = true;
        return strcmp(fixed[i].value, secret_text(&field->value)) == 0 ? ERR_NONE : ERR_RANGE;
    }
    *ret_done = strcmp(field->name, "apply_date") == 0;
    return ERR_NONE;
}

static enum err check_name(const char *name)
{
    TRY(message_check_name(name));
    return is_own_name(name) ? ERR_RANGE : ERR_NONE;
}

static enum err put_form_field(json_t *form, const struct application_field *field)
{
    if (json_object_get(form, field->name))
        return ERR_FORMAT;
    const char *value = secret_text(&field->value);
    if (strlen(value) != field->value.len)
        return ERR_ENCODING;
    if (text_count(value) > VALUE_CHARACTERS_MAX)
        return ERR_TOO_LONG;
    AUTO(auto_json_decref) json_t *pair = json_object();
    if (!pair)
        return ERR_MEMORY;
    TRY(json_put_text(pair, "value", value));
    TRY(json_put_text(pair, "source", source_names[field->source]));
    return json_object_set(form, field->name, pair) == 0 ? ERR_NONE : ERR_MEMORY;
}

/* The row of the group that the field belongs to, made when it is the next one. It belongs to
 * `form`. */
static enum err open_row(json_t *form, const struct application_field *field, json_t **ret_row)
{
    json_t *rows = json_object_get(form, field->group);
    if (!rows && json_object_set_new(form, field->group, rows = json_array()) != 0)
        return ERR_MEMORY;
    if (json_typeof(rows) != JSON_ARRAY || field->row > json_array_size(rows))
        return ERR_FORMAT;
    if (field->row >= APPLICATION_ROWS_MAX)
        return ERR_TOO_LONG;
    if (field->row == json_array_size(rows) && json_array_append_new(rows, json_object()) != 0)
        return ERR_MEMORY;
    *ret_row = json_array_get(rows, field->row);
    return ERR_NONE;
}

/* What stands in a group is the item's own, whatever its name. */
static enum err put_group_field(struct draft *draft, const struct application_field *field)
{
    json_t *row = NULL;
    TRY(check_name(field->group));
    TRY(message_check_name(field->name));
    if (message_is_column(field->group))
        return ERR_RANGE;
    TRY(open_row(draft->form, field, &row));
    return put_form_field(row, field);
}

static enum err put_field(struct draft *draft, const struct application_field *field)
{
    bool done;
    if ((size_t)field->source >= ARRAY_LEN(source_names))
        return ERR_RANGE;
    if (*field->group)
        return put_group_field(draft, field);
    TRY(pass_fixed(field, &done));
    if (done)
        return ERR_NONE;
    TRY(check_name(field->name));
    if (json_object_get(draft->doc, field->name))
        return ERR_FORMAT;
    if (draft->kind == APPLICATION_ORDER && order_is_column(field->name))
        return order_put_column(draft->doc, field->name, secret_text(&field->value));
    if (!message_is_column(field->name))
        return put_form_field(draft->form, field);
    if (secret_is_empty(&field->value))
        return ERR_NONE; /* an optional column that was left empty; demanded ones are asked below */
    TRY(message_put_column(draft->doc, field->name, secret_text(&field->value)));
    return json_put_text(draft->sources, field->name, source_names[field->source]);
}

/* An empty object that belongs to `doc`; NULL without memory. */
static json_t *add_object(json_t *doc, const char *name)
{
    json_t *object = json_object();
    return json_object_set_new(doc, name, object) == 0 ? object : NULL;
}

enum err submission_put_fields(struct draft *draft, const struct application *application)
{
    draft->form = add_object(draft->doc, "form");
    draft->sources = add_object(draft->doc, "field_source");
    if (!draft->form || !draft->sources)
        return ERR_MEMORY;
    if (application->count > APPLICATION_FIELDS_MAX)
        return ERR_TOO_LONG;
    for (size_t i = 0; i < application->count; i++) {
        draft->field = application->field[i].name;
        TRY(put_field(draft, &application->field[i]));
    }
    return ERR_NONE;
}

static enum err put_default(struct draft *draft, const char *name, const char *value)
{
    draft->field = name;
    if (json_object_get(draft->doc, name))
        return ERR_NONE;
    return value ? message_put_column(draft->doc, name, value) : ERR_MISSING;
}

static enum err put_words(struct draft *draft, const char *name, const char *value)
{
    draft->field = name;
    if (!*value)
        return ERR_MISSING;
    return json_put_text(draft->doc, name, value);
}

enum err submission_put_consent(struct draft *draft, const struct application *application)
{
    char stamp[STAMP_TEXT];
    draft->field = "consent";
    if (!application->notice_version[0] || application->consent_ms <= 0)
        return ERR_MISSING;
    AUTO(auto_json_decref) json_t *consent = json_object();
    if (!consent)
        return ERR_MEMORY;
    code_time(application->consent_ms, stamp);
    TRY(json_put_text(consent, "notice_version", application->notice_version));
    TRY(json_put_text(consent, "consent_time", stamp));
    return json_object_set(draft->doc, "consent", consent) == 0 ? ERR_NONE : ERR_MEMORY;
}

enum err submission_put_item(struct draft *draft, const struct application *application,
                             const char *id_name)
{
    draft->field = "task_code";
    TRY(code_check_task(application->task_code, CODE_EXCHANGE));
    TRY(json_put_text(draft->doc, "task_code", application->task_code));
    TRY(put_words(draft, "task_name", application->task_name));
    TRY(put_words(draft, "task_version", application->task_version));
    draft->field = id_name;
    TRY(code_check_uuid(application->application_id));
    return json_put_text(draft->doc, id_name, application->application_id);
}

static enum err put_stamps(struct draft *draft, const struct message_sender *sender,
                           const char *local_number)
{
    char stamp[STAMP_TEXT];
    draft->field = "local_number";
    TRY(code_check_local_number(local_number));
    TRY(json_put_text(draft->doc, "local_number", local_number));
    code_time(sender->wall_ms, stamp);
    TRY(json_put_text(draft->doc, shapes[draft->kind].date, stamp));
    for (size_t i = 0; i < ARRAY_LEN(fixed); i++)
        if (!fixed[i].of_cases || draft->kind == APPLICATION_CASE)
            TRY(json_put_text(draft->doc, fixed[i].name, fixed[i].value));
    return ERR_NONE;
}

/* An organisation does not come itself: somebody acts for it. */
static enum err look_for_contact(struct draft *draft)
{
    static const char *const acting[] = {"contact_name", "contact_code", "contact_type"};
    const char *type = json_string_value(json_object_get(draft->doc, "applyer_type"));
    for (size_t i = 0; strcmp(type, PERSON) != 0 && i < ARRAY_LEN(acting); i++) {
        draft->field = acting[i];
        if (!json_object_get(draft->doc, acting[i]))
            return ERR_MISSING;
    }
    return ERR_NONE;
}

/* Anonymous is a promise: nothing that names a person may stand in the message. */
enum err submission_put_applyer(struct draft *draft, const struct application *application)
{
    static const char *const naming[] = {"applyer_name", "applyer_page_code", "applyer_page_type",
                                         "contact_name", "contact_code",      "contact_type"};
    TRY(put_default(draft, "applyer_type", PERSON));
    TRY(look_for_contact(draft));
    if (!application->anonymous) {
        TRY(put_default(draft, "applyer_name", NULL));
        TRY(put_default(draft, "applyer_page_code", NULL));
        TRY(put_default(draft, "applyer_page_type", MESSAGE_ID_CARD));
        draft->field = "assurance_token";
        return message_put_token(draft->doc, application->assurance_token);
    }
    draft->field = "assurance_token";
    if (*application->assurance_token)
        return ERR_RANGE;
    for (size_t i = 0; i < ARRAY_LEN(naming); i++) {
        draft->field = naming[i];
        if (json_object_get(draft->doc, naming[i]))
            return ERR_RANGE;
    }
    return json_put_text(draft->doc, "anonymous", "1");
}

static enum err put_attachment(json_t *all, const struct submission_attachment *one)
{
    char size[24];
    AUTO(auto_json_decref) json_t *object = json_object();
    TRY(message_check_name(one->name));
    snprintf(size, sizeof size, "%zu", one->size);
    TRY(json_put_text(object, "name", one->name));
    TRY(json_put_text(object, "media_type", one->media_type));
    TRY(json_put_text(object, "address", one->address));
    TRY(json_put_text(object, "sm3", one->sm3));
    TRY(json_put_text(object, "size", size));
    return json_array_append(all, object) == 0 ? ERR_NONE : ERR_MEMORY;
}

static enum err put_attachments(struct draft *draft, const struct submission *all)
{
    draft->field = "attachments";
    if (all->count == 0)
        return ERR_NONE;
    json_t *array = json_array();
    if (json_object_set_new(draft->doc, "attachments", array) != 0)
        return ERR_MEMORY;
    for (size_t i = 0; i < all->count; i++)
        TRY(put_attachment(array, &all->attachment[i]));
    return ERR_NONE;
}

static enum err check_order(struct draft *draft)
{
    if (draft->kind != APPLICATION_ORDER)
        return ERR_NONE;
    const char *lacks = order_lacks(draft->doc);
    draft->field = lacks;
    return lacks ? ERR_MISSING : ERR_NONE;
}

/* A correction names its case; nothing else does. */
static enum err put_case(struct draft *draft, const struct application *application)
{
    draft->field = "project_no";
    if (draft->kind != APPLICATION_CORRECTION)
        return *application->project_no ? ERR_RANGE : ERR_NONE;
    if (application->anonymous)
        return ERR_RANGE;
    TRY(code_check_project_no(application->project_no));
    return json_put_text(draft->doc, "project_no", application->project_no);
}

static enum err fill(struct draft *draft, const struct application *application,
                     const struct message_sender *sender, const char *local_number)
{
    draft->field = "kiosk_code";
    TRY(message_begin(sender, shapes[draft->kind].operation, &draft->doc));
    TRY(submission_put_item(draft, application, shapes[draft->kind].id));
    TRY(submission_put_consent(draft, application));
    TRY(put_stamps(draft, sender, local_number));
    TRY(submission_put_fields(draft, application));
    TRY(check_order(draft));
    TRY(put_case(draft, application));
    return submission_put_applyer(draft, application);
}

enum err submission_end(struct draft *draft, enum err before, struct secret *ret_doc, char *ret_why)
{
    enum err e = before;
    if (e == ERR_NONE) {
        draft->field = "form";
        e = message_end(draft->doc, ret_doc);
    }
    json_decref(draft->doc);
    if (e != ERR_NONE && ret_why)
        text_copy(ret_why, FIELD_NAME_TEXT, draft->field);
    return e;
}

enum err submission_write(const struct application *application,
                          const struct message_sender *sender, const char *local_number,
                          struct secret *ret_doc, char *ret_why)
{
    const struct submission submission = {.application = application};
    return submission_write_with(&submission, sender, local_number, ret_doc, ret_why);
}

enum err submission_write_with(const struct submission *submission,
                               const struct message_sender *sender, const char *local_number,
                               struct secret *ret_doc, char *ret_why)
{
    struct draft draft = {.kind = submission->application->kind, .field = ""};
    enum err e = fill(&draft, submission->application, sender, local_number);
    if (e == ERR_NONE)
        e = put_attachments(&draft, submission);
    if (e == ERR_NONE) {
        draft.field = "parts";
        e = together_put(draft.doc, submission->application);
    }
    if (e == ERR_NONE) {
        draft.field = "materials";
        e = collected_put(draft.doc, submission);
    }
    return submission_end(&draft, e, ret_doc, ret_why);
}
