/* SPDX-License-Identifier: Apache-2.0 */
/* The language belongs to the visit: it is changed at any step, loses nothing, and ends with it. */
#include "tests/unit/check.h"

#include "tests/unit/app/kiosk/desk_stage.h"

static const struct answer *answer_of(int field)
{
    return &desk.model.visit.form.answer[field];
}

static void answers_stay_when_the_language_changes(void **state)
{
    (void)state;
    to_review();
    press(UI_LANGUAGE, 0);
    assert_screen(review);
    const struct visit *visit = &desk.model.visit;
    assert_int_equal(LANGUAGE_ENGLISH, visit->needs.language);
    assert_ptr_equal(visit->item, visit->form.item);
    assert_string_equal("Care away from home", visit->item->title);
    assert_string_equal("110000", secret_text(&answer_of(3)->value));
    words_use(LANGUAGE_ENGLISH);
    struct form_row rows[FORM_LINES_MAX];
    size_t n = form_rows(&visit->form, rows);
    assert_int_equal(6, n);
    assert_string_equal("Beijing", rows[3].shown);
    assert_string_equal("From your ID card", rows[0].note);
    press(UI_LANGUAGE, 0);
    words_use(LANGUAGE_CHINESE);
    form_rows(&visit->form, rows);
    assert_string_equal("北京市", rows[3].shown);
    wipe(rows, sizeof rows);
}

static void a_half_made_choice_stays_too(void **state)
{
    (void)state;
    to_identify();
    card_comes();
    shared_comes();
    press(ACTION_CHOOSE, 1);
    press(UI_LANGUAGE, 0);
    assert_screen(question);
    assert_string_equal("310000", desk.model.page.value);
    press(ACTION_NEXT, 0);
    assert_string_equal("310000", secret_text(&answer_of(3)->value));
}

static void the_next_citizen_begins_in_chinese(void **state)
{
    (void)state;
    press(UI_LANGUAGE, 0);
    to_review();
    assert_int_equal(LANGUAGE_ENGLISH, desk.model.visit.needs.language);
    press(UI_EXIT, 0);
    press(ACTION_LEAVE, 0);
    assert_screen(home);
    assert_true(nothing_is_left());
    assert_int_equal(LANGUAGE_CHINESE, desk.model.visit.needs.language);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
    const struct CMUnitTest tests[] = {
        T(answers_stay_when_the_language_changes),
        T(a_half_made_choice_stays_too),
        T(the_next_citizen_begins_in_chinese),
    };
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    if (words_load() != ERR_NONE)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
