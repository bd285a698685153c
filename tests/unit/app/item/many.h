/* SPDX-License-Identifier: Apache-2.0 */
/* Thousands of invented items, always the same ones: what is done × about what × where, with the
 * words of real lists. Not on any list themselves. */
#pragma once

#include "platform/base/err.h"

enum { MANY_CODE_MAX = 37, MANY_TEXT = 240 };

struct many {
    char task_code[MANY_CODE_MAX];
    char name[MANY_TEXT], spelled[MANY_TEXT], initials[17];
    char dept[MANY_TEXT], dept_spelled[MANY_TEXT];
};

/* Item `n`, 0 to MANY_MOST - 1. */
enum { MANY_MOST = 5760 };
void many_make(size_t n, struct many *ret_item);

/* Writes files of `count` items into a directory, each the item file `like` with another name,
 * code and department, and dates them a day back. ERR_ABSENT, ERR_DISK, ERR_FORMAT. */
MUST_CHECK enum err many_write(const char *directory, const char *like, size_t count);
