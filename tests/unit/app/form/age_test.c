/* SPDX-License-Identifier: Apache-2.0 */
/* Whole years, and what hangs on them. */
#include "tests/unit/check.h"

#include "app/form/age.h"
#include "app/form/form.h"
#include "tests/unit/app/people.h"

static void a_year_is_over_on_the_birthday(void **state)
{
    (void)state;
    static const struct {
        int born, today, age;
    } all[] = {
        {19460310, 20260309, 79},
        {19460310, 20260310, 80},
        {19460310, 20260311, 80},
        {19460310, 20261231, 80},
        {19460310, 20270309, 80},
        {20260310, 20260310, 0},
        {19461231, 20270101, 80},
        {19460101, 20261231, 80},
        {18990101, 20260101, 127},
        /* born on 29 February: 28 February where there is no 29th */
        {19480229, 20280228, 79},
        {19480229, 20280229, 80},
        {19480229, 20290227, 80},
        {19480229, 20290228, 81},
        {19480229, 20290301, 81},
        {20240229, 20300228, 6},
    };
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        if (age_on(all[i].born, all[i].today) != all[i].age)
            fail_msg("born %d, on %d: %d, not %d", all[i].born, all[i].today,
                     age_on(all[i].born, all[i].today), all[i].age);
}

static void nobody_guesses(void **state)
{
    (void)state;
    static const int bad[][2] = {
        {0, 20260101},        {19460230, 20260101}, {19461301, 20260101}, {19470229, 20260101},
        {19000229, 20260101}, {20260102, 20260101}, {18750101, 20260102}, {-1, 20260101},
        {19460310, 20251231}, {19460310, 19700101}, {19460310, 0},        {19460310, 20260230},
    };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        if (age_on(bad[i][0], bad[i][1]) != AGE_UNKNOWN)
            fail_msg("born %d, on %d", bad[i][0], bad[i][1]);
}

static void a_birth_is_read_from_card_or_number(void **state)
{
    (void)state;
    assert_int_equal(19491231, age_read_birth("19491231", "11010519500101002X"));
    assert_int_equal(19491231, age_read_birth("", "11010519491231002X"));
    assert_int_equal(19491231, age_read_birth("1949-12-31", "11010519491231002X"));
    assert_int_equal(19480229, age_read_birth("19480229", ""));
    assert_int_equal(0, age_read_birth("19490229", ""));
    assert_int_equal(0, age_read_birth("", "11010519491331002X"));
    assert_int_equal(0, age_read_birth("", "110105194912310"));
    assert_int_equal(0, age_read_birth("", "1101051949123A002X"));
    assert_int_equal(0, age_read_birth("1949-123", ""));
    assert_int_equal(0, age_read_birth("", ""));
}

static void limits_include_their_number(void **state)
{
    (void)state;
    const struct item_ages none = {0, 0}, from = {80, 0}, until = {0, 17}, both = {18, 59};
    assert_int_equal(AGE_FITS, age_look(&none, AGE_UNKNOWN));
    assert_int_equal(AGE_FITS, age_look(&none, 0));
    assert_int_equal(AGE_TOO_YOUNG, age_look(&from, 79));
    assert_int_equal(AGE_FITS, age_look(&from, 80));
    assert_int_equal(AGE_FITS, age_look(&from, ITEM_AGE_MAX));
    assert_int_equal(AGE_FITS, age_look(&until, 0));
    assert_int_equal(AGE_FITS, age_look(&until, 17));
    assert_int_equal(AGE_TOO_OLD, age_look(&until, 18));
    assert_int_equal(AGE_TOO_YOUNG, age_look(&both, 17));
    assert_int_equal(AGE_FITS, age_look(&both, 59));
    assert_int_equal(AGE_TOO_OLD, age_look(&both, 60));
    assert_int_equal(AGE_NOT_KNOWN, age_look(&both, AGE_UNKNOWN));
}

static void a_question_is_asked_by_age(void **state)
{
    (void)state;
    static const struct {
        int age;
        bool asked, skips;
    } all[] = {{89, false, false}, {90, true, false}, {AGE_UNKNOWN, true, true}};
    struct item *item = item_at(SOURCE_ROOT "/assets/items/senior-allowance.json");
    const struct item_field *visited = item_field_find(item, "home_visit");
    const int field = (int)(visited - item->field);
    char advice[FORM_ADVICE_MAX];
    struct form form = {0};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        form_begin(&form, item);
        form.age = all[i].age;
        assert_int_equal(all[i].asked ? ERR_NONE : ERR_STATE,
                         form_answer(&form, field, "1", advice));
        form_begin(&form, item);
        form.age = all[i].age;
        assert_int_equal(all[i].skips ? ERR_NONE : ERR_STATE, form_skip(&form, field));
        assert_int_equal(all[i].skips, form_may_skip(&form, field));
    }
    form_wipe(&form);
    item_free(item);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_is_over_on_the_birthday),
        cmocka_unit_test(nobody_guesses),
        cmocka_unit_test(a_birth_is_read_from_card_or_number),
        cmocka_unit_test(limits_include_their_number),
        cmocka_unit_test(a_question_is_asked_by_age),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
