/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/correction.h"

#include "platform/province/codes.h"
#include "platform/province/message_json.h"
#include "platform/province/reply_json.h"

/* A paper as people call it, and which of the item's it is, when that is said. */
static enum err read_material(const json_t *data, struct correction *ret_row)
{
    if (!reply_text(data, "material", ret_row->material, sizeof ret_row->material))
        return ERR_FORMAT;
    if (*ret_row->material)
        TRY(message_check_name(ret_row->material));
    return reply_words(data, "material_name", ret_row->name, sizeof ret_row->name);
}

/* A field of the form with its label, or a material; never both. */
static enum err read_what(const json_t *data, struct correction *ret_row)
{
    bool material = json_object_get(data, "material_name");
    if (material == (json_object_get(data, "field") != NULL))
        return ERR_FORMAT;
    if (material)
        return read_material(data, ret_row);
    if (!reply_text(data, "field", ret_row->field, sizeof ret_row->field))
        return ERR_FORMAT;
    TRY(message_check_name(ret_row->field));
    return reply_words(data, "field_label", ret_row->name, sizeof ret_row->name);
}

static enum err read_row(const json_t *data, struct correction *ret_row)
{
    TRY(read_what(data, ret_row));
    TRY(reply_words(data, "reason", ret_row->reason, sizeof ret_row->reason));
    if (!reply_text(data, "until", ret_row->until, sizeof ret_row->until) || !ret_row->until[0] ||
        !reply_is_date_or_empty(ret_row->until))
        return ERR_FORMAT;
    return ret_row->name[0] && ret_row->reason[0] ? ERR_NONE : ERR_FORMAT;
}

static enum err read_list(const json_t *data, struct correction_list *list)
{
    const json_t *rows = json_object_get(data, "corrections");
    if (!reply_text(data, "project_no", list->project_no, sizeof list->project_no) ||
        code_check_project_no(list->project_no) != ERR_NONE ||
        !reply_text(data, "task_code", list->task_code, sizeof list->task_code))
        return ERR_FORMAT;
    if (!rows)
        return ERR_NONE;
    if (json_typeof(rows) != JSON_ARRAY || json_array_size(rows) > CORRECTIONS_MAX ||
        code_check_task(list->task_code, CODE_EXCHANGE) != ERR_NONE)
        return ERR_FORMAT;
    for (size_t i = 0; i < json_array_size(rows); i++)
        TRY(read_row(json_array_get(rows, i), &list->row[list->count++]));
    return ERR_NONE;
}

enum err correction_read(const char *body, size_t size, struct correction_list *ret_list)
{
    struct correction_list made = {.count = 0};
    AUTO(auto_json_decref) json_t *reply = NULL;
    TRY(reply_begin(body, size, &reply));
    enum err e = read_list(json_object_get(reply, "data"), &made);
    if (e == ERR_NONE)
        *ret_list = made;
    correction_list_wipe(&made);
    return e;
}
