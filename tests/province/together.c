/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/together.h"

#include <string.h>

#include "tests/province/desk_inside.h"
#include "tests/province/items.h"

enum { NUMBER_SIZE = 64, MESSAGE_SIZE = 400, STATE_SIZE = 16, DAY_SIZE = 9, COUNT_SIZE = 24 };

static const struct item_part {
    const char *whole, *task_code, *task_name, *dept_name;
    int days;
    bool always;
} parts[] = {
    {"11140802MB0000008N4440109001000", "11140802MB0000008N4440109001001", "出生登记",
     "盐湖公安分局", 5, true},
    {"11140802MB0000008N4440109001000", "11140802MB0000008N4440109001002", "预防接种证办理",
     "盐湖区疾控中心", 3, true},
    {"11140802MB0000008N4440109001000", "11140802MB0000008N4440109001003", "城乡居民参保登记",
     "盐湖区医保局", 5, false},
    {"11140802MB0000008N4440109001000", "11140802MB0000008N4440109001004", "社会保障卡申领",
     "盐湖区人社局", 15, false},
    {"11140802MB0000008N4440109001000", "11140802MB0000008N4440109001005", "生育医疗费用报销",
     "盐湖区医保局", 15, false},
};

static const char *member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

static void put(json_t *object, const char *name, const char *text)
{
    json_object_set_new(object, name, json_string(text));
}

static const struct item_part *part_of(const char *whole, const char *task_code)
{
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        if (strcmp(parts[i].whole, whole) == 0 && strcmp(parts[i].task_code, task_code) == 0)
            return &parts[i];
    return NULL;
}

static json_t *find(const json_t *list, const char *task_code)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (strcmp(member(json_array_get(list, i), "task_code"), task_code) == 0)
            return json_array_get(list, i);
    return NULL;
}

/* Whom a paper serves is asked for here. */
static bool serves_what_is_there(const json_t *doc)
{
    const json_t *all = json_object_get(doc, "materials"), *asked = json_object_get(doc, "parts");
    for (size_t m = 0; m < json_array_size(all); m++) {
        const json_t *served = json_object_get(json_array_get(all, m), "parts");
        for (size_t i = 0; i < json_array_size(served); i++) {
            const char *task_code = json_string_value(json_array_get(served, i));
            if (!task_code || !find(asked, task_code))
                return false;
        }
    }
    return true;
}

struct answer together_look(const struct desk *desk, const json_t *doc)
{
    const char *whole = member(doc, "task_code");
    const json_t *asked = json_object_get(doc, "parts");
    if (desk->lapses.on[LAPSE_PARTS])
        return (struct answer){0};
    for (size_t i = 0; i < json_array_size(asked); i++)
        if (!part_of(whole, member(json_array_get(asked, i), "task_code")))
            return answer_error(42202, "这件事里没有这一项，请重新办理。", "parts");
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        if (parts[i].always && strcmp(parts[i].whole, whole) == 0 &&
            !find(asked, parts[i].task_code))
            return answer_error(42202, "少了一定要办的一项，请重新办理。", "parts");
    return serves_what_is_there(doc)
               ? (struct answer){0}
               : answer_error(42202, "材料不是给这几项的，请重新办理。", "materials");
}

void together_begin(const struct desk *desk, json_t *data, const json_t *doc)
{
    const json_t *asked = json_object_get(doc, "parts");
    json_t *list = json_array();
    for (size_t i = 0; i < json_array_size(asked); i++) {
        char day[DAY_SIZE], number[NUMBER_SIZE];
        const char *task_code = member(json_array_get(asked, i), "task_code");
        const struct item_part *part = part_of(member(doc, "task_code"), task_code);
        items_day(part ? part->days : 1, day);
        snprintf(number, sizeof number, "%s-%zu", member(data, "project_no"), i + 1);
        json_array_append_new(list,
                              json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "task_code", task_code,
                                        "task_name", part ? part->task_name : task_code,
                                        "dept_name", part ? part->dept_name : "?", "state",
                                        "accepted", "promise_date", day, "project_no", number));
    }
    if (json_array_size(list) > 0)
        json_object_set(data, "parts", list);
    json_decref(list);
    together_stand(desk, data);
}

static size_t count_so(const json_t *list, const char *state)
{
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(list); i++)
        count += strcmp(member(json_array_get(list, i), "state"), state) == 0;
    return count;
}

static const char *state_of(const struct desk *desk, const json_t *list)
{
    if (desk->lapses.on[LAPSE_WHOLE])
        return "done";
    if (count_so(list, "correction") > 0)
        return "correction";
    if (count_so(list, "accepted") > 0)
        return "accepted";
    return count_so(list, "done") > 0 ? "done" : "refused";
}

/* What the citizen is told of the whole. */
static void say(json_t *data, const json_t *list)
{
    char text[MESSAGE_SIZE];
    size_t all = json_array_size(list), done = count_so(list, "done"),
           refused = count_so(list, "refused");
    if (done == all)
        snprintf(text, sizeof text, "%zu 项都办好了。", all);
    else if (done + refused == all)
        snprintf(text, sizeof text, "办完了：%zu 项办好了，%zu 项没有办成，请看每一项。", done,
                 refused);
    else if (count_so(list, "correction") > 0)
        snprintf(text, sizeof text, "有一项还差一点，请您补正。");
    else
        snprintf(text, sizeof text, "各部门正在办，办好一项通知您一项。");
    put(data, "message", text);
}

void together_stand(const struct desk *desk, json_t *data)
{
    const json_t *list = json_object_get(data, "parts");
    const char *last = "";
    if (json_array_size(list) == 0)
        return;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *day = member(json_array_get(list, i), "promise_date");
        last = strcmp(day, last) > 0 ? day : last;
    }
    put(data, "promise_date", last);
    put(data, "state", state_of(desk, list));
    say(data, list);
}

bool together_act(struct desk *desk, const char *local_number, const char *task_code,
                  const char *state, const char *message)
{
    json_t *answer = store_answer_of_number(desk->store, NULL, local_number);
    json_t *data = json_object_get(answer, "data");
    json_t *part = find(json_object_get(data, "parts"), task_code);
    if (part) {
        put(part, "state", state);
        put(part, "message", message);
        together_stand(desk, data);
    }
    bool ok = part && store_set_answer(desk->store, local_number, answer);
    json_decref(answer);
    return ok;
}

bool together_act_line(struct desk *desk, const char *line)
{
    char number[NUMBER_SIZE], task_code[NUMBER_SIZE], state[STATE_SIZE], message[MESSAGE_SIZE];
    if (sscanf(line, "%63s %63s %15s %399[^\n]", number, task_code, state, message) != 4)
        return false;
    return together_act(desk, number, task_code, state, message);
}

void together_return(json_t *data, const char *task_code, json_t *lack)
{
    json_t *part = find(json_object_get(data, "parts"), task_code);
    if (!part)
        return;
    put(lack, "part", task_code);
    put(part, "state", "correction");
    put(part, "message", member(lack, "reason"));
}

void together_resume(json_t *data)
{
    json_t *list = json_object_get(data, "parts");
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *part = json_array_get(list, i);
        if (strcmp(member(part, "state"), "correction") != 0)
            continue;
        put(part, "state", "accepted");
        put(part, "message", "补正已收到，接着办。");
    }
}

void together_count(json_t *row, const json_t *data)
{
    char text[COUNT_SIZE];
    const json_t *list = json_object_get(data, "parts");
    if (json_array_size(list) == 0)
        return;
    snprintf(text, sizeof text, "%zu", json_array_size(list));
    put(row, "parts_count", text);
    snprintf(text, sizeof text, "%zu", count_so(list, "done"));
    put(row, "parts_done", text);
}
