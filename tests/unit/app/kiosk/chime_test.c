/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "app/kiosk/chime.h"

static struct chime chime;
static struct model model;

static int begin(void **state)
{
    (void)state;
    chime = (struct chime){0};
    model = (struct model){.now_ms = 1000000};
    return 0;
}

static enum sound look(int64_t at_ms, int64_t left_ms)
{
    model.now_ms = at_ms;
    return chime_look(&chime, &model, left_ms);
}

static void a_card_left_behind_is_reminded_of_until_it_is_lifted(void **state)
{
    (void)state;
    const int64_t left = 1000000;
    assert_int_equal(SOUND_NONE, look(left, left));
    assert_int_equal(left + CHIME_FIRST_MS, chime_due(&chime));
    assert_int_equal(SOUND_NONE, look(left + CHIME_FIRST_MS - 1, left));
    assert_int_equal(SOUND_LIFT_CARD, look(left + CHIME_FIRST_MS, left));
    assert_int_equal(SOUND_NONE, look(left + CHIME_FIRST_MS + 1, left));
    assert_int_equal(SOUND_LIFT_CARD, look(chime_due(&chime), left));
    assert_int_equal(SOUND_LIFT_CARD, look(left + 70000, left)); /* late, but once */
    assert_int_equal(SOUND_NONE, look(left + 70001, left));
    assert_int_equal(SOUND_NONE, look(left + 80000, 0));
    assert_int_equal(INT64_MAX, chime_due(&chime));
    assert_int_equal(SOUND_NONE, look(left + 90000, left + 90000)); /* another card */
    assert_int_equal(SOUND_LIFT_CARD, look(left + 90000 + CHIME_FIRST_MS, left + 90000));
}

static void a_card_that_is_nobodys_calls_no_stranger(void **state)
{
    (void)state;
    assert_int_equal(SOUND_LIFT_CARD, look(1010000, 1000000));
    model.card_left = true;
    assert_int_equal(SOUND_NONE, look(1200000, 1000000));
    assert_int_equal(INT64_MAX, chime_due(&chime));
}

static void a_card_that_was_read_and_a_slip_that_came_are_heard_once(void **state)
{
    (void)state;
    model.visit.identity = VISIT_BY_CARD;
    assert_int_equal(SOUND_CARD_READ, look(1000000, 0));
    assert_int_equal(SOUND_NONE, look(1000100, 0));
    model.visit.paper = VISIT_PAPER_RUNNING;
    assert_int_equal(SOUND_NONE, look(1000200, 0));
    model.visit.paper = VISIT_PAPER_DONE;
    assert_int_equal(SOUND_SLIP, look(1000300, 0));
    assert_int_equal(SOUND_NONE, look(1000400, 0));
    model.visit = (struct visit){0};
    assert_int_equal(SOUND_NONE, look(1000500, 0));
    model.visit.identity = VISIT_BY_CARD;
    assert_int_equal(SOUND_CARD_READ, look(1000600, 0));
}

static void a_code_and_a_failed_slip_are_not_heard(void **state)
{
    (void)state;
    model.visit.identity = VISIT_BY_CODE;
    assert_int_equal(SOUND_NONE, look(1000000, 0));
    model.visit.paper = VISIT_PAPER_FAILED;
    assert_int_equal(SOUND_NONE, look(1000100, 0));
    model.visit.paper = VISIT_PAPER_UNKNOWN;
    assert_int_equal(SOUND_NONE, look(1000200, 0));
}

static void the_night_is_quieter(void **state)
{
    (void)state;
    struct settings s = {
        .sound = {.volume = 70, .night_volume = 25, .night_from_h = 21, .night_until_h = 7}};
    assert_int_equal(70, chime_volume(&s, 7));
    assert_int_equal(70, chime_volume(&s, 20));
    assert_int_equal(25, chime_volume(&s, 21));
    assert_int_equal(25, chime_volume(&s, 0));
    assert_int_equal(25, chime_volume(&s, 6));
    s.sound.night_from_h = 1;
    assert_int_equal(70, chime_volume(&s, 0));
    assert_int_equal(25, chime_volume(&s, 1));
    s.sound.night_from_h = s.sound.night_until_h = 3;
    for (int hour = 0; hour < 24; hour++)
        assert_int_equal(70, chime_volume(&s, hour));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_card_left_behind_is_reminded_of_until_it_is_lifted, begin),
        cmocka_unit_test_setup(a_card_that_is_nobodys_calls_no_stranger, begin),
        cmocka_unit_test_setup(a_card_that_was_read_and_a_slip_that_came_are_heard_once, begin),
        cmocka_unit_test_setup(a_code_and_a_failed_slip_are_not_heard, begin),
        cmocka_unit_test_setup(the_night_is_quieter, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
