/* SPDX-License-Identifier: Apache-2.0 */
/* Who helps instead of the machine: one card, used by several screens. */
#pragma once

#include "app/screen/model.h"
#include "app/screen/screen.h"

/* `item` may be NULL: then no office is named. */
void people_add(struct layout *l, const struct model *model, const struct item *item);
/* The item at hand, else the first one here, else NULL. */
const struct item *people_item(const struct model *model);
/* The notice about a card whose owner has gone; it names nobody. */
void people_add_left_card(struct layout *l, const struct model *model);
