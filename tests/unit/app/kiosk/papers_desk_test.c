/* SPDX-License-Identifier: Apache-2.0 */
/* A visit with papers: before the questions, after them, back, and on to the end. */
#include "tests/unit/check.h"

#include "tests/unit/app/kiosk/desk_stage.h"

static void choose(const char *title)
{
    const struct shelf *shelf = &desk.model.shelf;
    const struct item *item = NULL;
    for (size_t i = 0; i < shelf->count; i++)
        if (strcmp(shelf->entry[i].face.in[LANGUAGE_CHINESE].title, title) == 0)
            assert_ok(shelf_open(&desk.model.shelf, i, &item));
    assert_non_null(item);
    desk.model.visit.open = true;
    assert_ok(visit_choose(&desk.model.visit, item));
    desk.model.screen = SCREEN_GUIDE;
    press(ACTION_NEXT, 0);
    press(ACTION_NEXT, 0);
    assert_screen(identify);
    card_comes();
}

static void shared_comes_with(const char *name)
{
    struct bus_event *e = event(BUS_SHARED, "shared");
    e->pairs = shared_data();
    add_pair(&e->pairs, name, "1");
    come(e);
}

static void settle_later(void)
{
    assert_screen(papers);
    press(ACTION_NEXT, 0);
    assert_screen(paper);
    press(ACTION_CHOOSE, PAPER_LATER);
    press(ACTION_NEXT, 0);
    assert_screen(later);
    press(ACTION_NEXT, 0);
    assert_screen(papers);
}

static void a_paper_that_an_answer_asks_for_comes_before_the_review(void **state)
{
    (void)state;
    choose("居住证");
    shared_comes_with("id_photo");
    assert_screen(question); /* nothing is open yet */
    press(ACTION_CHOOSE, 0);
    press(ACTION_NEXT, 0);
    assert_screen(papers);
    press(ACTION_BACK, 0);
    assert_screen(question);
    press(ACTION_NEXT, 0);
    settle_later();
    press(ACTION_NEXT, 0);
    assert_screen(review);
    press(ACTION_PAPER, 1); /* 修改 */
    assert_screen(papers);
    press(ACTION_PAPER, 1);
    assert_screen(paper);
    press(ACTION_BACK, 0);
    press(ACTION_NEXT, 0);
    assert_screen(review);
    press(ACTION_NEXT, 0);
    assert_screen(sending);
    submitted(CASE_ACCEPTED);
    assert_screen(done);
}

static void an_answer_changed_in_the_review_may_ask_for_another(void **state)
{
    (void)state;
    choose("居住证");
    shared_comes_with("id_photo");
    press(ACTION_CHOOSE, 0);
    press(ACTION_NEXT, 0);
    settle_later();
    press(ACTION_NEXT, 0);
    assert_screen(review);
    press(ACTION_EDIT, 2);
    assert_screen(question);
    press(ACTION_CHOOSE, 2);
    press(ACTION_NEXT, 0);
    settle_later();
    press(ACTION_NEXT, 0);
    assert_screen(review);
}

static void what_is_open_at_once_comes_before_the_questions(void **state)
{
    (void)state;
    choose("居住证");
    shared_comes_with("nothing");
    settle_later(); /* the portrait */
    press(ACTION_BACK, 0);
    assert_screen(notice);
    press(ACTION_NEXT, 0); /* what was settled stays so */
    card_comes();
    assert_screen(question);
    press(ACTION_BACK, 0); /* from the first one */
    assert_screen(papers);
    press(ACTION_NEXT, 0);
    assert_screen(question);
}

static void help_leads_back_to_the_paper(void **state)
{
    (void)state;
    choose("居住证");
    shared_comes_with("nothing");
    press(ACTION_NEXT, 0);
    assert_screen(paper);
    press(ACTION_HELP, 0);
    assert_screen(help);
    press(ACTION_BACK, 0);
    assert_screen(paper);
    assert_int_equal(0, desk.model.paper);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
    const struct CMUnitTest tests[] = {
        T(a_paper_that_an_answer_asks_for_comes_before_the_review),
        T(an_answer_changed_in_the_review_may_ask_for_another),
        T(what_is_open_at_once_comes_before_the_questions),
        T(help_leads_back_to_the_paper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
