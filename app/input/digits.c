/* SPDX-License-Identifier: Apache-2.0 */
#include "app/input/digits.h"

#include <string.h>

const char *const digits_keys[DIGITS_KEYS] = {"1", "2", "3", "4", "5", "6",
                                              "7", "8", "9", "",  "0", "backspace"};

bool digits_press(char *text, size_t size, size_t max, int key)
{
    size_t len = strlen(text);
    if (key < 0 || key >= DIGITS_KEYS || !*digits_keys[key])
        return false;
    if (strcmp(digits_keys[key], "backspace") == 0) {
        if (len == 0)
            return false;
        text[len - 1] = '\0';
        return true;
    }
    if (len >= max || len + 1 >= size)
        return false;
    text[len] = digits_keys[key][0];
    text[len + 1] = '\0';
    return true;
}

const char *const digits_point_keys[DIGITS_KEYS] = {"1", "2", "3", "4", "5", "6",
                                                    "7", "8", "9", ".", "0", "backspace"};

enum { WHOLE_DIGITS = 9, BACKSPACE = DIGITS_KEYS - 1 };

static bool has_room(const char *text, int decimals, char c)
{
    const char *point = strchr(text, '.');
    if (c == '.')
        return decimals > 0 && !point && *text;
    return point ? strlen(point + 1) < (size_t)decimals : strlen(text) < WHOLE_DIGITS;
}

bool digits_press_number(char *text, size_t size, int decimals, int key)
{
    size_t len = strlen(text);
    if (key < 0 || key >= DIGITS_KEYS)
        return false;
    char c = digits_point_keys[key][0];
    if (key == BACKSPACE) {
        if (len > 0)
            text[len - 1] = '\0';
        return len > 0;
    }
    if (strcmp(text, "0") == 0 && c != '.') /* 0 and then 5 is 5 */
        len = 0;
    else if (!has_room(text, decimals, c))
        return false;
    if (len + 1 >= size)
        return false;
    text[len] = c;
    text[len + 1] = '\0';
    return true;
}

void digits_group_phone(const char *digits, char *ret_text, size_t size)
{
    size_t out = 0;
    for (size_t i = 0; digits[i] && out + 2 < size; i++) {
        if (i == 3 || i == 7)
            ret_text[out++] = ' ';
        ret_text[out++] = digits[i];
    }
    ret_text[out] = '\0';
}
