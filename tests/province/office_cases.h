/* SPDX-License-Identifier: Apache-2.0 */
/* The office's list of cases, and one of them. `about`: its local number. */
#pragma once

#include <stdio.h>

#include "tests/province/control.h"

bool office_cases_page(FILE *page, const struct control_rooms *rooms, const char *about);
/* How it stands, in words: 办理中 … */
void office_write_state(FILE *page, const char *state);
/* False: there is no such case. */
bool office_case_page(FILE *page, const struct control_rooms *rooms, const char *about);
