/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what slips of other things than a case begin and end with. */
#pragma once

#include "app/print/draft.h"
#include "app/print/slip.h"

/* Whose kiosk it is, what the slip is, and of which item. */
void slip_head(struct draft *d, const struct visit *visit, const struct slip_place *place,
               const char *title);
/* When and at which kiosk. */
void slip_foot(struct draft *d, const struct slip_place *place);
/* The name, masked; nothing while nobody is known. */
void slip_who(struct draft *d, const struct visit *visit);
