/* SPDX-License-Identifier: Apache-2.0 */
/* A returned case at the desk: what it lacks is seen, answered or promised, and handed in once. */
#include "tests/unit/check.h"

#include "platform/base/sealed.h"
#include "tests/unit/app/kiosk/desk_stage.h"

#define FILING "11140802MB0000000K4442036007000"
#define PERMIT "11140802MB0000005P4440113009000"

static void choose(const char *title)
{
    const struct shelf *shelf = &desk.model.shelf;
    for (size_t i = 0; i < shelf->count; i++)
        if (strcmp(shelf->entry[i].face.in[LANGUAGE_CHINESE].title, title) == 0)
            press(ACTION_CHOOSE, (int)i);
}

static void to_cases(void)
{
    choose("查进度");
    press(ACTION_NEXT, 0);
    assert_screen(find);
    press(ACTION_NEXT, 0);
    press(ACTION_NEXT, 0);
    card_comes();
    type_the_code("tokentoken");
    assert_screen(cases);
    struct bus_event *e = event(BUS_CASES, "query");
    e->cases = calloc(1, sizeof *e->cases);
    assert_non_null(e->cases);
    e->cases->count = 2;
    e->cases->row[1] = (struct case_row){.state = CASE_CORRECTION,
                                         .task_name = "异地就医备案",
                                         .project_no = "1408022611230047",
                                         .apply_date = "20261123"};
    come(e);
}

static void lacking(const char *field, const char *task_code)
{
    struct bus_event *e = event(BUS_CORRECTIONS, "corrections");
    e->corrections = calloc(1, sizeof *e->corrections);
    assert_non_null(e->corrections);
    strcpy(e->corrections->project_no, "1408022611230047");
    strcpy(e->corrections->task_code, task_code);
    e->corrections->count = 2;
    e->corrections->row[0] =
        (struct correction){.name = "户口簿", .reason = "请补交首页。", .until = "29991210"};
    e->corrections->row[1] =
        (struct correction){.name = "就医地", .reason = "请再选一次。", .until = "29991210"};
    strcpy(e->corrections->row[1].field, field);
    come(e);
}

static void to_correct(void)
{
    to_cases();
    press(ACTION_EDIT, 1);
    assert_screen(correct);
    assert_int_equal(1, fake_last("corrections")->lines);
}

static void what_lacks_is_answered_and_handed_in(void **state)
{
    (void)state;
    to_correct();
    lacking("treatment_area", FILING);
    press(ACTION_NEXT, 0);
    assert_screen(question);
    press(ACTION_BACK, 0); /* and back to the list of it */
    assert_screen(correct);
    press(ACTION_NEXT, 0); /* and on */
    assert_screen(question);
    press(ACTION_BACK, 0);
    press(ACTION_BACK, 0);
    assert_screen(cases);
    assert_int_equal(ITEM_KIND_QUERY, desk.model.visit.item->kind);
    assert_int_equal(1, fake_times("query"));
    press(ACTION_EDIT, 1);
    lacking("treatment_area", FILING);
    press(ACTION_NEXT, 0);
    press(ACTION_CHOOSE, 0);
    press(ACTION_NEXT, 0);
    assert_screen(review);
    press(ACTION_NEXT, 0);
    assert_screen(sending);
    struct application application;
    assert_ok(visit_make_application(&desk.model.visit, &application));
    assert_int_equal(APPLICATION_CORRECTION, application.kind);
    assert_string_equal("1408022611230047", application.project_no);
    const struct application_field *last = &application.field[application.count - 1];
    assert_string_equal("to_counter", last->name);
    assert_string_equal("户口簿", secret_text(&last->value));
    assert_int_equal(5, application.count); /* name, number, its kind, the place, the counter */
    application_wipe(&application);
    submitted(CASE_ACCEPTED);
    assert_screen(done);
    press(ACTION_NEXT, 0);
    assert_screen(thanks); /* nothing is rated twice */
    assert_true(all_zero(&desk.model.visit.correction, sizeof desk.model.visit.correction));
}

static void what_cannot_be_said_here_is_promised_to_a_counter(void **state)
{
    (void)state;
    to_correct();
    lacking("no_such_field", FILING);
    press(ACTION_NEXT, 0);
    assert_screen(review);
    press(ACTION_BACK, 0); /* there is no question to go back to */
    assert_screen(correct);
    press(ACTION_NEXT, 0);
    press(ACTION_NEXT, 0);
    struct application application;
    assert_ok(visit_make_application(&desk.model.visit, &application));
    assert_string_equal("户口簿、就医地",
                        secret_text(&application.field[application.count - 1].value));
    application_wipe(&application);
}

static void a_paper_came_back(void)
{
    struct bus_event *e = event(BUS_CORRECTIONS, "corrections");
    e->corrections = calloc(1, sizeof *e->corrections);
    assert_non_null(e->corrections);
    *e->corrections =
        (struct correction_list){.project_no = "1408022611230047", .task_code = PERMIT, .count = 1};
    e->corrections->row[0] = (struct correction){.material = "house_lease",
                                                 .name = "租房合同",
                                                 .reason = "第二页照糊了。",
                                                 .until = "29991210"};
    come(e);
}

static void photograph_comes(void)
{
    static const uint8_t pixels[2 * 2 * 3];
    struct bus_event *e = event(BUS_CAPTURED, "capture");
    e->snapshot = (struct snapshot){.width = 2, .height = 2};
    assert_ok(sealed_make(pixels, sizeof pixels, &e->snapshot.preview));
    assert_ok(sealed_make("jpeg", 4, &e->snapshot.file));
    come(e);
}

static void to_the_photograph(void)
{
    to_correct();
    come_device(DEVICE_SCANNER, DEVICE_READY, DEVICE_FLAG_PHOTOGRAPHS);
    a_paper_came_back();
    press(ACTION_NEXT, 0);
    assert_screen(papers);
    press(ACTION_NEXT, 0);
    assert_screen(paper);
    press(ACTION_CHOOSE, PAPER_CAPTURED);
    press(ACTION_NEXT, 0);
    assert_screen(photograph);
    press(ACTION_NEXT, 0);
    photograph_comes();
    press(ACTION_NEXT, 0);
    press(ACTION_READY, 0);
    assert_screen(papers);
}

static void a_paper_is_photographed_anew(void **state)
{
    (void)state;
    to_the_photograph();
    press(ACTION_BACK, 0); /* who looks again what was wanted keeps what was made */
    assert_screen(correct);
    press(ACTION_NEXT, 0);
    assert_screen(review);
    press(ACTION_BACK, 0);
    assert_screen(papers);
    press(ACTION_NEXT, 0);
    assert_screen(review);
    press(ACTION_NEXT, 0);
    assert_screen(sending);
    struct application application;
    assert_ok(visit_make_application(&desk.model.visit, &application));
    assert_int_equal(APPLICATION_CORRECTION, application.kind);
    assert_int_equal(1, application.files);
    assert_int_equal(1, application.materials);
    assert_int_equal(COLLECT_CAPTURED, application.material[0].way);
    assert_string_equal("house_lease", application.material[0].name);
    application_wipe(&application);
    submitted(CASE_ACCEPTED);
    assert_screen(done);
    press(ACTION_NEXT, 0);
    assert_screen(thanks);
    assert_int_equal(0, desk.model.visit.captured.count);
}

static void another_case_has_none_of_its_pages(void **state)
{
    (void)state;
    to_the_photograph();
    press(ACTION_BACK, 0);
    press(ACTION_BACK, 0);
    assert_screen(cases);
    assert_int_equal(0, desk.model.visit.captured.count);
    assert_int_equal(ITEM_KIND_QUERY, desk.model.visit.item->kind);
}

static void a_case_of_an_item_that_is_not_here_goes_to_a_counter(void **state)
{
    (void)state;
    to_correct();
    lacking("", "NOSUCHITEM");
    press(ACTION_NEXT, 0);
    assert_screen(correct);
    press(ACTION_HELP, 0);
    assert_screen(help);
    press(ACTION_BACK, 0);
    assert_screen(correct);
    press(UI_EXIT, 0);
    assert_screen(home);
    assert_true(nothing_is_left());
}

static void what_cannot_be_asked_is_said(void **state)
{
    (void)state;
    to_correct();
    struct bus_event *e = event(BUS_CORRECTIONS, "corrections");
    e->err = ERR_NOT_FOUND;
    come(e);
    assert_screen(correct);
    press(ACTION_NEXT, 0);
    assert_screen(correct);
    press(ACTION_BACK, 0);
    assert_screen(cases);
}

int main(void)
{
    stepped_begin();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_lacks_is_answered_and_handed_in, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(what_cannot_be_said_here_is_promised_to_a_counter,
                                        open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_paper_is_photographed_anew, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(another_case_has_none_of_its_pages, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_case_of_an_item_that_is_not_here_goes_to_a_counter,
                                        open_desk, close_desk),
        cmocka_unit_test_setup_teardown(what_cannot_be_asked_is_said, open_desk, close_desk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
