/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what operations share. */
#pragma once

#include "tests/province/desk.h"

enum { PROJECT_NO = 32 };

/* Area, date, serial of the day: 16 digits. */
void desk_make_project_no(struct desk *desk, const json_t *doc, char ret_text[PROJECT_NO]);
