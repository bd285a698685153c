/* SPDX-License-Identifier: Apache-2.0 */
/* A person acts for an enterprise: what the desk asks, of whom, and what it goes on with. */
#include "tests/unit/check.h"

#include "tests/unit/app/kiosk/desk_stage.h"

static int item_of(const char *title)
{
    for (size_t i = 0; i < desk.model.shelf.count; i++)
        if (strcmp(desk.model.shelf.entry[i].face.in[0].title, title) == 0)
            return (int)i;
    fail_msg("no item %s", title);
    return -1;
}

static void to_licence(void)
{
    press(ACTION_CHOOSE, item_of("营业执照补领"));
    press(ACTION_NEXT, 0);
    press(ACTION_NEXT, 0);
    card_comes();
    assert_screen(step_up);
    type_the_code("of-the-person");
    assert_screen(licence);
}

static void scan(const char *text)
{
    struct bus_event *e = event(BUS_SCANNED, "scan");
    assert_ok(secret_set_text(&e->secret, text));
    come(e);
}

static void fail_with(enum err why)
{
    struct bus_event *e = event(BUS_ENTERPRISE, "enterprise");
    e->err = why;
    come(e);
}

static void know(void)
{
    struct bus_event *e = event(BUS_ENTERPRISE, "enterprise");
    add_pair(&e->pairs, "applyer_name", "运城市晋南机械有限公司");
    add_pair(&e->pairs, "applyer_page_code", "91140802MA0KX3T590");
    add_pair(&e->pairs, "assurance_token", "of-the-enterprise");
    come(e);
}

static void a_scanned_licence_leads_on(void **state)
{
    (void)state;
    to_licence();
    assert_int_equal(0, fake_times("enterprise"));
    scan("http://licence.example/?cid=91140802MA0KX3T590");
    assert_int_equal(1, fake_times("enterprise"));
    assert_int_equal(1, fake_last("enterprise")->lines);
    know();
    assert_screen(licence);
    press(ACTION_NEXT, 0);
    assert_screen(question);
    press(UI_EXIT, 0);
    press(ACTION_LEAVE, 0);
    assert_true(nothing_is_left());
}

static void another_code_is_another_question(void **state)
{
    (void)state;
    static const enum err whys[] = {ERR_NOT_FOUND, ERR_REFUSED, ERR_FORMAT};
    to_licence();
    for (size_t i = 0; i < ARRAY_LEN(whys); i++) {
        scan("BUDAYANG-LICENCE-2");
        assert_int_equal(i + 1, fake_times("enterprise"));
        fail_with(whys[i]);
        assert_screen(licence);
        assert_int_equal(whys[i], desk.model.page.refused);
        assert_int_equal(0, desk.model.visit.licence.count);
        assert_int_equal(i + 2, fake_times("scan")); /* the next code may be held there */
    }
    step_s(30);
    desk_round(&desk);
    assert_int_equal(ARRAY_LEN(whys), fake_times("enterprise"));
}

static void a_broken_line_is_tried_again_by_itself(void **state)
{
    (void)state;
    to_licence();
    scan("BUDAYANG-LICENCE-1");
    fail_with(ERR_TIMEOUT);
    assert_screen(licence);
    step_s(2);
    desk_round(&desk);
    assert_int_equal(2, fake_times("enterprise"));
    know();
    press(ACTION_NEXT, 0);
    assert_screen(question);
}

static void a_typed_code_leads_to_the_same_page(void **state)
{
    (void)state;
    static const char code[] = "91140802MA0KX3T590";
    to_licence();
    press(ACTION_NUMBER, 0);
    assert_screen(credit);
    strcpy(desk.model.page.value, code);
    press(ACTION_NEXT, 0);
    assert_int_equal(1, fake_times("enterprise"));
    fail_with(ERR_REFUSED);
    assert_screen(credit);
    press(ACTION_NEXT, 0);
    assert_int_equal(2, fake_times("enterprise"));
    know();
    assert_screen(licence);
    press(ACTION_OTHER, 0);
    assert_true(visit_wants_enterprise(&desk.model.visit));
    press(ACTION_BACK, 0);
    assert_screen(notice);
}

int main(void)
{
    stepped_begin();
#define T(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
    const struct CMUnitTest tests[] = {
        T(a_scanned_licence_leads_on),
        T(another_code_is_another_question),
        T(a_broken_line_is_tried_again_by_itself),
        T(a_typed_code_leads_to_the_same_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
