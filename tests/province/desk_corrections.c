/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/desk_corrections.h"

#include <string.h>

#include "platform/base/clock.h"
#include "tests/province/desk_attachments.h"
#include "tests/province/desk_citizen.h"
#include "tests/province/desk_inside.h"
#include "tests/province/desk_materials.h"
#include "tests/province/items.h"
#include "tests/province/schema_parts.h"
#include "tests/province/together.h"

enum { LACKS_MAX = 20, PROMISE_DAYS = 5, DAY_TEXT = 9, DAY = DAY_TEXT - 1 };

static const char *member(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(doc, name));
    return text ? text : "";
}

/* 补正受理: the clock begins anew. */
static struct answer take(struct desk *desk, const struct judge_request *r, const json_t *doc,
                          json_t *standing)
{
    char day[DAY_TEXT];
    const char *project_no = member(doc, "project_no");
    json_t *data = json_object_get(standing, "data");
    items_day(PROMISE_DAYS, day);
    json_object_del(data, "corrections");
    json_object_del(data, "task_code");
    json_object_set_new(data, "state", json_string("accepted"));
    json_object_set_new(data, "message", json_string("补正已受理，办好后短信告知。"));
    json_object_set_new(data, "promise_date", json_string(day));
    together_resume(data);
    together_stand(desk, data);
    json_t *told = json_deep_copy(data);
    json_object_set(told, "local_number", json_object_get(doc, "local_number"));
    struct answer answer = answer_good(201, "补正已受理", told);
    const struct store_case one = {.key = r->key,
                                   .digest = r->digest,
                                   .kiosk = r->code,
                                   .doc = doc,
                                   .project_no = project_no,
                                   .answer = answer.body,
                                   .standing = standing};
    if (store_add_correction(desk->store, &one))
        return answer;
    answer_done(&answer);
    return desk_failed();
}

/* Handed in behind a day by which something had to come; when it arrives does not matter. */
static bool is_late(const json_t *data, const json_t *doc)
{
    const json_t *lacks = json_object_get(data, "corrections");
    for (size_t i = 0; i < json_array_size(lacks); i++)
        if (strncmp(member(doc, "correct_date"), member(json_array_get(lacks, i), "until"), DAY) >
            0)
            return true;
    return false;
}

static struct answer look_at_case(const struct desk *desk, const json_t *standing,
                                  const json_t *doc)
{
    const json_t *data = json_object_get(standing, "data");
    bool lax = desk->lapses.on[LAPSE_CORRECTION];
    if (!standing && lax)
        return answer_good(201, "", NULL);
    if (!standing)
        return answer_error(40401, "没有查到这个办件。", "project_no");
    if (strcmp(member(data, "state"), "correction") != 0 && !lax)
        return answer_error(42202, "这件事现在不需要补正，请查一查进度。", "project_no");
    if (is_late(data, doc) && !desk->lapses.on[LAPSE_LATE])
        return answer_error(42202, "补正的日子已经过了，请到窗口或打电话问。", "correct_date");
    return (struct answer){0};
}

static struct answer look_at_papers(struct desk *desk, const char *kiosk, const json_t *doc)
{
    struct answer lacks = desk_look_at_materials(desk, doc);
    return lacks.status ? lacks : desk_look_at_attachments(desk, kiosk, doc);
}

struct answer desk_correct(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    const struct item_rule *rule = items_find(member(doc, "task_code"));
    struct answer may_not = desk_look_at_sender(desk, doc, rule ? rule->level : 1);
    if (may_not.status)
        return may_not;
    bool forgets = desk->lapses.on[LAPSE_APPLICATION] || desk->lapses.on[LAPSE_REPEAT];
    json_t *known =
        forgets ? NULL : store_answer_of_correction(desk->store, member(doc, "correction_id"));
    if (known)
        return (struct answer){.status = 200, .body = known};
    const struct store_asked asked = {.kiosk = r->code,
                                      .local_number = "",
                                      .project_no = member(doc, "project_no"),
                                      .page_code = member(doc, "applyer_page_code")};
    json_t *standing = store_find(desk->store, &asked);
    struct answer answer = look_at_case(desk, standing, doc);
    if (!answer.status)
        answer = look_at_papers(desk, r->code, doc);
    if (!answer.status)
        answer = take(desk, r, doc, standing);
    json_decref(standing);
    return answer;
}

static json_t *describe(const struct desk_lack *lack)
{
    json_t *one = json_pack("{s:s,s:s}", "reason", lack->reason, "until", lack->until);
    json_object_set_new(one, *lack->field ? "field_label" : "material_name",
                        json_string(lack->name));
    if (*lack->field)
        json_object_set_new(one, "field", json_string(lack->field));
    if (*lack->material)
        json_object_set_new(one, "material", json_string(lack->material));
    return one;
}

bool desk_return(struct desk *desk, const char *local_number, const struct desk_lack *lack)
{
    char task_code[64] = "";
    json_t *standing = store_answer_of_number(desk->store, NULL, local_number);
    json_t *data = json_object_get(standing, "data"), *all = json_object_get(data, "corrections");
    bool ok = data && store_task_of_number(desk->store, local_number, task_code) &&
              json_array_size(all) < LACKS_MAX;
    if (ok && !all)
        json_object_set_new(data, "corrections", all = json_array());
    ok = ok && json_array_append_new(all, describe(lack)) == 0 &&
         json_object_set_new(data, "task_code", json_string(task_code)) == 0 &&
         json_object_set_new(data, "state", json_string("correction")) == 0 &&
         json_object_set_new(data, "message", json_string("还差一点，请您补正。")) == 0;
    if (ok && lack->part)
        together_return(data, lack->part, json_array_get(all, json_array_size(all) - 1));
    ok = ok && store_set_answer(desk->store, local_number, standing);
    json_decref(standing);
    return ok;
}

bool desk_return_line(struct desk *desk, const char *line)
{
    char number[64], field[48], name[128], until[9], reason[400];
    if (sscanf(line, "%63s %47s %127s %8s %399[^\n]", number, field, name, until, reason) != 5)
        return false;
    bool is_material = *field == '-';
    return desk_return(desk, number,
                       &(struct desk_lack){.field = is_material ? "" : field,
                                           .material = is_material ? field + 1 : "",
                                           .name = name,
                                           .reason = reason,
                                           .until = until});
}

const struct rule schema_correct[SCHEMA_CORRECT] = {
    {"correction_id", true, UUID, 0, 0},
    {"local_number", true, LOCAL, 0, 0},
    {"project_no", true, "^[A-Za-z0-9-]{1,50}$", 0, 0},
    {"task_code", true, TASK, 0, 0},
    {"task_name", true, NULL, 1, 200},
    {"task_version", true, NULL, 1, 32},
    {"applyer_type", true, "^[1-6]$", 0, 0},
    {"contact_mobile", false, "^[0-9+-]{1,18}$", 0, 0},
    {"correct_date", true, TIME, 0, 0},
    {"proSource", true, "^5$", 0, 0},
};
