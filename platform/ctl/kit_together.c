/* SPDX-License-Identifier: Apache-2.0 */
/* §18: lists of parts that are none, of which none makes a case at a gateway that keeps the rules;
 * and how the parts of a case that was filed are said to stand. */
#include "platform/ctl/kit.h"

#include <string.h>

#include "platform/province/together.h"

#define NO_ITEM "{\"task_code\":\"NOSUCHITEM0000000000\"}"
#define SERVES                                                                                     \
    "[{\"name\":\"kit_material\",\"material_name\":\"conformance\",\"is_need\":\"1\","             \
    "\"is_collected\":\"1\",\"collect_way\":\"shared\",\"collect_count\":\"1\","                   \
    "\"collect_time\":\"20261123T160000\",\"parts\":[]}]"

void kit_check_parts(struct kit *kit, const json_t *message, const char *key)
{
    static const struct {
        struct kit_rule rule;
        const char *member, *value;
        int code;
    } all[] = {
        {{"parts-none", "§18", "a list of parts without any: 40003"}, "parts", "[]", 40003},
        {{"parts-twice", "§18", "the same part twice: 40003"},
         "parts",
         "[" NO_ITEM "," NO_ITEM "]",
         40003},
        {{"parts-unknown", "§18", "a part that the item does not have: 42202"},
         "parts",
         "[" NO_ITEM "]",
         42202},
        {{"parts-served", "§18", "a material that serves none of the parts: 40003"},
         "materials",
         SERVES,
         40003},
    };
    struct kit_ask ask = {.operation = "/cases", .key = key};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        AUTO(auto_json_decref) json_t *changed = json_deep_copy(message);
        if (json_object_set_new(changed, all[i].member, json_loads(all[i].value, 0, NULL)) != 0)
            return;
        AUTO(auto_free) char *body = kit_seal_message(kit, changed, &ask.size);
        ask.body = body;
        if (body)
            kit_expect(kit, &all[i].rule, &ask, all[i].code);
    }
}

/* All that were filed, in that order. NULL when they are told. */
static const char *differs(const json_t *filed, const struct part_list *told)
{
    if (told->count != json_array_size(filed))
        return told->count == 0 ? "it says nothing of its parts"
                                : "it tells of more or fewer parts";
    for (size_t i = 0; i < told->count; i++) {
        const char *code =
            json_string_value(json_object_get(json_array_get(filed, i), "task_code"));
        if (!code || strcmp(code, told->part[i].task_code) != 0)
            return "it tells of other parts, or in another order";
    }
    return NULL;
}

/* The rule of §18. */
static enum case_state whole_of(const struct part_list *told)
{
    if (part_list_count(told, CASE_CORRECTION) > 0)
        return CASE_CORRECTION;
    if (part_list_count(told, CASE_ACCEPTED) > 0)
        return CASE_ACCEPTED;
    return part_list_count(told, CASE_DONE) > 0 ? CASE_DONE : CASE_REFUSED;
}

static const char *last_day(const struct part_list *told)
{
    const char *last = "";
    for (size_t i = 0; i < told->count; i++)
        if (strcmp(told->part[i].promise_date, last) > 0)
            last = told->part[i].promise_date;
    return last;
}

void kit_look_at_parts(struct kit *kit, const json_t *filed, const struct kit_answer *answer)
{
    static const struct kit_rule same = {"parts-answer", "§18",
                                         "a case of several items tells of all of them, in order"},
                                 state = {"parts-whole", "§18",
                                          "the state of the whole follows from its parts"},
                                 last = {"parts-last", "§18",
                                         "the whole is promised for the last day of its parts"};
    const json_t *parts = json_object_get(filed, "parts");
    struct part_list told;
    struct case_status status;
    if (!parts || !answer->body || together_read(answer->body, answer->size, &told) != ERR_NONE ||
        reply_read_case(answer->body, answer->size, &status) != ERR_NONE)
        return;
    const char *why = differs(parts, &told);
    kit_tell(kit, &same, why);
    if (why)
        return;
    kit_tell(kit, &state, told.state == whole_of(&told) ? NULL : "it is said to stand otherwise");
    kit_tell(kit, &last,
             strcmp(status.promise_date, last_day(&told)) == 0 ? NULL : "it is another day");
}
