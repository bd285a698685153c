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

static void a_number_is_typed_with_one_point(void **state)
{
    (void)state;
    enum { POINT = 9, ZERO = 10, BACK = 11 };
    char text[16] = "";
    assert_false(digits_press_number(text, sizeof text, 2, POINT));
    assert_false(digits_press_number(text, sizeof text, 2, BACK));
    assert_false(digits_press_number(text, sizeof text, 2, DIGITS_KEYS));
    assert_false(digits_press_number(text, sizeof text, 2, -1));
    assert_true(digits_press_number(text, sizeof text, 2, ZERO));
    assert_true(digits_press_number(text, sizeof text, 2, 4)); /* 0 and then 5 is 5 */
    assert_string_equal("5", text);
    assert_true(digits_press_number(text, sizeof text, 2, POINT));
    assert_false(digits_press_number(text, sizeof text, 2, POINT));
    assert_true(digits_press_number(text, sizeof text, 2, ZERO));
    assert_true(digits_press_number(text, sizeof text, 2, 0));
    assert_false(digits_press_number(text, sizeof text, 2, 0));
    assert_string_equal("5.01", text);
    assert_true(digits_press_number(text, sizeof text, 2, BACK));
    assert_string_equal("5.0", text);
    char whole[16] = "12345678";
    assert_false(digits_press_number(whole, sizeof whole, 0, POINT));
    assert_true(digits_press_number(whole, sizeof whole, 0, 8));
    assert_false(digits_press_number(whole, sizeof whole, 0, 0));
    char small[3] = "12";
    assert_false(digits_press_number(small, sizeof small, 0, 0));
    assert_string_equal("12", small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_typed_with_one_point),
        cmocka_unit_test(the_keypad_writes_digits_and_takes_them_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
