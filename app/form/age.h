/* SPDX-License-Identifier: Apache-2.0 */
/* How old somebody is, and whether that is within limits. Pure.
 *
 * A year of life is over on the birthday; who was born on 29 February completes it on 28 February
 * of a year without that day (民法典 第二百零二条: 没有对应日的，月末日为期间的最后一日). 以上,
 * 以下 and 满 include the number (第一千二百五十九条). */
#pragma once

#include "app/item/item.h"

enum { AGE_UNKNOWN = -1 };

/* The day this program was written: a clock that stands before it was lost. */
enum { AGE_FIRST_DAY = 20260101 };

/* True for a day of the calendar from 1800 on, YYYYMMDD. */
bool age_is_day(int date);
/* Whole years on that day, both as YYYYMMDD. AGE_UNKNOWN when one is no date, the birth is later,
 * the years are more than anybody's, or the day is earlier than this program: then the machine's
 * clock was lost. */
int age_on(int born, int today);
/* The date of birth YYYYMMDD, 0 when it is not known: `birth` as the card says it, else what stands
 * in an 18-digit number (GB 11643 and the numbers of residence permits, digits 7 to 14). */
int age_read_birth(const char *birth, const char *number);

enum age_fit { AGE_FITS, AGE_TOO_YOUNG, AGE_TOO_OLD, AGE_NOT_KNOWN };

/* AGE_FITS whoever it is when there is no limit. */
enum age_fit age_look(const struct item_ages *ages, int age);
