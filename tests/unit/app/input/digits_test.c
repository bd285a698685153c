/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "app/input/digits.h"

static void the_keypad_writes_digits_and_takes_them_back(void **state)
{
    (void)state;
    char text[16] = "", shown[32];
    assert_false(digits_press(text, sizeof text, 11, 11));
    for (int i = 0; i < 13; i++)
        digits_press(text, sizeof text, 11, 0);
    assert_string_equal("11111111111", text);
    assert_true(digits_press(text, sizeof text, 11, 11));
    assert_true(digits_press(text, sizeof text, 11, 10));
    assert_string_equal("11111111110", text);
    assert_false(digits_press(text, sizeof text, 11, 9));
    assert_false(digits_press(text, sizeof text, 11, 99));
    assert_false(digits_press(text, sizeof text, 11, -1));
    digits_group_phone(text, shown, sizeof shown);
    assert_string_equal("111 1111 1110", shown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_keypad_writes_digits_and_takes_them_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
