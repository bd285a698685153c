/* SPDX-License-Identifier: Apache-2.0 */
/* 补正 (openapi.yaml §11): a case goes back with what it lacks, and comes again. */
#pragma once

#include "tests/province/desk.h"

/* POST /cases/correct */
struct answer desk_correct(struct desk *desk, const struct judge_request *r, const json_t *doc);

/* Something that is missing: `field` of its form, or "" for a material; which of the item's,
 * `material` says, "" for none of them. */
struct desk_lack {
    const char *field, *material, *name, *reason, *until;
    const char *part; /* task_code of the part that lacks it; NULL or "": the whole */
};

/* One more thing that the case lacks; it is in correction from now on. False when there is no such
 * case, or it lacks as much as can be told. */
bool desk_return(struct desk *desk, const char *local_number, const struct desk_lack *lack);
/* "K017-000001 - 户口簿 20261210 reason …", with the field's name for "-", or "-house_lease" for a
 * material of the item. */
bool desk_return_line(struct desk *desk, const char *line);
