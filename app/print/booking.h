/* SPDX-License-Identifier: Apache-2.0 */
/* The slips of an appointment and of a fee (inside the room), and the code that is on the former.
 */
#pragma once

#include "app/print/draft.h"
#include "app/print/slip.h"

void booking_compose(struct draft *d, const struct visit *visit, const struct slip_place *place);
void fee_compose(struct draft *d, const struct visit *visit, const struct slip_place *place);
/* What the code says to a phone: what, when, where, the number; nothing about the person. */
void booking_code(const struct visit *visit, const char *title, char ret_text[SLIP_CODE_TEXT]);
