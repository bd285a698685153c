/* SPDX-License-Identifier: Apache-2.0 */
/* What the officials of each department see of their part of a case, and do about it. */
#pragma once

#include <stdio.h>

#include "tests/province/control.h"

/* Nothing for a case of one item. */
void office_together(FILE *page, const char *local_number, const json_t *standing);
