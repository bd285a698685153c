/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: 12345 orders. They are kept with the cases, which ask and list them alike. */
#pragma once

#include "tests/province/desk.h"

struct answer desk_order(struct desk *desk, const struct judge_request *r, const json_t *doc);
/* Asks for more time: extended, and promised for ten working days from today. */
bool desk_extend(struct desk *desk, const char *local_number, const char *message);
