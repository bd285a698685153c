/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of the control socket about appointments and fees. */
#pragma once

#include "tests/province/desk.h"

/* False: `word` is none of them. ret_good: "ok" or "error"; *ret_text: what follows, for free(). */
bool control_booking(struct desk *desk, const char *word, const char *rest, bool *ret_good,
                     char **ret_text);
