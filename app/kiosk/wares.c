/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/wares.h"

#include <limits.h>
#include <string.h>

#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/base/text.h"

/* The folder itself, not the name that points to it: it stays when another set counts. */
static void find_set(char ret_set[SHELF_PATH_MAX])
{
    char link[SHELF_PATH_MAX], folder[PATH_MAX];
    *ret_set = '\0';
    if (paths_join(PLACE_ITEMS, "current", link, sizeof link) != ERR_NONE ||
        !realpath(link, folder))
        return;
    if (!text_copy(ret_set, SHELF_PATH_MAX, folder))
        *ret_set = '\0';
}

static void offer(const struct wares *wares, struct shelf *shelf)
{
    if (wares->count) /* else there is no catalogue yet, and what the kiosk carries is offered */
        shelf_withdraw_all(shelf);
    for (size_t i = 0; i < wares->count; i++)
        shelf_offer(shelf, wares->rows[i].task_code, wares->rows[i].reason == CATALOGUE_OFFERED);
}

static enum err load(const char *set, struct shelf *ret_shelf, size_t *ret_left_out)
{
    char path[SHELF_PATH_MAX];
    size_t left_out = 0;
    TRY(paths_join(PLACE_ASSETS, "items", path, sizeof path));
    TRY(shelf_load(path, ret_shelf, ret_left_out));
    enum err e = *set ? shelf_join(ret_shelf, set, &left_out) : ERR_NONE;
    if (e != ERR_NONE)
        log_event(LOG_WARN, "items_of_province", "err=%s", err_name(e));
    *ret_left_out += left_out;
    return ERR_NONE;
}

static void say_wrong(const char *file, enum err e, const struct item_fault *fault)
{
    log_event(LOG_WARN, "menus_left_out", "file=%s line=%d err=%s reason=\"%s\"", file, fault->line,
              err_name(e), fault->reason);
}

static enum err read_asset(const char *name, char **ret_text, size_t *ret_len)
{
    char path[SHELF_PATH_MAX];
    TRY(paths_join(PLACE_ASSETS, name, path, sizeof path));
    return paths_read_file(path, MENU_FILE_MAX, ret_text, ret_len);
}

/* Without them all items stand in one list; a site without a profile has the usual order. */
void wares_load_menus(struct model *model)
{
    AUTO(auto_free) char *text = NULL;
    AUTO(auto_free) char *site = NULL;
    char name[SETTINGS_TEXT + 16];
    size_t len;
    struct item_fault fault = {.reason = "cannot be read"};
    enum err e = read_asset("menus/menus.json", &text, &len);
    if (e == ERR_NONE)
        e = menus_parse(text, len, &model->menus, &fault);
    if (e != ERR_NONE)
        say_wrong("menus.json", e, &fault);
    if (e != ERR_NONE || !*model->settings->kiosk.site)
        return;
    snprintf(name, sizeof name, "sites/%s.json", model->settings->kiosk.site);
    fault = (struct item_fault){.reason = "cannot be read"};
    e = read_asset(name, &site, &len);
    if (e == ERR_NONE)
        e = menus_take_site(&model->menus, site, len, &fault);
    if (e != ERR_NONE)
        say_wrong(name, e, &fault);
}

void wares_load(struct wares *wares, struct model *model)
{
    size_t left_out = 0;
    find_set(wares->set);
    enum err e = load(wares->set, &model->shelf, &left_out);
    offer(wares, &model->shelf);
    log_event(e == ERR_NONE && left_out == 0 ? LOG_INFO : LOG_WARN, "items",
              "err=%s offered=%zu left_out=%zu", err_name(e), shelf_offered(&model->shelf),
              left_out);
}

void wares_done(struct wares *wares)
{
    free(wares->rows);
    *wares = (struct wares){.count = 0};
}

void wares_take(struct wares *wares, struct model *model, struct catalogue_row *rows, size_t count)
{
    free(wares->rows);
    wares->rows = rows;
    wares->count = count;
    wares->told = true;
    offer(wares, &model->shelf);
}

void wares_rest(struct wares *wares, struct model *model)
{
    char set[SHELF_PATH_MAX];
    if (!wares->told || model->visit.item)
        return;
    wares->told = false;
    find_set(set);
    if (strcmp(set, wares->set) == 0)
        return;
    shelf_done(&model->shelf);
    wares_load(wares, model);
}
