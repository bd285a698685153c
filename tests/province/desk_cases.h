/* SPDX-License-Identifier: Apache-2.0 */
/* An application comes in. */
#pragma once

#include "tests/province/desk.h"
#include "tests/province/items.h"

/* POST /cases */
struct answer desk_submit(struct desk *desk, const struct judge_request *r, const json_t *doc);
/* One that was looked at is filed: 201. */
struct answer desk_new_case(struct desk *desk, const struct judge_request *r, const json_t *doc);
/* What this province knows of an item by heart, or of one that it published; NULL. */
const struct item_rule *desk_rule(const struct desk *desk, const char *task_code);
