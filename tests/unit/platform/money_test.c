/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/base/money.h"

static void yuan_become_whole_fen(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t fen;
        const char *shown;
    } good[] = {{"0.00", 0, "0.00"},
                {"0.01", 1, "0.01"},
                {"0.10", 10, "0.10"},
                {"40.00", 4000, "40.00"},
                {"999.99", 99999, "999.99"},
                {"1000.00", 100000, "1,000.00"},
                {"1234567.80", 123456780, "1,234,567.80"},
                /* no double holds this one */
                {"90071992547409.93", 9007199254740993, "90,071,992,547,409.93"},
                {"99999999999999.99", 9999999999999999, "99,999,999,999,999.99"}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        int64_t fen = -1;
        char text[MONEY_TEXT], shown[MONEY_SHOWN];
        assert_ok(money_parse(good[i].text, &fen));
        assert_true(fen == good[i].fen);
        assert_ok(money_write(fen, text));
        assert_string_equal(good[i].text, text);
        assert_ok(money_show(fen, shown));
        assert_string_equal(good[i].shown, shown);
    }
}

static void any_other_text_is_no_money(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",       ".",        "40",    "40.",    "40.0",
                                        "40.000", ".40",      "-1.00", "+1.00",  "01.00",
                                        "00.00",  "1,000.00", "1e2.0", " 40.00", "4O.00",
                                        "40.00 ", "40,00",    "40.0a", "40.00元"};
    int64_t fen = 7;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_err(ERR_FORMAT, money_parse(wrong[i], &fen));
    assert_err(ERR_TOO_LONG, money_parse("100000000000000.00", &fen));
    assert_true(fen == 7);
}

static void what_has_no_text_is_refused(void **state)
{
    (void)state;
    char text[MONEY_TEXT] = "as it was", shown[MONEY_SHOWN] = "as it was";
    assert_err(ERR_RANGE, money_write(-1, text));
    assert_err(ERR_RANGE, money_write(INT64_C(10000000000000000), text));
    assert_err(ERR_RANGE, money_show(-1, shown));
    assert_string_equal("as it was", text);
    assert_string_equal("as it was", shown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(yuan_become_whole_fen),
        cmocka_unit_test(any_other_text_is_no_money),
        cmocka_unit_test(what_has_no_text_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
