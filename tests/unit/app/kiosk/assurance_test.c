/* SPDX-License-Identifier: Apache-2.0 */
/* A found card does not open everything: what the desk asks, and what it goes on with. */
#include "tests/unit/check.h"

#include "tests/unit/app/kiosk/desk_stage.h"

enum { PROOF_TILE = 1 };

static void put(struct pairs *pairs, const char *name, const char *value)
{
    strcpy(pairs->pair[pairs->count].name, name);
    assert_ok(secret_set_text(&pairs->pair[pairs->count++].value, value));
}

static void to_step_up(void)
{
    press(ACTION_CHOOSE, PROOF_TILE);
    press(ACTION_NEXT, 0);
    press(ACTION_NEXT, 0);
    card_comes();
    assert_screen(step_up);
    assert_int_equal(1, fake_times("step_up"));
    assert_int_equal(0, fake_last("step_up")->lines);
    assert_int_equal(0, fake_times("shared"));
}

static void sent(void)
{
    struct bus_event *e = event(BUS_STEP_UP, "step_up");
    put(&e->pairs, "step_up_id", "0123456789abcdef");
    put(&e->pairs, "sent_to", "138****0026");
    come(e);
}

static void type(void)
{
    for (int key = 0; key < STEP_UP_DIGITS; key++)
        press(ACTION_KEY, key);
    press(ACTION_NEXT, 0);
    assert_int_equal(2, fake_last("step_up")->lines);
}

static void failed(enum err why)
{
    struct bus_event *e = event(BUS_STEP_UP, "step_up");
    e->err = why;
    come(e);
}

static void the_right_code_opens_the_way(void **state)
{
    (void)state;
    to_step_up();
    sent();
    type();
    struct bus_event *e = event(BUS_STEP_UP, "step_up");
    put(&e->pairs, "assurance_level", "2");
    put(&e->pairs, "assurance_token", "tokentoken");
    come(e);
    assert_int_equal(ITEM_ASSURANCE_PERSON, visit_assurance(&desk.model.visit));
    struct pairs who;
    assert_ok(visit_who(&desk.model.visit, &who));
    assert_string_equal("tokentoken", pairs_get(&who, "assurance_token"));
    pairs_wipe(&who);
    assert_int_not_equal(SCREEN_STEP_UP, screen());
    press(UI_EXIT, 0);
    press(ACTION_LEAVE, 0);
    assert_int_equal(0, visit_assurance(&desk.model.visit));
}

static void a_wrong_code_stays(void **state)
{
    (void)state;
    to_step_up();
    sent();
    type();
    failed(ERR_REFUSED);
    assert_screen(step_up);
    assert_string_equal("", desk.model.page.value);
    type();
    assert_int_equal(3, fake_times("step_up"));
    assert_int_equal(0, fake_times("shared"));
}

/* Every message is one on the owner's phone: none is sent unasked. */
static void what_failed_is_not_sent_again_unasked(void **state)
{
    (void)state;
    static const enum err whys[] = {ERR_BUSY, ERR_TIMEOUT, ERR_NOT_FOUND};
    to_step_up();
    for (size_t i = 0; i < ARRAY_LEN(whys); i++) {
        failed(whys[i]);
        step_s(5);
        desk_round(&desk);
        assert_int_equal(i + 1, fake_times("step_up"));
        press(ACTION_SEND, 0);
        assert_int_equal(i + 2, fake_times("step_up"));
    }
}

static void what_says_nothing_is_no_assurance(void **state)
{
    (void)state;
    to_step_up();
    sent();
    type();
    struct bus_event *e = event(BUS_STEP_UP, "step_up");
    put(&e->pairs, "assurance_level", "1");
    put(&e->pairs, "assurance_token", "tokentoken");
    come(e);
    assert_screen(step_up);
    assert_int_equal(ITEM_ASSURANCE_CARD, visit_assurance(&desk.model.visit));
}

static void a_phones_code_needs_no_message(void **state)
{
    (void)state;
    to_step_up();
    failed(ERR_NOT_FOUND);
    press(ACTION_PHONE, 0);
    assert_screen(phone);
    struct bus_event *e = event(BUS_SCANNED, "scan");
    assert_ok(secret_set_text(&e->secret, "BUDAYANG-DEMO-1"));
    come(e);
    e = event(BUS_PERSON, "person");
    put(&e->pairs, "applyer_name", "张三");
    put(&e->pairs, "applyer_page_code", "11010519491231002X");
    put(&e->pairs, "assurance_level", "2");
    put(&e->pairs, "assurance_token", "tokentoken");
    come(e);
    assert_int_not_equal(SCREEN_STEP_UP, screen());
    assert_int_equal(ITEM_ASSURANCE_PERSON, visit_assurance(&desk.model.visit));
}

static void an_item_for_a_card_asks_for_no_code(void **state)
{
    (void)state;
    to_identify();
    card_comes();
    assert_int_equal(0, fake_times("step_up"));
}

int main(void)
{
    stepped_begin();
#define T(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
    const struct CMUnitTest tests[] = {
        T(the_right_code_opens_the_way),          T(a_wrong_code_stays),
        T(what_failed_is_not_sent_again_unasked), T(what_says_nothing_is_no_assurance),
        T(a_phones_code_needs_no_message),        T(an_item_for_a_card_asks_for_no_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
