/* SPDX-License-Identifier: Apache-2.0 */
/* What is held before the scanner and cannot be taken: said the same way on every page that scans.
 */
#pragma once

#include "app/screen/screen.h"
#include "app/ui/layout.h"

/* True when there was something to say. */
bool held_advise(struct layout *l, const struct model *model);
