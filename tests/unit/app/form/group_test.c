/* SPDX-License-Identifier: Apache-2.0 */
/* Repeated groups: rows come, go, and keep their own conditions. */
#include "tests/unit/check.h"

#include "app/form/form.h"
#include "tests/unit/app/people.h"

static struct item *item;
static struct form form;
static int family, relation, lives, mobile;

static int field_of(const char *name)
{
    const struct item_field *field = item_field_find(item, name);
    assert_non_null(field);
    return (int)(field - item->field);
}

static int begin(void **state)
{
    (void)state;
    struct id_record card = zhang_san();
    item = item_at(SOURCE_ROOT "/assets/items/senior-allowance.json");
    family = field_of("family");
    relation = field_of("relation");
    lives = field_of("lives_with");
    mobile = field_of("family_mobile");
    form_begin(&form, item);
    form.age = 82;
    assert_ok(form_fill_card(&form, &card));
    id_record_wipe(&card);
    return 0;
}

static int end(void **state)
{
    (void)state;
    form_wipe(&form);
    assert_true(all_zero(&form, sizeof form));
    item_free(item);
    return 0;
}

static void say(int place, const char *value)
{
    char advice[FORM_ADVICE_MAX];
    assert_ok(form_answer(&form, place, value, advice));
}

static enum err try(int place, const char *value)
{
    char advice[FORM_ADVICE_MAX];
    return form_answer(&form, place, value, advice);
}

static void add_row(int row, const char *who, const char *number)
{
    say(form_place(family, row), FORM_ROW_YES);
    say(form_place(relation, row), who);
    if (strcmp(who, "1") != 0 && strcmp(who, "9") != 0)
        say(form_place(lives, row), "1");
    say(form_place(mobile, row), number);
}

static void each_row_is_asked_one_after_the_other(void **state)
{
    (void)state;
    say(field_of("pay_to"), "1");
    assert_int_equal(family, form_next_question(&form));
    say(family, FORM_ROW_YES);
    assert_int_equal(relation, form_next_question(&form));
    say(relation, "2");
    assert_int_equal(lives, form_next_question(&form));
    say(lives, "1");
    assert_int_equal(mobile, form_next_question(&form));
    assert_ok(form_skip(&form, mobile));
    assert_int_equal(form_place(family, 1), form_next_question(&form));
    assert_int_equal(mobile, form_previous_question(&form, form_place(family, 1)));
    say(form_place(family, 1), FORM_ROW_YES);
    assert_int_equal(form_place(relation, 1), form_next_question(&form));
    assert_false(form_is_complete(&form));
    say(form_place(relation, 1), "1"); /* who is married lives there: not asked */
    assert_int_equal(form_place(mobile, 1), form_next_question(&form));
    say(form_place(mobile, 1), "13800000026");
    say(form_place(family, 2), FORM_ROW_NO);
    assert_int_equal(2, form_rows_of(&form, family));
    assert_int_equal(field_of("contact_mobile"), form_next_question(&form));
    assert_ok(form_skip(&form, field_of("contact_mobile")));
    assert_true(form_is_complete(&form));
}

static void nobody_is_an_answer_too(void **state)
{
    (void)state;
    struct form_row rows[FORM_LINES_MAX];
    say(field_of("pay_to"), "1");
    say(family, FORM_ROW_NO);
    assert_int_equal(0, form_rows_of(&form, family));
    assert_ok(form_skip(&form, field_of("contact_mobile")));
    assert_true(form_is_complete(&form));
    assert_err(ERR_STATE, try(relation, "1"));
    assert_err(ERR_STATE, form_drop_row(&form, family));
    assert_err(ERR_STATE, form_drop_row(&form, field_of("pay_to")));
    size_t n = form_rows(&form, rows);
    assert_int_equal(5, n);
    assert_string_equal("没有", rows[3].shown);
    assert_true(rows[3].is_end && rows[3].editable);
}

static void a_row_that_goes_takes_only_its_own(void **state)
{
    (void)state;
    struct form_row rows[FORM_LINES_MAX];
    add_row(0, "1", "13800000001");
    add_row(1, "2", "13800000002");
    add_row(2, "3", "13800000003");
    say(form_place(family, 3), FORM_ROW_NO);
    assert_ok(form_drop_row(&form, form_place(family, 1)));
    assert_int_equal(2, form_rows_of(&form, family));
    assert_string_equal("13800000001", secret_text(&form.answer[mobile].value));
    assert_string_equal("13800000003", secret_text(&form.answer[form_place(mobile, 1)].value));
    assert_string_equal("1", secret_text(&form.answer[form_place(lives, 1)].value));
    assert_true(secret_is_empty(&form.answer[form_place(mobile, 2)].value));
    assert_string_equal(FORM_ROW_NO, secret_text(&form.answer[form_place(family, 2)].value));
    size_t n = form_rows(&form, rows);
    assert_int_equal(5, n); /* name, number, two rows and their end */
    assert_string_equal("家里人 2", rows[3].label);
    assert_string_equal("女儿，同住，138****0003", rows[3].shown);
    assert_true(rows[3].masked);
    assert_string_equal("没有了", rows[4].shown);
}

static void the_last_row_asks_for_no_more(void **state)
{
    (void)state;
    for (int row = 0; row < 4; row++)
        add_row(row, "1", "13800000001");
    assert_int_equal(4, form_rows_of(&form, family));
    say(field_of("pay_to"), "1");
    assert_int_equal(field_of("contact_mobile"), form_next_question(&form));
    assert_err(ERR_STATE, try(form_place(family, 4), FORM_ROW_YES));
    assert_err(ERR_STATE, try(form_place(field_of("pay_to"), 1), "1"));
    assert_err(ERR_STATE, try(FORM_PLACES_MAX, "1"));
    assert_err(ERR_STATE, try(-1, "1"));
    assert_err(ERR_RANGE, try(family, "2"));
    assert_ok(form_drop_row(&form, form_place(family, 3)));
    assert_int_equal(form_place(family, 3), form_next_question(&form)); /* there may be one now */
}

static void who_says_no_after_all_forgets_the_rows(void **state)
{
    (void)state;
    add_row(0, "1", "13800000001");
    add_row(1, "2", "13800000002");
    say(family, FORM_ROW_NO);
    assert_int_equal(0, form_rows_of(&form, family));
    for (int row = 0; row < 2; row++)
        assert_true(secret_is_empty(&form.answer[form_place(mobile, row)].value));
    say(family, FORM_ROW_YES);
    assert_err(ERR_STATE, try(form_place(relation, 1), "1"));
    say(relation, "2");
    say(lives, "1");
    say(relation, "9"); /* not asked of these */
    assert_int_equal(ANSWER_NONE, form.answer[lives].state);
}

static void as_many_rows_as_there_must_be_are_not_asked_for(void **state)
{
    (void)state;
    item->field[family].rows_min = 2;
    say(field_of("pay_to"), "1");
    assert_int_equal(relation, form_next_question(&form));
    assert_err(ERR_STATE, try(family, FORM_ROW_NO));
    say(relation, "1");
    assert_ok(form_skip(&form, mobile));
    assert_int_equal(form_place(relation, 1), form_next_question(&form));
    say(form_place(relation, 1), "1");
    assert_ok(form_skip(&form, form_place(mobile, 1)));
    assert_int_equal(form_place(family, 2), form_next_question(&form));
    assert_err(ERR_STATE, form_drop_row(&form, form_place(family, 1)));
    add_row(2, "2", "13800000002");
    assert_ok(form_drop_row(&form, family));
    assert_int_equal(2, form_rows_of(&form, family));
    assert_string_equal("2", secret_text(&form.answer[form_place(relation, 1)].value));
}

static void a_group_may_hang_on_an_age(void **state)
{
    (void)state;
    struct form_row rows[FORM_LINES_MAX];
    item->field[family].when.age = (struct item_ages){90, 0};
    item->field[family].rows_min = 1;
    say(field_of("pay_to"), "1");
    assert_int_equal(field_of("contact_mobile"), form_next_question(&form));
    assert_err(ERR_STATE, try(relation, "1"));
    assert_int_equal(3, form_rows(&form, rows));
    item->field[family].when.age = (struct item_ages){0, 81};
    assert_err(ERR_STATE, try(relation, "1"));
    item->field[family].rows_min = 0;
    form.age = AGE_UNKNOWN; /* asked, and may be skipped */
    assert_ok(form_skip(&form, field_of("home_visit")));
    assert_int_equal(family, form_next_question(&form));
    assert_ok(form_skip(&form, family));
    assert_int_equal(0, form_rows_of(&form, family));
    size_t n = form_rows(&form, rows);
    assert_int_equal(5, n);
    assert_true(rows[4].is_end && rows[4].editable); /* and said after all */
    say(family, FORM_ROW_YES);
    assert_int_equal(relation, form_next_question(&form));
}

static void a_long_row_is_cut(void **state)
{
    (void)state;
    char longer[FORM_SHOWN_MAX];
    struct form_row row;
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    for (int i = 1; i <= 3; i++) {
        struct answer *answer = &form.answer[family + i];
        answer->state = ANSWER_GIVEN;
        assert_ok(secret_set_text(&answer->value, "unknown"));
        assert_ok(secret_set_text(&answer->shown, longer));
    }
    item->field[relation].mask = ITEM_MASK_PHONE;
    secret_wipe(&form.answer[relation].shown);
    assert_ok(secret_set_text(&form.answer[relation].shown, "13800000026"));
    form_say_row(&form, family, &row);
    assert_true(row.masked);
    assert_int_equal(sizeof row.shown - 1, strlen(row.shown));
}

/* 补正 asks for a field alone: no row comes with it, whatever is in the group. */
static void no_row_is_asked_alone(void **state)
{
    (void)state;
    int phone = field_of("contact_mobile");
    say(field_of("pay_to"), "1");
    add_row(0, "2", "13800000026");
    form_ask_only(&form, UINT64_C(1) << phone);
    assert_int_equal(phone, form_next_question(&form));
    assert_err(ERR_STATE, try(form_place(relation, 1), "2"));
    say(phone, "13800000027");
    assert_int_equal(-1, form_next_question(&form));
    assert_string_equal("2", secret_text(&form.answer[relation].value));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(each_row_is_asked_one_after_the_other),
        T(nobody_is_an_answer_too),
        T(a_row_that_goes_takes_only_its_own),
        T(the_last_row_asks_for_no_more),
        T(who_says_no_after_all_forgets_the_rows),
        T(a_group_may_hang_on_an_age),
        T(a_long_row_is_cut),
        T(as_many_rows_as_there_must_be_are_not_asked_for),
        T(no_row_is_asked_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
