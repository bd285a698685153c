/* SPDX-License-Identifier: Apache-2.0 */
/* Invented enterprises, and who may act for them (openapi.yaml §15). */
#pragma once

#include "tests/province/desk.h"

/* POST /enterprises. */
struct answer enterprises_tell(struct desk *desk, const struct judge_request *r, const json_t *doc);
/* True for the number of one of them. */
bool enterprises_know(const char *code);
/* Who may apply for whom: 0 status for a person, unless the item is for enterprises, and for a
 * contact who may act for the applicant. */
struct answer enterprises_look(const json_t *doc);
