/* SPDX-License-Identifier: Apache-2.0 */
/* What the register says of an enterprise fills the form; what only it would have known is left to
 * the department. */
#include "tests/unit/check.h"

#include "app/form/form.h"
#include "tests/unit/app/people.h"
#include "tests/unit/platform/scarce/scarce.h"

enum { NAME, CODE, LEGAL, PLACE, REGISTER, CAPITAL, CARD, WHY, AREA, STREET, FIELDS };

#define FIELD(is) .name = is, .label = is, .question = "", .hint = "", .shown_by = "", .from = ""
#define FROM(is, word)                                                                             \
    {                                                                                              \
        FIELD(is), .within = "", .type = ITEM_TYPE_TEXT, .source_count = 1, .source = {word},      \
                   .fallback = ITEM_FALLBACK_DEPARTMENT                                            \
    }
#define OPTION(is, below)                                                                          \
    {                                                                                              \
        .value = is, .text = is, .note = "", .under = below                                        \
    }

static const struct item item = {
    .field_count = FIELDS,
    .field = {
        [NAME] = FROM("unit_name", "licence.name"),
        [CODE] = FROM("unit_code", "licence.code"),
        [LEGAL] = FROM("unit_legal", "licence.legal"),
        [PLACE] = FROM("unit_place", "licence.address"),
        [REGISTER] = FROM("unit_register", "licence.register"),
        [CAPITAL] = {FIELD("unit_capital"), .within = "", .type = ITEM_TYPE_TEXT, .source_count = 2,
                     .source = {"licence.capital", "shared.capital"},
                     .fallback = ITEM_FALLBACK_DEPARTMENT},
        [CARD] = FROM("applyer_name", "card.name"),
        [WHY] = {FIELD("why"), .within = "", .type = ITEM_TYPE_CHOICE, .option_count = 1,
                 .option = {OPTION("1", "")}},
        [AREA] = {FIELD("area"), .within = "", .type = ITEM_TYPE_CHOICE, .option_count = 2,
                  .option = {OPTION("1", ""), OPTION("2", "")}},
        [STREET] = {FIELD("street"), .within = "area", .type = ITEM_TYPE_CHOICE, .option_count = 2,
                    .option = {OPTION("11", "1"), OPTION("21", "2")}},
    }};

static struct form form;
static struct pairs told;

static int begin(void **state)
{
    (void)state;
    form_begin(&form, &item);
    add_pair(&told, "applyer_name", "盐湖区某商店");
    add_pair(&told, "applyer_page_code", "91140802MA0000000X");
    add_pair(&told, "legal", "张三");
    return 0;
}

static int end(void **state)
{
    (void)state;
    pairs_wipe(&told);
    form_wipe(&form);
    return 0;
}

static void what_the_register_says_is_filled_in(void **state)
{
    (void)state;
    assert_ok(form_fill_licence(&form, &told));
    assert_string_equal("盐湖区某商店", secret_text(&form.answer[NAME].value));
    assert_string_equal("91140802MA0000000X", secret_text(&form.answer[CODE].value));
    assert_string_equal("张三", secret_text(&form.answer[LEGAL].value));
    assert_int_equal(SOURCE_LICENCE, form.answer[LEGAL].source);
}

/* Not what another source may still say, nor what nobody asked the register. */
static void what_only_it_could_say_is_the_departments(void **state)
{
    (void)state;
    assert_ok(form_fill_licence(&form, &told));
    assert_int_equal(ANSWER_BY_DEPARTMENT, form.answer[PLACE].state);
    assert_int_equal(ANSWER_BY_DEPARTMENT, form.answer[REGISTER].state);
    assert_int_equal(ANSWER_NONE, form.answer[CAPITAL].state);
    assert_int_equal(ANSWER_NONE, form.answer[CARD].state);
    assert_int_equal(ANSWER_NONE, form.answer[WHY].state);
}

static void nothing_told_decides_nothing(void **state)
{
    (void)state;
    static const struct pairs nothing;
    assert_ok(form_fill_licence(&form, &nothing));
    assert_int_equal(ANSWER_NONE, form.answer[PLACE].state);
}

static enum err fill_again(void *user)
{
    (void)user;
    form_wipe(&form);
    form_begin(&form, &item);
    return form_fill_licence(&form, &told);
}

static void memory_that_runs_out_is_said(void **state)
{
    (void)state;
    const struct scarce_case c = {.attempt = fill_again};
    assert_true(scarce_run(&c) >= 6);
}

/* A street of another area is no answer. */
static void an_option_of_another_place_is_refused(void **state)
{
    (void)state;
    char advice[FORM_ADVICE_MAX] = "";
    assert_ok(form_answer(&form, WHY, "1", advice));
    assert_ok(form_answer(&form, AREA, "1", advice));
    assert_err(ERR_STATE, form_answer(&form, STREET, "21", advice));
    assert_int_equal(ANSWER_NONE, form.answer[STREET].state);
    assert_ok(form_answer(&form, STREET, "11", advice));
}

static void what_can_still_be_asked_blocks_nothing(void **state)
{
    (void)state;
    assert_ok(form_fill_licence(&form, &told));
    assert_ptr_equal(&item.field[CAPITAL], form_blocked_by(&form));
    form.answer[CAPITAL].state = ANSWER_BY_DEPARTMENT;
    form.answer[CARD].state = ANSWER_BY_DEPARTMENT;
    assert_true(form_next_question(&form) >= 0);
    assert_true(form_holds(&form, &item.field[WHY].when)); /* it hangs on nothing */
    assert_null(form_blocked_by(&form));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_the_register_says_is_filled_in),
        TEST(what_only_it_could_say_is_the_departments),
        TEST(nothing_told_decides_nothing),
        TEST(memory_that_runs_out_is_said),
        TEST(an_option_of_another_place_is_refused),
        TEST(what_can_still_be_asked_blocks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
