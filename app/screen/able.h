/* SPDX-License-Identifier: Apache-2.0 */
/* What stands between a citizen and an item right now; said before they begin. */
#pragma once

#include "app/screen/model.h"
#include "app/screen/screen.h"

enum able {
    ABLE_YES,
    ABLE_ON_SCREEN,   /* its paper cannot be printed: the screen must do */
    ABLE_ONLINE_ONLY, /* not without a network */
    ABLE_NOT_KEPT,    /* what it makes could not be kept */
    ABLE_NOBODY,      /* nothing here can say who applies */
    ABLE_COUNTER,     /* an official must see who applies */
};

enum able able_look(const struct model *model, const struct item_traits *traits);
/* False when beginning would lead nowhere. */
bool able_begins(enum able able);
/* A few words for a tile, NULL when all is well. */
const char *able_words(enum able able);
/* The notice over the item's page; nothing when all is well. */
void able_add(struct layout *l, enum able able);
