/* SPDX-License-Identifier: Apache-2.0 */
#include "app/screen/offer.h"

#include <string.h>

#include "app/screen/able.h"
#include "app/screen/actions.h"
#include "app/screen/choose.h"
#include "app/words/words.h"

/* Beyond TILES_MAX nobody leafs: the first by their order stand here, the search finds all. An
 * `arg` from MENU_ARG on is a menu, below it an item. */
enum { TILES_MAX = 60, MENU_ARG = SHELF_MAX, CARDS_MAX = 4, LEANEST = 2 };

struct tiles {
    const struct model *model;
    struct tile tile[TILES_MAX];
    int count;
};

static enum look look_of(const char *colour)
{
    static const struct {
        const char *name;
        enum look look;
    } looks[] = {
        {"red", LOOK_ERROR}, {"amber", LOOK_WARN}, {"green", LOOK_OK}, {"violet", LOOK_VIOLET}};
    for (size_t i = 0; i < ARRAY_LEN(looks); i++)
        if (strcmp(looks[i].name, colour) == 0)
            return looks[i].look;
    return LOOK_INFO;
}

static void add_item(struct tiles *t, size_t index)
{
    const struct face *face = &t->model->shelf.entry[index].face;
    const struct face_words *words = &face->in[t->model->visit.needs.language];
    const char *limit = able_words(able_look(t->model, &face->traits));
    if (t->count < TILES_MAX)
        t->tile[t->count++] = (struct tile){.icon = face->icon,
                                            .label = words->title,
                                            .note = limit ? limit : words->subtitle,
                                            .look = look_of(face->colour),
                                            .arg = (int)index};
}

static void add_menu(struct tiles *t, size_t which)
{
    const struct menu *menu = &t->model->menus.menu[which];
    if (t->count < TILES_MAX && menus_has(&t->model->menus, which, &t->model->shelf))
        t->tile[t->count++] = (struct tile){.icon = menu->icon,
                                            .label = menu->title[t->model->visit.needs.language],
                                            .note = _("点开看看"),
                                            .look = look_of(menu->colour),
                                            .arg = MENU_ARG + (int)which};
}

static size_t shown_tabs(const struct model *model, size_t max, int ret_menu[])
{
    const struct menus *menus = &model->menus;
    size_t n = 0;
    for (size_t i = 0; i < menus->tab_count && n < max; i++)
        if (menus_has(menus, menus->tab[i], &model->shelf))
            ret_menu[n++] = menus->tab[i];
    return n;
}

/* Large letters leave room for two beside each other, English words for three; where the page is at
 * its closest there are no tabs. */
static size_t room_for_tabs(const struct layout *l, const struct model *model)
{
    bool other = model->visit.needs.language != LANGUAGE_CHINESE;
    return l->lean >= LEANEST ? 1 : l->needs.large ? 2 : other ? 3 : OFFER_TABS_MAX;
}

int offer_tabs(const struct layout *l, const struct model *model, int ret_menu[OFFER_TABS_MAX])
{
    return (int)shown_tabs(model, room_for_tabs(l, model), ret_menu);
}

static void add_rest(struct tiles *t, size_t room)
{
    int menu[MENU_TABS_MAX];
    size_t all = shown_tabs(t->model, MENU_TABS_MAX, menu);
    for (size_t i = room; i < all; i++)
        add_menu(t, (size_t)menu[i]);
}

static void add_all(struct tiles *t, int menu)
{
    const struct shelf *shelf = &t->model->shelf;
    const struct menus *menus = &t->model->menus;
    size_t index[TILES_MAX];
    if (menu == OFFER_ALL) {
        for (size_t i = 0; i < shelf->count; i++)
            if (!shelf->entry[i].withdrawn)
                add_item(t, i);
        return;
    }
    for (size_t p = 0; p < menus->menu[menu].part_count; p++)
        add_menu(t, menus->menu[menu].part[p]);
    size_t n = menus_list(menus, (size_t)menu, shelf, TILES_MAX, index);
    for (size_t i = 0; i < n; i++)
        add_item(t, index[i]);
}

static void add_tiles(struct layout *l, const struct tiles *t)
{
    part_tiles(l, t->tile, t->count, ACTION_CHOOSE,
               (struct pager){t->model->page.sheet, ACTION_SHEET});
}

void offer_add(struct layout *l, const struct model *model, int menu, bool first_tab)
{
    struct tiles t = {.model = model};
    add_all(&t, menu);
    if (first_tab)
        add_rest(&t, room_for_tabs(l, model));
    add_tiles(l, &t);
}

static const char *sentence_of(const struct model *model, int arg)
{
    enum language language = model->visit.needs.language;
    return arg >= MENU_ARG ? model->menus.menu[arg - MENU_ARG].text[language]
                           : model->shelf.entry[arg].face.in[language].summary;
}

static void add_card(struct layout *l, const struct model *model, const struct tile *tile)
{
    const char *limit =
        tile->arg < MENU_ARG
            ? able_words(able_look(model, &model->shelf.entry[tile->arg].face.traits))
            : NULL;
    part_link(l, &(struct link){.icon = tile->icon,
                                .title = tile->label,
                                .text = sentence_of(model, tile->arg),
                                .badge = {.label = limit, .look = LOOK_WARN},
                                .action = ACTION_CHOOSE,
                                .arg = tile->arg});
}

void offer_add_page(struct layout *l, const struct model *model, int menu)
{
    struct tiles t = {.model = model};
    add_all(&t, menu);
    if (t.count > CARDS_MAX || l->lean > 0) {
        add_tiles(l, &t);
        return;
    }
    for (int i = 0; i < t.count; i++)
        add_card(l, model, &t.tile[i]);
}

enum verdict offer_press(struct model *model, int arg)
{
    if (arg < MENU_ARG)
        return choose_item(model, arg);
    if ((size_t)(arg - MENU_ARG) >= model->menus.count)
        return VERDICT_STAY;
    model->menu = arg - MENU_ARG;
    return VERDICT_MENU;
}
