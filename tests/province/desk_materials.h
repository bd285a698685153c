/* SPDX-License-Identifier: Apache-2.0 */
/* §10: what a case says of its materials, held against its attachments. */
#pragma once

#include "tests/province/answer.h"
#include "tests/province/desk.h"

/* 42206 when the two do not agree; 0 status when they do, or the case says nothing. */
struct answer desk_look_at_materials(const struct desk *desk, const json_t *doc);
