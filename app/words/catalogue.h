/* SPDX-License-Identifier: Apache-2.0 */
/* A compiled message catalogue (GNU gettext manual, "The Format of GNU MO Files": 32-bit words,
 * little or big endian, two tables of length and offset, sorted by source text). */
#pragma once

#include "platform/base/err.h"

struct catalogue;

/* Checks every bound of `size` bytes, then keeps them: `data` is heap memory and belongs to the
 * catalogue if this succeeds. ERR_FORMAT, ERR_MEMORY. */
MUST_CHECK enum err catalogue_new(char *data, size_t size, struct catalogue **ret_catalogue);
void catalogue_free(struct catalogue *catalogue);
DEFINE_AUTO(struct catalogue, catalogue_free);

/* NULL when the text has no translation here. */
const char *catalogue_find(const struct catalogue *catalogue, const char *text);
size_t catalogue_count(const struct catalogue *catalogue);
