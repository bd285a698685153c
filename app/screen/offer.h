/* SPDX-License-Identifier: Apache-2.0 */
/* What stands in a menu, as tiles to press: menus within it, then items. */
#pragma once

#include "app/screen/model.h"
#include "app/screen/screen.h"

enum { OFFER_TABS_MAX = 4, OFFER_ALL = -1 };

/* The menus that the first screen shows as tabs, those with something in them and as many as there
 * is room for; returns how many. */
int offer_tabs(const struct layout *l, const struct model *model, int ret_menu[OFFER_TABS_MAX]);
/* Tiles; `menu` OFFER_ALL: every item. In the first tab the menus for which there was no tab stand
 * too. */
void offer_add(struct layout *l, const struct model *model, int menu, bool first_tab);
/* The same on a page of its own: few of them are cards with a sentence each. */
void offer_add_page(struct layout *l, const struct model *model, int menu);
/* A tile was pressed (ACTION_CHOOSE). */
enum verdict offer_press(struct model *model, int arg);
