/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/together.h"

#include <string.h>

#include "app/item/when.h"
#include "platform/base/text.h"

enum { TASK_CODE_MAX = 36, VERSION_MAX = 20, PART_NAME_MAX = 16, DEPT_NAME_MAX = 16 };

static void read_term(struct read *r, struct item_part *part, const struct item_term *whole,
                      const json_t *from)
{
    static const char *const units[] = {"workday", "day", NULL};
    if (!json_object_get(from, "promise_day")) {
        if (json_object_get(from, "promise_type"))
            read_fail(r, "promise_type", ERR_MISSING, "goes with promise_day");
        return;
    }
    part->promise.days = read_number(r, from, "promise_day", 1, ITEM_PROMISE_MAX);
    part->promise.workdays = read_word(r, from, "promise_type", units, 0) == 0;
    if (!item_term_within(&part->promise, whole))
        read_fail(r, "promise_day", ERR_RANGE, "limit: longer than the whole promises");
}

static bool is_known(const struct item *item, const char *task_code)
{
    bool known = strcmp(item->task_code, task_code) == 0;
    for (size_t i = 0; i < item->part_count; i++)
        known = known || strcmp(item->part[i].task_code, task_code) == 0;
    return known;
}

static void read_one(struct read *r, struct item *item, const json_t *from)
{
    struct item_part part = {0};
    if (!json_is_object(from)) {
        read_fail(r, "", ERR_FORMAT, "must be an object");
        from = NULL;
    }
    read_only(r, from,
              "task_code task_name~ task_version dept_name~ promise_day promise_type when");
    part.task_code = read_text(r, from, "task_code", NEED, TASK_CODE_MAX);
    part.task_name = read_said(r, from, "task_name", NEED, PART_NAME_MAX);
    part.task_version = read_text(r, from, "task_version", MAY, VERSION_MAX);
    part.dept_name = read_said(r, from, "dept_name", NEED, DEPT_NAME_MAX);
    read_term(r, &part, &item->promise, from);
    when_read(r, &part.when, from);
    if (*part.task_code && is_known(item, part.task_code))
        read_fail(r, "task_code", ERR_FORMAT, "given twice");
    if (r->err == ERR_NONE)
        when_check_material(r, item, &part.when);
    item->part[item->part_count++] = part;
}

/* However a citizen answers, something is filed. */
static bool has_one_for_all(const struct item *item)
{
    for (size_t i = 0; i < item->part_count; i++)
        if (!item_when_is_any(&item->part[i].when))
            return true;
    return false;
}

void together_read(struct read *r, struct item *item, const json_t *root)
{
    const json_t *list = read_array(r, root, "parts", MAY, ITEM_PARTS_MAX);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        size_t mark = read_enter(r, "parts", (int)i);
        read_one(r, item, json_array_get(list, i));
        read_leave(r, mark);
    }
    if (!list)
        return;
    if (json_array_size(list) < ITEM_PARTS_MIN)
        read_fail(r, "parts", ERR_MISSING, "2 to 12 items make one case");
    if (item->kind != ITEM_KIND_APPLICATION)
        read_fail(r, "parts", ERR_RANGE, "only an application is made of items");
    if (item->proof.line_count > 0)
        read_fail(r, "parts", ERR_RANGE, "what is given out at once is one item");
    if (r->err == ERR_NONE && !has_one_for_all(item))
        read_fail(r, "parts", ERR_RANGE, "one of them is asked for whatever is answered: no when");
}

static uint32_t bit_of(const struct item *item, const char *task_code)
{
    for (size_t i = 0; i < item->part_count; i++)
        if (strcmp(item->part[i].task_code, task_code) == 0)
            return UINT32_C(1) << i;
    return 0;
}

void together_read_served(struct read *r, const struct item *item, struct item_material *material,
                          const json_t *from)
{
    const json_t *list = read_array(r, from, "parts", MAY, ITEM_PARTS_MAX);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        const char *task_code = json_string_value(json_array_get(list, i));
        uint32_t bit = task_code ? bit_of(item, task_code) : 0;
        if (!task_code || !*task_code || text_count(task_code) > TASK_CODE_MAX)
            read_fail(r, "parts", ERR_FORMAT, "must be a list of task_codes");
        else if (!bit)
            read_fail(r, "parts", ERR_RANGE, "names no part of this item");
        else if (material->parts & bit)
            read_fail(r, "parts", ERR_FORMAT, "given twice");
        material->parts |= bit;
    }
    if (list && json_array_size(list) == 0)
        read_fail(r, "parts", ERR_MISSING, "it serves some part, or do not say it: all of them");
}
