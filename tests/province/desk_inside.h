/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what operations share. */
#pragma once

#include "tests/province/desk.h"

enum { PROJECT_NO = 32 };

/* When it was agreed to, in milliseconds: a message may arrive long after. */
int64_t desk_consent_ms(const json_t *doc);

/* Area, date, serial of the day: 16 digits. */
void desk_make_project_no(struct desk *desk, const json_t *doc, char ret_text[PROJECT_NO]);
