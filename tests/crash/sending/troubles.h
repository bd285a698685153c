/* SPDX-License-Identifier: Apache-2.0 */
/* Everything that may happen to an application, one row each. */
#pragma once

#include "tests/crash/sending/world.h"

/* One of them begins now, by chance; it ends by itself or with world_clear(). */
void troubles_begin(struct world *w);
/* How often each happened since the program began, one line. */
void troubles_tell(FILE *out);
