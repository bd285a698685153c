/* SPDX-License-Identifier: Apache-2.0 */
/* What an official does: a form that was sent, done. */
#pragma once

#include "tests/province/control.h"

enum office_result { OFFICE_DONE, OFFICE_WRONG, OFFICE_NOWHERE };

/* `form`: the fields as texts. ret_back (256 bytes): the page to show then. */
enum office_result office_act(const struct control_rooms *rooms, const char *path,
                              const json_t *form, char ret_back[256]);
