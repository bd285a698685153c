/* SPDX-License-Identifier: Apache-2.0 */
/* Dates and numbers: what is taken, what is said about the rest, and how they are shown. */
#include "tests/unit/check.h"

#include "app/form/form.h"
#include "app/form/rules.h"
#include "tests/unit/app/people.h"

enum { TODAY = 20261126 };

#define FIELD(is, called)                                                                          \
    .name = is, .label = called, .question = "?", .hint = "", .shown_by = "", .within = "",        \
    .from = "", .when = {.field = ""}

static const struct item_field day = {FIELD("day", "日期"), .type = ITEM_TYPE_DATE, .unit = "",
                                      .earliest = {.given = true, .years = -10},
                                      .latest = {.given = true}};

static void says(const struct item_field *field, const char *value, int today, const char *sentence)
{
    char advice[FORM_ADVICE_MAX] = "";
    enum err e = rules_check(field, value, today, advice);
    assert_err(*sentence ? ERR_RANGE : ERR_NONE, e);
    if (*sentence)
        assert_string_equal(sentence, advice);
}

static void a_date_is_a_day_within_its_bounds(void **state)
{
    (void)state;
    static const struct {
        const char *value, *sentence;
    } all[] = {
        {"20261126", ""},
        {"20161126", ""},
        {"20240229", ""},
        {"20161125", "这一天太早了，请看看年份。"},
        {"20261127", "这一天还没有到，请看看年份。"},
        {"20250229", "没有这一天，请看看月和日。"},
        {"20261301", "没有这一天，请看看月和日。"},
        {"00000000", "没有这一天，请看看月和日。"},
        {"2026112", "日期要 8 位：年 4 位，月和日各 2 位。"},
        {"202611261", "日期要 8 位：年 4 位，月和日各 2 位。"},
        {"2026-1-1", "日期要 8 位：年 4 位，月和日各 2 位。"},
        {"", "日期要 8 位：年 4 位，月和日各 2 位。"},
    };
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        says(&day, all[i].value, TODAY, all[i].sentence);
    struct item_field later = day;
    later.latest = (struct item_day){.given = true, .days = 30};
    later.earliest = (struct item_day){.given = true, .date = 19491001};
    says(&later, "20261226", TODAY, "");
    says(&later, "20261227", TODAY, "这一天太晚了，请看看年份。");
    says(&later, "19491001", TODAY, "");
    says(&later, "19490930", TODAY, "这一天太早了，请看看年份。");
    later.earliest = later.latest = (struct item_day){0};
    says(&later, "18000101", TODAY, "");
    says(&later, "29991231", TODAY, "");
}

/* A clock that was lost shuts nobody out. */
static void without_a_today_what_hangs_on_it_is_open(void **state)
{
    (void)state;
    says(&day, "20991231", 0, "");
    says(&day, "19000101", 0, "");
    struct item_field fixed = day;
    fixed.latest = (struct item_day){.given = true, .date = 20300101};
    says(&fixed, "20991231", 0, "这一天太晚了，请看看年份。");
}

static void bounds_follow_the_calendar(void **state)
{
    (void)state;
    const struct item_day year = {.given = true, .years = 1}, none = {0};
    const struct item_day month = {.given = true, .days = -30};
    assert_int_equal(20290228, rules_day(&year, 20280229));
    assert_int_equal(20261231, rules_day(&month, 20270130));
    assert_int_equal(0, rules_day(&none, TODAY));
    assert_int_equal(0, rules_day(&year, 0));
}

static void a_number_is_a_text_within_its_bounds(void **state)
{
    (void)state;
    static const struct item_field money = {FIELD("rent", "房租"), .type = ITEM_TYPE_NUMBER,
                                            .unit = "元",          .decimals = 2,
                                            .least = 100,          .most = 2000000};
    static const struct {
        const char *value, *sentence;
    } all[] = {
        {"1", ""},
        {"1200.5", ""},
        {"1200.50", ""},
        {"20000", ""},
        {"20000.00", ""},
        {"0.99", "这个数太小了，请再看一看。"},
        {"0", "这个数太小了，请再看一看。"},
        {"20000.01", "这个数太大了，请再看一看。"},
        {"999999999", "这个数太大了，请再看一看。"},
        {"", "请先按数字，再点“下一步”。"},
        {"12.", "这个数没有写完，请再看一看。"},
        {".5", "这个数没有写完，请再看一看。"},
        {"1.234", "这个数没有写完，请再看一看。"},
        {"012", "这个数没有写完，请再看一看。"},
        {"1234567890", "这个数没有写完，请再看一看。"},
        {"1.2.3", "这个数没有写完，请再看一看。"},
        {"1e3", "这个数没有写完，请再看一看。"},
        {"-1", "这个数没有写完，请再看一看。"},
    };
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        says(&money, all[i].value, TODAY, all[i].sentence);
}

static void a_number_says_itself_as_short_as_can_be(void **state)
{
    (void)state;
    static const struct {
        int64_t number;
        int decimals;
        const char *said;
    } all[] = {{100, 2, "1"}, {150, 2, "1.5"}, {105, 2, "1.05"}, {7, 0, "7"}, {1, 4, "0.0001"}};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        char said[ITEM_NUMBER_TEXT];
        int64_t number = 0;
        item_number_say(all[i].number, all[i].decimals, said);
        assert_string_equal(all[i].said, said);
        assert_true(item_number_read(said, all[i].decimals, &number));
        assert_int_equal(all[i].number, number);
    }
}

static void the_review_says_them_as_people_do(void **state)
{
    (void)state;
    static struct item item = {.field_count = 3};
    struct form form = {0};
    struct form_row rows[FORM_LINES_MAX];
    char advice[FORM_ADVICE_MAX];
    item.field[0] = day;
    item.field[1] = (struct item_field){FIELD("rent", "房租"), .type = ITEM_TYPE_NUMBER,
                                        .unit = "元", .least = 1, .most = 9};
    item.field[2] = item.field[1];
    item.field[2].name = "rooms";
    item.field[2].unit = "";
    form_begin(&form, &item);
    form.today = TODAY;
    assert_err(ERR_RANGE, form_answer(&form, 0, "20261127", advice));
    assert_ok(form_answer(&form, 0, "20261126", advice));
    assert_ok(form_answer(&form, 1, "5", advice));
    assert_ok(form_answer(&form, 2, "3", advice));
    assert_int_equal(3, form_rows(&form, rows));
    assert_string_equal("2026年11月26日", rows[0].shown);
    assert_string_equal("5 元", rows[1].shown);
    assert_string_equal("3", rows[2].shown);
    assert_string_equal("20261126", secret_text(&form.answer[0].value));
    form_wipe(&form);
}

/* What a department shares keeps the same rule. */
static void what_is_shared_must_fit_too(void **state)
{
    (void)state;
    static struct item item = {.field_count = 1};
    struct form form = {0};
    struct pairs shared = {0};
    item.field[0] = day;
    item.field[0].source_count = 1;
    item.field[0].source[0] = "shared.day";
    form_begin(&form, &item);
    form.today = TODAY;
    add_pair(&shared, "day", "20261127");
    assert_ok(form_fill_shared(&form, &shared));
    assert_int_equal(ANSWER_NONE, form.answer[0].state);
    assert_ok(secret_set_text(&shared.pair[0].value, "20200101"));
    assert_ok(form_fill_shared(&form, &shared));
    assert_int_equal(ANSWER_GIVEN, form.answer[0].state);
    pairs_wipe(&shared);
    form_wipe(&form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_is_a_day_within_its_bounds),
        cmocka_unit_test(without_a_today_what_hangs_on_it_is_open),
        cmocka_unit_test(bounds_follow_the_calendar),
        cmocka_unit_test(a_number_is_a_text_within_its_bounds),
        cmocka_unit_test(a_number_says_itself_as_short_as_can_be),
        cmocka_unit_test(the_review_says_them_as_people_do),
        cmocka_unit_test(what_is_shared_must_fit_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
