/* SPDX-License-Identifier: Apache-2.0 */
/* The phone's side of a hand-over: plain pages for a small screen. */
#pragma once

#include <stdio.h>

#include "tests/province/office_acts.h"

/* "/go": where a code is typed; "/go/TOKEN": whose is it?; "/go/TOKEN/OPENED": go on. */
bool office_code_page(FILE *page, const struct control_rooms *rooms, const char *about);
bool office_go_page(FILE *page, const struct control_rooms *rooms, const char *about);
enum office_result office_take_code(const struct control_rooms *rooms, const char *about,
                                    const json_t *form, char *ret_back);
enum office_result office_go(const struct control_rooms *rooms, const char *about,
                             const json_t *form, char *ret_back);
