/* SPDX-License-Identifier: Apache-2.0 */
/* Times of day and amounts, as people say them. */
#include "tests/unit/check.h"

#include <string.h>

#include "app/words/amount.h"
#include "app/words/moment.h"
#include "app/words/words.h"

static void a_time_of_day_has_twelve_hours(void **state)
{
    (void)state;
    static const struct {
        int minute;
        const char *said;
    } times[] = {{0, "上午 12:00"},   {540, "上午 9:00"}, {719, "上午 11:59"},
                 {720, "下午 12:00"}, {785, "下午 1:05"}, {1439, "下午 11:59"}};
    words_use(LANGUAGE_CHINESE);
    for (size_t i = 0; i < ARRAY_LEN(times); i++) {
        char text[MOMENT_WORDS];
        moment_say(times[i].minute, text);
        assert_string_equal(times[i].said, text);
    }
    char span[SPAN_WORDS];
    moment_say_span(20261130, 570, 780, span);
    assert_string_equal("11月30日 星期一 上午 9:30，到 下午 1:00", span);
    moment_say_span(20261130, 570, 600, span);
    assert_string_equal("11月30日 星期一 上午 9:30，到 10:00", span);
}

static void an_amount_has_two_decimals(void **state)
{
    (void)state;
    char text[AMOUNT_WORDS] = "?";
    words_use(LANGUAGE_CHINESE);
    amount_say(123450, text);
    assert_string_equal("1,234.50 元", text);
    amount_say(-1, text);
    assert_string_equal("", text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_of_day_has_twelve_hours),
        cmocka_unit_test(an_amount_has_two_decimals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
