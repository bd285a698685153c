/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: app/item platform/base */
/* The first byte: a file of menus, or a site's profile over the menus that are shipped. */
#include <string.h>

#include "app/item/menu.h"
#include "platform/base/paths.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool good)
{
    if (!good)
        __builtin_trap();
}

/* Whoever walks them stays within them, and finds each only once. */
static void walk(const struct menus *m)
{
    static const struct shelf empty;
    size_t index[4];
    demand(m->count <= MENUS_MAX && m->tab_count <= MENU_TABS_MAX &&
           m->first_count <= MENU_FIRST_MAX);
    for (size_t i = 0; i < m->tab_count; i++)
        demand(m->tab[i] < m->count);
    for (size_t i = 0; i < m->count; i++) {
        const struct menu *menu = &m->menu[i];
        demand(*menu->id && *menu->title[LANGUAGE_CHINESE] && menu->part_count <= MENU_PARTS_MAX);
        for (size_t k = 0; k < menu->part_count; k++) {
            demand(menu->part[k] < m->count && menu->part[k] != i);
            demand(m->menu[menu->part[k]].part_count == 0);
        }
        demand(!menus_has(m, i, &empty) && menus_list(m, i, &empty, ARRAY_LEN(index), index) == 0);
    }
    for (size_t i = 0; i < m->first_count; i++)
        demand(m->first[i] && *m->first[i]);
}

static void read_menus(const char *text, size_t size)
{
    struct menus m = {.count = 0};
    struct item_fault fault = {.line = -1};
    if (menus_parse(text, size, &m, &fault) == ERR_NONE)
        walk(&m);
    else
        demand(m.count == 0 && fault.line >= 0 && *fault.reason);
    menus_done(&m);
}

static const char shipped[] =
    "{\"tabs\":[\"often\",\"person\"],\"menus\":["
    "{\"id\":\"often\",\"title\":\"a\",\"title_en\":\"a\",\"text\":\"b\",\"text_en\":\"b\","
    "\"icon\":\"star\",\"colour\":\"amber\",\"untagged\":true},"
    "{\"id\":\"person\",\"title\":\"c\",\"title_en\":\"c\",\"text\":\"d\",\"text_en\":\"d\","
    "\"icon\":\"person\",\"colour\":\"blue\",\"parts\":[\"birth\"]},"
    "{\"id\":\"birth\",\"title\":\"e\",\"title_en\":\"e\",\"text\":\"f\",\"text_en\":\"f\","
    "\"icon\":\"baby\",\"colour\":\"red\"}]}";

static void read_site(const char *text, size_t size)
{
    struct menus m = {.count = 0};
    struct item_fault fault = {.line = -1};
    demand(menus_parse(shipped, sizeof shipped - 1, &m, &fault) == ERR_NONE);
    const struct menus before = m;
    if (menus_take_site(&m, text, size, &fault) == ERR_NONE)
        walk(&m);
    else
        demand(memcmp(&before, &m, sizeof m) == 0 && fault.line >= 0 && *fault.reason);
    menus_done(&m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 0 && size <= MENU_FILE_MAX)
        (data[0] % 2 ? read_site : read_menus)((const char *)data + 1, size - 1);
    return 0;
}
