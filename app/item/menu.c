/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/menu.h"

#include <string.h>

#include "app/item/read.h"
#include "app/item/where.h"
#include "platform/base/text.h"

enum { ID_MAX = 23, TITLE_MAX = 6, TEXT_MAX = 24, ICON_MAX = 30, CODE_MAX = 36 };

static bool find(const struct menus *menus, const char *id, uint8_t *ret_index)
{
    for (size_t i = 0; i < menus->count; i++)
        if (strcmp(menus->menu[i].id, id) == 0) {
            *ret_index = (uint8_t)i;
            return true;
        }
    return false;
}

/* A list of ids of menus that are there. */
static size_t read_ids(struct read *r, const struct menus *menus, const json_t *list, size_t max,
                       uint8_t ret_index[])
{
    size_t n = 0;
    for (size_t i = 0; i < json_array_size(list) && n < max; i++) {
        const char *id = json_string_value(json_array_get(list, i));
        if (!id || !find(menus, id, &ret_index[n]))
            read_fail(r, "tabs and parts", ERR_MISSING, "names a menu that is not there");
        else
            n++;
    }
    return n;
}

static void read_menu(struct read *r, struct menu *menu, const json_t *from)
{
    read_only(r, from, "id title~ text~ icon colour untagged parts");
    menu->id = read_text(r, from, "id", NEED, ID_MAX);
    menu->title[r->language] = read_said(r, from, "title", NEED, TITLE_MAX);
    menu->text[r->language] = read_said(r, from, "text", NEED, TEXT_MAX);
    menu->icon = read_text(r, from, "icon", NEED, ICON_MAX);
    menu->colour = read_text(r, from, "colour", NEED, ICON_MAX);
    menu->untagged = read_bool(r, from, "untagged");
    (void)read_array(r, from, "parts", MAY, MENU_PARTS_MAX);
}

static void read_menus(struct read *r, struct menus *menus, const json_t *root)
{
    uint8_t twin;
    const json_t *list = read_array(r, root, "menus", NEED, MENUS_MAX);
    menus->count = 0;
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        size_t mark = read_enter(r, "menus", (int)i);
        read_menu(r, &menus->menu[i], json_array_get(list, i));
        if (r->err == ERR_NONE && find(menus, menus->menu[i].id, &twin))
            read_fail(r, "id", ERR_CONFLICT, "is used twice");
        menus->count = i + 1;
        read_leave(r, mark);
    }
}

/* Once all are known by name. */
static void read_parts(struct read *r, struct menus *menus, const json_t *root)
{
    const json_t *list = json_object_get(root, "menus");
    for (size_t i = 0; i < menus->count && r->err == ERR_NONE; i++) {
        struct menu *menu = &menus->menu[i];
        const json_t *parts = json_object_get(json_array_get(list, i), "parts");
        size_t mark = read_enter(r, "menus", (int)i);
        menu->part_count = read_ids(r, menus, parts, MENU_PARTS_MAX, menu->part);
        for (size_t p = 0; p < menu->part_count; p++)
            if (json_object_get(json_array_get(list, menu->part[p]), "parts"))
                read_fail(r, "parts", ERR_RANGE, "a menu within a menu has no parts");
        read_leave(r, mark);
    }
}

static void read_root(struct read *r, struct menus *menus, const json_t *root)
{
    read_only(r, root, "menus tabs");
    read_menus(r, menus, root);
    read_parts(r, menus, root);
    menus->tab_count = read_ids(r, menus, read_array(r, root, "tabs", NEED, MENU_TABS_MAX),
                                MENU_TABS_MAX, menus->tab);
    if (menus->tab_count == 0)
        read_fail(r, "tabs", ERR_MISSING, "the first screen shows one or more");
}

static enum err fault(struct item_fault *ret_fault, const char *json, const struct read *r)
{
    ret_fault->line = where_line(json, r->path);
    text_copy(ret_fault->reason, sizeof ret_fault->reason, r->reason);
    return r->err;
}

static enum err load(const char *json, size_t len, json_t **ret_root, struct item_fault *ret_fault)
{
    json_error_t error;
    *ret_fault = (struct item_fault){.line = 1, .reason = "longer than 64 KiB, or holds a NUL"};
    if (len > MENU_FILE_MAX || strnlen(json, len) != len)
        return ERR_TOO_LONG;
    *ret_root = json_loadb(json, len, JSON_REJECT_DUPLICATES, &error);
    if (json_is_object(*ret_root))
        return ERR_NONE;
    ret_fault->line = *ret_root ? 1 : error.line;
    text_copy(ret_fault->reason, sizeof ret_fault->reason,
              *ret_root ? "must be an object" : error.text);
    json_decref(*ret_root);
    return ERR_FORMAT;
}

enum err menus_parse(const char *json, size_t len, struct menus *ret_menus,
                     struct item_fault *ret_fault)
{
    json_t *root;
    struct menus menus = {.count = 0};
    struct read r = {.err = ERR_NONE};
    TRY(load(json, len, &root, ret_fault));
    for (enum language l = 0; l < LANGUAGE_COUNT && r.err == ERR_NONE; l++) {
        r = (struct read){.language = l};
        read_root(&r, &menus, root);
    }
    if (r.err != ERR_NONE) {
        enum err e = fault(ret_fault, json, &r);
        json_decref(root);
        return e;
    }
    menus.source = root;
    *ret_menus = menus;
    return ERR_NONE;
}

static void read_site(struct read *r, struct menus *menus, const json_t *root)
{
    read_only(r, root, "tabs first");
    const json_t *tabs = read_array(r, root, "tabs", MAY, MENU_TABS_MAX);
    const json_t *first = read_array(r, root, "first", MAY, MENU_FIRST_MAX);
    if (json_array_size(tabs))
        menus->tab_count = read_ids(r, menus, tabs, MENU_TABS_MAX, menus->tab);
    menus->first_count = 0;
    for (size_t i = 0; i < json_array_size(first) && r->err == ERR_NONE; i++) {
        const char *code = json_string_value(json_array_get(first, i));
        if (!code || !*code || strlen(code) > CODE_MAX)
            read_fail(r, "first", ERR_FORMAT, "a list of task codes");
        else
            menus->first[menus->first_count++] = code;
    }
}

enum err menus_take_site(struct menus *menus, const char *json, size_t len,
                         struct item_fault *ret_fault)
{
    json_t *root;
    struct menus next = *menus;
    struct read r = {.err = ERR_NONE};
    TRY(load(json, len, &root, ret_fault));
    read_site(&r, &next, root);
    if (r.err != ERR_NONE) {
        enum err e = fault(ret_fault, json, &r);
        json_decref(root);
        return e;
    }
    json_decref(menus->site);
    *menus = next;
    menus->site = root;
    return ERR_NONE;
}

void menus_done(struct menus *menus)
{
    json_decref(menus->source);
    json_decref(menus->site);
    *menus = (struct menus){.count = 0};
}

/* `tags`: ids with a space behind each. */
static bool is_tagged(const char *tags, const char *id)
{
    size_t len = strlen(id);
    for (const char *at = tags; *at; at += strcspn(at, " ") + 1)
        if (strncmp(at, id, len) == 0 && at[len] == ' ')
            return true;
    return false;
}

static bool holds(const struct menu *menu, const struct shelf_entry *entry)
{
    const char *tags = entry->face.menus;
    return !entry->withdrawn && (*tags ? is_tagged(tags, menu->id) : menu->untagged);
}

static bool has_items(const struct menu *menu, const struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++)
        if (holds(menu, &shelf->entry[i]))
            return true;
    return false;
}

bool menus_has(const struct menus *menus, size_t which, const struct shelf *shelf)
{
    const struct menu *menu = &menus->menu[which];
    bool has = has_items(menu, shelf);
    for (size_t p = 0; p < menu->part_count && !has; p++)
        has = has_items(&menus->menu[menu->part[p]], shelf);
    return has;
}

static bool is_first(const struct menus *menus, const char *task_code)
{
    for (size_t i = 0; i < menus->first_count; i++)
        if (strcmp(menus->first[i], task_code) == 0)
            return true;
    return false;
}

size_t menus_list(const struct menus *menus, size_t which, const struct shelf *shelf, size_t max,
                  size_t ret_index[])
{
    const struct menu *menu = &menus->menu[which];
    size_t n = 0, at;
    for (size_t i = 0; i < menus->first_count && n < max; i++)
        if (shelf_find(shelf, menus->first[i], &at) && holds(menu, &shelf->entry[at]))
            ret_index[n++] = at;
    for (size_t i = 0; i < shelf->count && n < max; i++)
        if (holds(menu, &shelf->entry[i]) && !is_first(menus, shelf->entry[i].face.task_code))
            ret_index[n++] = i;
    return n;
}
