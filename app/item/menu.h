/* SPDX-License-Identifier: Apache-2.0 */
/* Menus as data: assets/menus/menus.json says which there are, items say in which they stand
 * (`menus`), and a site's profile (assets/sites/NAME.json) what stands first. A life event
 * (人生事件) and a matter of several items (一件事) are menus within a menu. */
#pragma once

#include "app/item/shelf.h"

enum {
    MENUS_MAX = 32,
    MENU_PARTS_MAX = 12,
    MENU_TABS_MAX = 8,
    MENU_FIRST_MAX = 24,
    MENU_FILE_MAX = 64 * 1024
};

struct menu {
    const char *id, *icon, *colour;
    const char *title[LANGUAGE_COUNT], *text[LANGUAGE_COUNT];
    bool untagged;                /* items that name no menu stand here */
    size_t part_count;            /* menus within it; they have none themselves */
    uint8_t part[MENU_PARTS_MAX]; /* indexes of menus */
};

struct menus {
    void *source, *site; /* the parsed files that the strings point into */
    size_t count;        /* 0: there are none, all items stand in one list */
    struct menu menu[MENUS_MAX];
    size_t tab_count;
    uint8_t tab[MENU_TABS_MAX]; /* what the first screen shows, in this order */
    size_t first_count;
    const char *first[MENU_FIRST_MAX]; /* codes of items that stand before the others */
};

/* ERR_FORMAT, ERR_MISSING, ERR_RANGE, ERR_TOO_LONG, ERR_CONFLICT (an id twice); *ret_fault says
 * line and reason; *ret_menus is untouched. The caller calls menus_done(). */
MUST_CHECK enum err menus_parse(const char *json, size_t len, struct menus *ret_menus,
                                struct item_fault *ret_fault);
/* A site's order of tabs and items; `menus` is untouched on failure. */
MUST_CHECK enum err menus_take_site(struct menus *menus, const char *json, size_t len,
                                    struct item_fault *ret_fault);
void menus_done(struct menus *menus);

/* Is anything on offer in it, or in a menu within it? */
bool menus_has(const struct menus *menus, size_t which, const struct shelf *shelf);
/* Indexes of the items on offer that stand in it, the site's first ones before the others. Returns
 * how many were written. */
size_t menus_list(const struct menus *menus, size_t which, const struct shelf *shelf, size_t max,
                  size_t ret_index[]);
