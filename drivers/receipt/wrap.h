/* SPDX-License-Identifier: Apache-2.0 */
/* Breaks one paragraph into lines; see layout.h for the rules. */
#pragma once

#include "platform/base/err.h"

/* The next line of at most `columns` columns (2 or more) from *at and past it, with the blanks at
 * the break left out. Returns its bytes from *ret_start; false when nothing is left. An empty
 * paragraph is one empty line. `*at` becomes NULL at the end. */
bool wrap_next(const char **at, int columns, const char **ret_start, size_t *ret_bytes);
