/* SPDX-License-Identifier: Apache-2.0 */
/* On to a phone, at the desk: from each page that offers it, back to where one was, and to the end
 * without a case. */
#include "tests/unit/check.h"

#include "tests/unit/app/kiosk/desk_stage.h"

static void handed(enum err e)
{
    struct bus_event *said = event(BUS_HANDED, "hand_over");
    said->err = e;
    if (e == ERR_NONE)
        said->handover = (struct handover){"https://phone.example/go/1", "ABCD2345",
                                           "打开「接着办」", clock_wall_ms() + 1000};
    come(said);
}

static void to_question(void)
{
    to_identify();
    card_comes();
    shared_comes();
    assert_screen(question);
}

static void it_ends_without_a_case(void **state)
{
    (void)state;
    to_review();
    press(ACTION_HANDOVER, 0);
    assert_screen(handover);
    assert_int_equal(0, fake_times("hand_over"));
    press(ACTION_NEXT, 0);
    assert_int_equal(1, fake_times("hand_over"));
    assert_int_equal(0, fake_last("hand_over")->lines); /* nothing is missing */
    press(ACTION_NEXT, 0);
    assert_int_equal(1, fake_times("hand_over"));
    handed(ERR_NONE);
    assert_screen(handed);
    assert_true(fake_last("print")->lines > 10);
    printed(PRINT_DONE, ERR_NONE);
    assert_int_equal(VISIT_PAPER_DONE, desk.model.visit.paper);
    assert_int_equal(0, fake_times("submit"));
    press(UI_EXIT, 0); /* nothing is lost: nobody is asked */
    assert_screen(home);
    assert_true(nothing_is_left());
}

static void back_leads_to_where_one_was(void **state)
{
    (void)state;
    to_question();
    press(ACTION_CHOOSE, 1);
    struct page_draft was = desk.model.page;
    assert_true(*was.value);
    press(ACTION_HANDOVER, 0);
    assert_screen(handover);
    press(ACTION_BACK, 0);
    assert_screen(question);
    assert_memory_equal(&was, &desk.model.page, sizeof was);
    press(ACTION_NEXT, 0);
    press(ACTION_CHOOSE, 1);
    press(ACTION_NEXT, 0);
    assert_screen(review);
    press(ACTION_EDIT, (int)(item_field_find(desk.model.visit.item, "treatment_area") -
                             desk.model.visit.item->field));
    assert_screen(question);
    press(ACTION_HANDOVER, 0);
    press(ACTION_BACK, 0);
    assert_screen(question);
    press(ACTION_BACK, 0); /* still an answer that is changed from the review */
    assert_screen(review);
}

static void a_failure_is_said_and_not_tried_again_unasked(void **state)
{
    (void)state;
    to_review();
    press(ACTION_HANDOVER, 0);
    press(ACTION_NEXT, 0);
    handed(ERR_UNREACHABLE);
    assert_screen(handover);
    assert_err(ERR_UNREACHABLE, desk.model.page.refused);
    step_s(5);
    assert_screen(handover);
    assert_int_equal(1, fake_times("hand_over"));
    char id[120];
    strcpy(id, fake_last("hand_over")->text);
    press(ACTION_NEXT, 0);
    assert_int_equal(2, fake_times("hand_over"));
    assert_string_equal(id, fake_last("hand_over")->text); /* the same one */
    handed(ERR_REFUSED);
    press(ACTION_BACK, 0);
    assert_screen(review);
    press(ACTION_NEXT, 0);
    submitted(CASE_DONE);
    assert_screen(done);
    assert_string_equal(id, fake_last("submit")->text); /* and never a second case */
}

static void who_leaves_is_forgotten(void **state)
{
    (void)state;
    to_question();
    press(ACTION_CHOOSE, 1);
    press(ACTION_HANDOVER, 0);
    press(UI_EXIT, 0);
    assert_int_equal(OVERLAY_EXIT, desk.model.overlay);
    press(ACTION_LEAVE, 0);
    assert_screen(home);
    assert_true(nothing_is_left());
    assert_true(all_zero(&desk.model.left_page, sizeof desk.model.left_page));
}

int main(void)
{
    stepped_begin();
#define T(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
    const struct CMUnitTest tests[] = {
        T(it_ends_without_a_case),
        T(back_leads_to_where_one_was),
        T(a_failure_is_said_and_not_tried_again_unasked),
        T(who_leaves_is_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
