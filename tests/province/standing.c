/* SPDX-License-Identifier: Apache-2.0 */
/* How a case stands: what an official changes. */
#include "tests/province/desk.h"
#include "tests/province/items.h"

static bool set_text(json_t *data, const char *name, const char *text)
{
    return !text || json_object_set_new(data, name, json_string(text)) == 0;
}

bool desk_set_standing(struct desk *desk, const char *local_number,
                       const struct desk_standing *standing)
{
    json_t *answer = store_answer_of_number(desk->store, NULL, local_number);
    json_t *data = json_object_get(answer, "data");
    bool ok = data && set_text(data, "state", standing->state) &&
              set_text(data, "message", standing->message) &&
              set_text(data, "promise_date", standing->promise_date) &&
              store_set_answer(desk->store, local_number, answer);
    json_decref(answer);
    return ok;
}

bool desk_decide(struct desk *desk, const char *local_number)
{
    char task_code[64];
    bool found = store_task_of_number(desk->store, local_number, task_code);
    const struct item_rule *rule = found ? items_find(task_code) : NULL;
    return rule && desk_set_standing(
                       desk, local_number,
                       &(struct desk_standing){
                           .state = store_is_order(desk->store, local_number) ? "answered" : "done",
                           .message = rule->decided});
}
