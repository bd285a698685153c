/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of the control socket about invented people. */
#pragma once

#include "tests/province/desk.h"

/* As control_booking(). */
bool control_people(struct desk *desk, const char *word, const char *rest, bool *ret_good,
                    char **ret_text);
