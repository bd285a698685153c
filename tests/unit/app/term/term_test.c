/* SPDX-License-Identifier: Apache-2.0 */
/* Terms against the calendar that comes with the kiosk: 2026, as the State Council arranged it. */
#include "tests/unit/check.h"

#include <string.h>
#include <time.h>

#include "app/term/say.h"
#include "platform/base/date.h"
#include "platform/base/paths.h"
#include "platform/province/calendar.h"

enum { NINE = 9 * 60, FIVE = 17 * 60, NOON = 12 * 60, LAST = 24 * 60 - 1 };

static struct calendar of_2026;

static int load(void **state)
{
    (void)state;
    char *body, area[CALENDAR_AREA_TEXT], why[CALENDAR_WHY];
    size_t size;
    if (paths_read_file(SOURCE_ROOT "/assets/calendar/national.json", 65536, &body, &size) !=
        ERR_NONE)
        return -1;
    enum err e = calendar_read(body, size, &of_2026, area, why);
    free(body);
    return e == ERR_NONE && strcmp(area, "000000") == 0 ? 0 : -1;
}

static void working_days_are_the_state_councils(void **state)
{
    (void)state;
    static const struct {
        int date;
        bool works;
    } days[] = {{20260101, false}, {20260104, true},  {20260105, true},  {20260110, false},
                {20260214, true},  {20260215, false}, {20260223, false}, {20260224, true},
                {20260228, true},  {20260406, false}, {20260509, true},  {20260920, true},
                {20261007, false}, {20261008, true},  {20261010, true},  {20261231, true}};
    for (size_t i = 0; i < ARRAY_LEN(days); i++) {
        bool known = false;
        if (term_is_workday(&of_2026, days[i].date, &known) != days[i].works || !known)
            fail_msg("%d", days[i].date);
    }
    bool known = true;
    assert_false(term_is_workday(&of_2026, 20270104, &known));
    assert_false(known);
    int worked = 0;
    for (int day = 20260101; day <= 20261231; day = date_add(day, 1))
        worked += term_is_workday(&of_2026, day, &known);
    assert_int_equal(248, worked); /* 365 days less 104 weekend days less 13 days of feasts */
}

/* Each row was counted by hand on a wall calendar. */
static const struct counted {
    struct term_moment come_in;
    struct term term;
    int begins;
    bool waits;
    int due;
} counted[] = {
    {{20261126, NOON}, {5, TERM_WORKDAYS}, 20261126, false, 20261203},
    {{20261126, NINE}, {1, TERM_WORKDAYS}, 20261126, false, 20261127},
    {{20261126, NINE - 1}, {1, TERM_WORKDAYS}, 20261126, true, 20261127},
    {{20261126, FIVE - 1}, {1, TERM_WORKDAYS}, 20261126, false, 20261127},
    {{20261126, FIVE}, {1, TERM_WORKDAYS}, 20261127, true, 20261130},
    {{20261126, LAST}, {20, TERM_WORKDAYS}, 20261127, true, 20261225},
    {{20261127, 0}, {20, TERM_WORKDAYS}, 20261127, true, 20261225},
    {{20261128, NOON}, {1, TERM_WORKDAYS}, 20261130, true, 20261201},  /* a Saturday */
    {{20260213, NOON}, {1, TERM_WORKDAYS}, 20260213, false, 20260214}, /* the next day is worked */
    {{20260213, NOON}, {2, TERM_WORKDAYS}, 20260213, false, 20260224}, /* nine days off between */
    {{20260217, NOON}, {3, TERM_WORKDAYS}, 20260224, true, 20260227},  /* in the middle of them */
    {{20260930, LAST}, {1, TERM_WORKDAYS}, 20261008, true, 20261009},
    {{20260920, NOON}, {1, TERM_WORKDAYS}, 20260920, false, 20260921}, /* a Sunday that is worked */
    {{20260227, NOON}, {2, TERM_WORKDAYS}, 20260227, false, 20260302}, /* a Saturday counts */
    {{20261126, NOON}, {3, TERM_DAYS}, 20261126, false, 20261130},     /* Sunday 29th moves on */
    {{20260924, NOON}, {1, TERM_DAYS}, 20260924, false, 20260928}, /* Mid-Autumn, then a weekend */
    {{20261126, NOON}, {0, TERM_DAYS}, 20261126, false, 0},
    {{20261230, NOON}, {1, TERM_WORKDAYS}, 20261230, false, 20261231},
    {{20261230, NOON}, {2, TERM_WORKDAYS}, 20261230, false, 0}, /* nobody knows 2027 yet */
    {{20261231, FIVE}, {1, TERM_WORKDAYS}, 0, false, 0},
    {{20261126, NOON}, {366, TERM_DAYS}, 20261126, false, 0},
};

static void terms_become_dates(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(counted); i++) {
        const struct counted *c = &counted[i];
        struct term_end end = term_count(&of_2026, &c->term, c->come_in);
        if (end.begins != c->begins || end.waits != c->waits || end.due != c->due)
            fail_msg("%zu: begins %d, waits %d, due %d", i, end.begins, end.waits, end.due);
    }
}

static void the_clock_is_chinas_wherever_the_machine_thinks_it_is(void **state)
{
    (void)state;
    setenv("TZ", "America/Los_Angeles", 1);
    tzset();
    struct term_moment late = term_now(INT64_C(1795708799000)); /* 2026-11-26 15:59:59 UTC */
    assert_int_equal(20261126, late.date);
    assert_int_equal(LAST, late.minute);
    struct term_moment next = term_now(INT64_C(1795708800000));
    assert_int_equal(20261127, next.date);
    assert_int_equal(0, next.minute);
    unsetenv("TZ");
    tzset();
}

static void citizens_read_a_day_they_can_point_at(void **state)
{
    (void)state;
    char text[TERM_WORDS];
    const struct term five = {5, TERM_WORKDAYS}, week = {7, TERM_DAYS}, none = {0, TERM_DAYS};
    struct term_end end = term_count(&of_2026, &five, (struct term_moment){20261126, FIVE});
    term_say_due(&five, &end, text);
    assert_string_equal("最晚 12月4日 星期五 有结果", text);
    term_say_begin(&of_2026, &end, text);
    assert_string_equal("现在不是上班时间，11月27日 星期五 9:00 开始计时", text);
    end = term_count(&of_2026, &five, (struct term_moment){20261126, NOON});
    term_say_begin(&of_2026, &end, text);
    assert_string_equal("", text);
    end = term_count(&of_2026, &five, (struct term_moment){20261230, NOON});
    term_say_due(&five, &end, text);
    assert_string_equal("5 个工作日内有结果", text);
    end = term_count(&of_2026, &week, (struct term_moment){20261230, NOON});
    term_say_due(&week, &end, text);
    assert_string_equal("7 天内有结果", text);
    term_say_due(&none, &end, text);
    assert_string_equal("", text);
}

/* The State Council's arrangement for 2027 is not in this calendar: from the first term that
 * reaches beyond 2026 on, days are said and no date, on screen and slip alike, and never a guess.
 */
static void what_reaches_into_a_year_that_nobody_knows_is_said_in_days(void **state)
{
    (void)state;
    char text[TERM_WORDS];
    bool dated = false, undated = false;
    for (int day = 20261201; day <= 20270115; day = date_add(day, 1))
        for (int n = 1; n <= 60; n++)
            for (int unit = TERM_WORKDAYS; unit <= TERM_DAYS; unit++) {
                const struct term term = {n, (enum term_unit)unit};
                struct term_end end = term_count(&of_2026, &term, (struct term_moment){day, FIVE});
                term_say_due(&term, &end, text);
                dated = dated || end.due;
                undated = undated || !end.due;
                if (end.due > 20261231 || end.begins > 20261231 || (day > 20261231 && end.due))
                    fail_msg("%d and %d: %d", day, n, end.due);
                if ((strstr(text, "月") != NULL) != (end.due != 0) || !*text)
                    fail_msg("%d and %d: %s", day, n, text);
            }
    assert_true(dated && undated);
}

static void without_a_calendar_no_date_is_made_up(void **state)
{
    (void)state;
    static const struct calendar nothing;
    const struct term five = {5, TERM_WORKDAYS};
    char text[TERM_WORDS];
    struct term_end end = term_count(&nothing, &five, (struct term_moment){20261126, NOON});
    assert_int_equal(0, end.due);
    assert_false(end.waits);
    term_say_due(&five, &end, text);
    assert_string_equal("5 个工作日内有结果", text);
    term_say_begin(&nothing, &end, text);
    assert_string_equal("", text);
}

static void days_are_days(void **state)
{
    (void)state;
    static const int no_days[] = {0,        20260229, 20261301, 20260100,
                                  20261131, 19691231, 30000101, -1};
    int date;
    for (size_t i = 0; i < ARRAY_LEN(no_days); i++)
        assert_false(date_is_valid(no_days[i]));
    assert_true(date_is_valid(20280229));
    assert_int_equal(20280301, date_add(20280229, 1));
    assert_int_equal(20261231, date_add(20270101, -1));
    assert_int_equal(365, date_between(20260101, 20270101));
    assert_int_equal(4, date_weekday(20261126));
    assert_int_equal(0, date_weekday(20260104));
    assert_ok(date_parse("20261126", &date));
    assert_int_equal(20261126, date);
    assert_err(ERR_FORMAT, date_parse("2026112", &date));
    assert_err(ERR_FORMAT, date_parse("2026112x", &date));
    assert_err(ERR_FORMAT, date_parse("20260229", &date));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(working_days_are_the_state_councils),
        cmocka_unit_test(terms_become_dates),
        cmocka_unit_test(the_clock_is_chinas_wherever_the_machine_thinks_it_is),
        cmocka_unit_test(citizens_read_a_day_they_can_point_at),
        cmocka_unit_test(what_reaches_into_a_year_that_nobody_knows_is_said_in_days),
        cmocka_unit_test(without_a_calendar_no_date_is_made_up),
        cmocka_unit_test(days_are_days),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
