/* SPDX-License-Identifier: Apache-2.0 */
/* The way to a phone, on pages where somebody may want it; nothing while the item does not allow it
 * or the province cannot be reached. Pressed: ACTION_HANDOVER. */
#pragma once

#include "app/screen/model.h"
#include "app/ui/layout.h"

/* Where there is room to spare. */
void handover_add(struct layout *l, const struct model *model);
/* In any case: where somebody lacks something. */
void handover_add_always(struct layout *l, const struct model *model);
