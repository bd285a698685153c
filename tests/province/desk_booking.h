/* SPDX-License-Identifier: Apache-2.0 */
/* Appointments (openapi.yaml §12): places, working days, seats. */
#pragma once

#include "tests/province/desk.h"

struct answer desk_slots(struct desk *desk, const struct judge_request *r, const json_t *doc);
struct answer desk_book(struct desk *desk, const struct judge_request *r, const json_t *doc);
struct answer desk_cancel(struct desk *desk, const struct judge_request *r, const json_t *doc);

/* Takes every seat that is left at that time ("" for the first place's first one of `date`, and ""
 * for the first day). False: there is no such time. */
bool desk_fill(struct desk *desk, const char *place, const char *date, const char *from);
/* The name of a place by its code; "" when there is none. */
const char *desk_place_name(const char *code);
