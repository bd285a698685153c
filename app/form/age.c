/* SPDX-License-Identifier: Apache-2.0 */
#include "app/form/age.h"

#include <string.h>

#include "platform/base/date.h"
#include "platform/base/text.h"

enum { NUMBER_LENGTH = 18, BIRTH_AT = 6, BIRTH_LENGTH = 8 };

/* The day of this year on which another year of life is over. */
static int birthday_in(int year, int born)
{
    int day = year * 10000 + born % 10000;
    return date_is_valid(day) ? day : day - 1; /* 29 February */
}

/* Dates of platform/base begin in 1970, people earlier: the days of a year recur with its length.
 */
bool age_is_day(int date)
{
    int year = date / 10000;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return year >= 1800 && date_is_valid((leap ? 2000 : 2001) * 10000 + date % 10000);
}

int age_on(int born, int today)
{
    if (!age_is_day(born) || !date_is_valid(today) || today < AGE_FIRST_DAY || born > today)
        return AGE_UNKNOWN;
    int year = today / 10000;
    int age = year - born / 10000 - (today < birthday_in(year, born));
    return age <= ITEM_AGE_MAX ? age : AGE_UNKNOWN;
}

static int read_digits(const char *text)
{
    int value = 0;
    for (int i = 0; i < BIRTH_LENGTH; i++) {
        if (text[i] < '0' || text[i] > '9')
            return 0;
        value = value * 10 + text[i] - '0';
    }
    return age_is_day(value) ? value : 0;
}

int age_read_birth(const char *birth, const char *number)
{
    int born = strlen(birth) == BIRTH_LENGTH ? read_digits(birth) : 0;
    if (born == 0 && strlen(number) == NUMBER_LENGTH)
        born = read_digits(number + BIRTH_AT);
    return born;
}

enum age_fit age_look(const struct item_ages *ages, int age)
{
    if (!item_ages_limit(ages))
        return AGE_FITS;
    if (age == AGE_UNKNOWN)
        return AGE_NOT_KNOWN;
    if (age < ages->min)
        return AGE_TOO_YOUNG;
    return ages->max > 0 && age > ages->max ? AGE_TOO_OLD : AGE_FITS;
}
