/* SPDX-License-Identifier: Apache-2.0 */
/* What the pages make of what an item can ask. */
#include "tests/unit/check.h"

#include "tests/unit/app/screen/items_stage.h"

static void only_what_came_shared_spares_a_paper(void **state)
{
    (void)state;
    struct item *item = shipped_item();
    AUTO(pairs_wipe) struct pairs shared = shared_data();
    struct answer *area = &model.visit.form.answer[2], *mobile = &model.visit.form.answer[5];
    item->field[5].waives = item->in[LANGUAGE_ENGLISH]->field[5].waives = "户籍信息";
    assert_ok(visit_choose(&model.visit, item));
    assert_ok(form_fill_shared(&model.visit.form, &shared));
    look(SCREEN_REVIEW);
    assert_says("免交 2 份材料");
    assert_says("参保信息、户籍信息已由部门共享");
    mobile->source = SOURCE_ANSWER;
    look(SCREEN_REVIEW);
    assert_says("免交 1 份材料");
    assert_says("参保信息已由部门共享");
    area->state = ANSWER_BY_DEPARTMENT;
    look(SCREEN_REVIEW);
    assert_silent("免交 1 份材料");
    assert_silent("免交 0 份材料");
    model_wipe_visit(&model);
    item_free(item);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(only_what_came_shared_spares_a_paper),
    };
    enum err e = stage_init(&stage);
    if (e == ERR_NONE)
        e = words_load();
    if (e != ERR_NONE) {
        fprintf(stderr, "no stage: %s\n", err_text(e));
        return 1;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    words_done();
    stage_done(&stage);
    return failed;
}
