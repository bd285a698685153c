/* SPDX-License-Identifier: Apache-2.0 */
/* What an answer must be, by its field's type. Pure. */
#pragma once

#include "app/form/form.h"

/* ERR_RANGE with a sentence that says how to mend it, in the source language: whoever shows it does
 * so through _(), for the language may be changed while it stands. `today` as in struct form. */
MUST_CHECK enum err rules_check(const struct item_field *field, const char *value, int today,
                                char ret_advice[FORM_ADVICE_MAX]);
/* The day that a bound is, YYYYMMDD; 0: none is given, or it hangs on a today that is not known
 * (0). */
int rules_day(const struct item_day *bound, int today);
