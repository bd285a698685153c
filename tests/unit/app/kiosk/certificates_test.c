/* SPDX-License-Identifier: Apache-2.0 */
/* One's own certificates at the desk: asked for a purpose, copied one at a time, gone with the
 * visit. */
#include "tests/unit/check.h"

#include "tests/unit/app/kiosk/desk_stage.h"

static void to_list(void)
{
    const struct shelf *shelf = &desk.model.shelf;
    for (size_t i = 0; i < shelf->count; i++)
        if (strcmp(shelf->entry[i].face.in[LANGUAGE_CHINESE].title, "我的证照") == 0)
            press(ACTION_CHOOSE, (int)i);
    assert_screen(guide);
    press(ACTION_NEXT, 0);
    press(ACTION_NEXT, 0);
    card_comes();
    assert_screen(step_up);
    type_the_code("tokentoken");
    assert_screen(question);
    press(ACTION_CHOOSE, 1);
    press(ACTION_NEXT, 0);
    assert_screen(certificates);
    assert_int_equal(1, fake_last("certificates")->lines); /* use_cause */
}

static void listed(void)
{
    struct bus_event *e = event(BUS_CERTIFICATES, "certificates");
    e->certificates = calloc(1, sizeof *e->certificates);
    assert_non_null(e->certificates);
    e->certificates->count = 2;
    strcpy(e->certificates->row[1].identifier, "1.2.156.3005.2.T.I.S.V.C");
    strcpy(e->certificates->row[1].name, "社会保障卡");
    come(e);
}

static void copied(void)
{
    struct bus_event *e = event(BUS_COPY, "copy");
    add_pair(&e->pairs, "certificate_name", "社会保障卡");
    add_pair(&e->pairs, "copy_code", "1408022611260001");
    add_pair(&e->pairs, "copy_qr", "https://zz.yanhu.example/yz");
    add_pair(&e->pairs, "持证人", "张三");
    come(e);
}

static void one_is_chosen_copied_and_printed(void **state)
{
    (void)state;
    to_list();
    listed();
    assert_int_equal(0, fake_times("copy"));
    press(ACTION_CHOOSE, 1);
    assert_screen(certificate);
    assert_int_equal(2, fake_last("copy")->lines); /* use_cause and which */
    copied();
    assert_int_equal(0, fake_times("print")); /* only when it is asked for */
    press(ACTION_SEND, 0);
    assert_int_equal(1, fake_times("print"));
    assert_true(fake_last("print")->lines > 12);
    press(ACTION_BACK, 0);
    assert_screen(certificate); /* the paper is on its way */
    printed(PRINT_NOT_BEGUN, ERR_PAPER_OUT);
    press(ACTION_SEND, 0);
    assert_int_equal(2, fake_times("print"));
    printed(PRINT_DONE, ERR_NONE);
    press(ACTION_SEND, 0);
    assert_int_equal(2, fake_times("print"));
    press(ACTION_BACK, 0);
    assert_screen(certificates);
    assert_int_equal(1, fake_times("certificates")); /* they are known */
    press(ACTION_CHOOSE, 0);
    assert_int_equal(2, fake_times("copy"));
    press(ACTION_NEXT, 0);
    assert_screen(thanks);
    assert_int_equal(0, fake_times("submit"));
    assert_true(all_zero(&desk.model.visit.certificates, sizeof desk.model.visit.certificates));
    assert_true(all_zero(&desk.model.visit.copy, sizeof desk.model.visit.copy));
}

static void what_cannot_be_had_is_asked_again_by_a_press(void **state)
{
    (void)state;
    to_list();
    struct bus_event *e = event(BUS_CERTIFICATES, "certificates");
    e->err = ERR_REFUSED;
    come(e);
    assert_screen(certificates);
    assert_int_equal(1, fake_times("certificates"));
    press(ACTION_BACK, 0);
    assert_screen(question);
    press(ACTION_NEXT, 0);
    assert_int_equal(2, fake_times("certificates"));
    listed();
    press(ACTION_CHOOSE, 1);
    e = event(BUS_COPY, "copy"); /* an answer without its code is none */
    add_pair(&e->pairs, "certificate_name", "社会保障卡");
    come(e);
    assert_false(desk.model.visit.copy_known);
    press(ACTION_BACK, 0);
    press(ACTION_CHOOSE, 1);
    assert_int_equal(2, fake_times("copy"));
    press(UI_EXIT, 0);
    assert_screen(home); /* nothing would be lost: no question */
    assert_true(nothing_is_left());
}

int main(void)
{
    stepped_begin();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_is_chosen_copied_and_printed, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(what_cannot_be_had_is_asked_again_by_a_press, open_desk,
                                        close_desk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
