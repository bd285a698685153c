/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers of a form as texts: money and areas are no floats. */
#include <inttypes.h>
#include <string.h>

#include "app/item/item.h"

enum { WHOLE_MAX = 9 };

static int64_t read_digits(const char *text, size_t len, int64_t before)
{
    for (size_t i = 0; i < len; i++)
        before = before * 10 + (text[i] - '0');
    return before;
}

bool item_number_read(const char *text, int decimals, int64_t *ret_number)
{
    size_t whole = strspn(text, "0123456789");
    const char *rest = text[whole] == '.' ? text + whole + 1 : text + whole;
    size_t part = strspn(rest, "0123456789");
    bool point = rest != text + whole;
    if (whole == 0 || whole > WHOLE_MAX || (whole > 1 && *text == '0') || rest[part])
        return false;
    if (part > (size_t)decimals || (point && part == 0))
        return false;
    int64_t number = read_digits(rest, part, read_digits(text, whole, 0));
    for (size_t i = part; i < (size_t)decimals; i++)
        number *= 10;
    *ret_number = number;
    return true;
}

void item_number_say(int64_t number, int decimals, char ret_text[ITEM_NUMBER_TEXT])
{
    int64_t step = 1;
    for (int i = 0; i < decimals; i++)
        step *= 10;
    int n = snprintf(ret_text, ITEM_NUMBER_TEXT, "%" PRId64, number / step);
    if (number % step == 0)
        return;
    n += snprintf(ret_text + n, ITEM_NUMBER_TEXT - (size_t)n, ".%0*" PRId64, decimals,
                  number % step);
    while (ret_text[n - 1] == '0')
        ret_text[--n] = '\0';
}
