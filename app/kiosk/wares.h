/* SPDX-License-Identifier: Apache-2.0 */
/* What the kiosk has to offer: the items it carries and those that the province sent (the set in
 * $BUDAYANG_ITEMS that counts), as the catalogue says. Another set is taken when nobody is in the
 * middle of something. */
#pragma once

#include "app/screen/model.h"

struct wares {
    char set[SHELF_PATH_MAX]; /* the folder of the province's items, "" when there is none */
    bool told;                /* a catalogue came since the set was looked at */
    size_t count;
    struct catalogue_row *rows; /* of the last catalogue */
};

/* Fills model->shelf; what is wrong is in the log. */
void wares_load(struct wares *wares, struct model *model);
/* The menus, and what the site puts first (kiosk.ini); once. */
void wares_load_menus(struct model *model);
void wares_done(struct wares *wares);
/* A catalogue came; the rows are the wares' from now on. */
void wares_take(struct wares *wares, struct model *model, struct catalogue_row *rows, size_t count);
/* Nobody is in the middle of something: now another set may be taken. */
void wares_rest(struct wares *wares, struct model *model);
