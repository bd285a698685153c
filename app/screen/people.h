/* SPDX-License-Identifier: Apache-2.0 */
/* Who comes, and who helps instead of the machine: used by several screens. */
#pragma once

#include "app/screen/model.h"
#include "app/screen/screen.h"

/* NEXT as soon as somebody is known, FAIL when the item is not for somebody that old. */
enum verdict people_judge(struct model *model);
/* By telephone, and the office of the item at hand, else of the first one here, else none. */
void people_add(struct layout *l, const struct model *model);
/* The notice about a card whose owner has gone; it names nobody. */
void people_add_left_card(struct layout *l, const struct model *model);
