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
