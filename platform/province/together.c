/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/together.h"

#include <string.h>

#include "platform/province/codes.h"
#include "platform/province/reply_json.h"

/* States of a department's own decision; those of an order are none. */
static const struct {
    const char *name;
    enum case_state state;
} states[] = {{"accepted", CASE_ACCEPTED},
              {"correction", CASE_CORRECTION},
              {"done", CASE_DONE},
              {"refused", CASE_REFUSED}};

static enum err check_code(const struct application *application, size_t which)
{
    const char *task_code = application->part[which].task_code;
    TRY(code_check_task(task_code, CODE_EXCHANGE));
    bool twice = strcmp(task_code, application->task_code) == 0;
    for (size_t i = 0; i < which; i++)
        twice = twice || strcmp(task_code, application->part[i].task_code) == 0;
    return twice ? ERR_FORMAT : ERR_NONE;
}

static enum err check_all(const struct application *application)
{
    if (application->parts > PARTS_MAX)
        return ERR_TOO_LONG;
    if (application->parts > 0 && application->kind != APPLICATION_CASE)
        return ERR_RANGE;
    for (size_t i = 0; i < application->parts; i++)
        TRY(check_code(application, i));
    for (size_t i = 0; i < application->materials; i++)
        if (application->material[i].parts >> application->parts)
            return ERR_RANGE;
    return ERR_NONE;
}

static enum err put_one(json_t *list, const struct application_part *part)
{
    AUTO(auto_json_decref) json_t *one = json_object();
    TRY(json_put_text(one, "task_code", part->task_code));
    if (*part->task_version)
        TRY(json_put_text(one, "task_version", part->task_version));
    return json_array_append(list, one) == 0 ? ERR_NONE : ERR_MEMORY;
}

enum err together_put(json_t *doc, const struct application *application)
{
    TRY(check_all(application));
    if (application->parts == 0)
        return ERR_NONE;
    json_t *list = json_array();
    if (json_object_set_new(doc, "parts", list) != 0)
        return ERR_MEMORY;
    for (size_t i = 0; i < application->parts; i++)
        TRY(put_one(list, &application->part[i]));
    return ERR_NONE;
}

enum err together_put_served(json_t *object, const struct application *application,
                             const struct application_material *material)
{
    if (material->parts == 0)
        return ERR_NONE;
    json_t *list = json_array();
    if (json_object_set_new(object, "parts", list) != 0)
        return ERR_MEMORY;
    for (size_t i = 0; i < application->parts; i++)
        if (material->parts >> i & 1 &&
            json_array_append_new(list, json_string(application->part[i].task_code)) != 0)
            return ERR_MEMORY;
    return ERR_NONE;
}

static enum err read_state(const json_t *data, enum case_state *ret_state)
{
    const char *said = json_string_value(json_object_get(data, "state"));
    for (size_t i = 0; said && i < ARRAY_LEN(states); i++)
        if (strcmp(states[i].name, said) == 0) {
            *ret_state = states[i].state;
            return ERR_NONE;
        }
    return ERR_FORMAT;
}

static enum err read_part(const json_t *data, struct case_part *part)
{
    TRY(read_state(data, &part->state));
    if (!reply_text(data, "task_code", part->task_code, sizeof part->task_code) ||
        code_check_task(part->task_code, CODE_EXCHANGE) != ERR_NONE ||
        !reply_text(data, "promise_date", part->promise_date, sizeof part->promise_date) ||
        !reply_is_date_or_empty(part->promise_date) ||
        !reply_text(data, "project_no", part->project_no, sizeof part->project_no) ||
        (*part->project_no && code_check_project_no(part->project_no) != ERR_NONE))
        return ERR_FORMAT;
    TRY(reply_words(data, "task_name", part->task_name, sizeof part->task_name));
    TRY(reply_words(data, "dept_name", part->dept_name, sizeof part->dept_name));
    TRY(reply_words(data, "message", part->message, sizeof part->message));
    return *part->task_name && *part->dept_name ? ERR_NONE : ERR_FORMAT;
}

static enum err read_list(const json_t *data, struct part_list *list)
{
    const json_t *parts = json_object_get(data, "parts");
    if (!parts)
        return ERR_NONE;
    if (json_typeof(parts) != JSON_ARRAY || json_array_size(parts) < 1 ||
        json_array_size(parts) > PARTS_MAX)
        return ERR_FORMAT;
    for (size_t i = 0; i < json_array_size(parts); i++) {
        TRY(read_part(json_array_get(parts, i), &list->part[list->count++]));
        for (size_t other = 0; other < i; other++)
            if (strcmp(list->part[other].task_code, list->part[i].task_code) == 0)
                return ERR_FORMAT;
    }
    return read_state(data, &list->state);
}

enum err together_check(const json_t *data)
{
    struct part_list list = {.count = 0};
    enum err e = read_list(data, &list);
    part_list_wipe(&list);
    return e;
}

enum err together_read(const char *body, size_t size, struct part_list *ret_list)
{
    struct part_list made = {.count = 0};
    AUTO(auto_json_decref) json_t *reply = NULL;
    TRY(reply_begin(body, size, &reply));
    const json_t *data = json_object_get(reply, "data");
    enum err e = json_is_object(data) ? read_list(data, &made) : ERR_FORMAT;
    if (e == ERR_NONE)
        *ret_list = made;
    part_list_wipe(&made);
    return e;
}
