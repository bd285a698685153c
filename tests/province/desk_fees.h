/* SPDX-License-Identifier: Apache-2.0 */
/* Fees (openapi.yaml §12): notices, and a payment page that takes no money. */
#pragma once

#include "tests/province/desk.h"

struct answer desk_fees(struct desk *desk, const struct judge_request *r, const json_t *doc);
struct answer desk_fee_state(struct desk *desk, const struct judge_request *r, const json_t *doc);
/* The fee of a case that was just taken, when its item has one. */
bool desk_owe_for(struct desk *desk, const json_t *doc, const char *project_no);

/* Adds how its fee stands to what is told of a case (`one` has its project_no); nothing without a
 * fee. */
void desk_tell_fee(struct desk *desk, json_t *one);

enum { DESK_NAME_TEXT = 128 };

/* 张三 → 张* */
void desk_mask(const char *name, char ret_text[DESK_NAME_TEXT]);
