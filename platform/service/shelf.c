/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/shelf.h"

#include <string.h>
#include <unistd.h>

#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"

#define LEFTOVER "catalogue.json" /* in $BUDAYANG_STATE */

/* What may be offered here on that day. */
static enum err lay_out(const struct shelf *shelf, int date, struct catalogue_row **ret_rows)
{
    const struct catalogue *catalogue = &shelf->catalogue;
    struct catalogue_row *rows = calloc(catalogue->count + 1, sizeof *rows);
    if (!rows)
        return ERR_MEMORY;
    for (size_t i = 0; i < catalogue->count; i++) {
        rows[i] = catalogue->entry[i].row;
        rows[i].reason = catalogue_look(&catalogue->entry[i], shelf->place, date);
        if (rows[i].reason == CATALOGUE_OFFERED && shelf->damaged[i])
            rows[i].reason = CATALOGUE_DAMAGED;
    }
    *ret_rows = rows;
    return ERR_NONE;
}

static enum err read_body(const struct shelf *shelf, const char *body, size_t size,
                          struct catalogue *ret_catalogue)
{
    struct catalogue came;
    TRY(catalogue_read(body, size, &came));
    enum err e =
        published_fits(&shelf->published, came.area, came.version, shelf->catalogue.version);
    if (e != ERR_NONE) {
        catalogue_done(&came);
        return e;
    }
    *ret_catalogue = came;
    return ERR_NONE;
}

static enum err open_text(const struct shelf *shelf, struct signed_text text,
                          struct catalogue *ret_catalogue)
{
    AUTO(auto_free) char *body = NULL;
    size_t size;
    TRY(signed_open(shelf->published.publisher, CATALOGUE_KIND, text, &body, &size));
    return read_body(shelf, body, size, ret_catalogue);
}

enum err shelf_put_on(struct shelf *shelf, struct catalogue *came)
{
    struct shelf next = *shelf;
    next.catalogue = *came;
    next.count = came->count;
    next.damaged_count = 0;
    next.date = date_in_china(clock_wall_ms(), NULL);
    next.damaged = calloc(came->count + 1, sizeof *next.damaged);
    enum err e = next.damaged ? lay_out(&next, next.date, &next.rows) : ERR_MEMORY;
    if (e != ERR_NONE) {
        free(next.damaged);
        return e;
    }
    catalogue_done(&shelf->catalogue);
    free(shelf->damaged);
    free(shelf->rows);
    *shelf = next;
    *came = (struct catalogue){.version = 0};
    published_saw(&shelf->published, shelf->catalogue.version);
    return ERR_NONE;
}

/* What lies on disk may have changed there. */
static void look_at_files(struct shelf *shelf)
{
    struct catalogue_row *rows;
    for (size_t i = 0; i < shelf->count; i++) {
        const struct catalogue_entry *entry = &shelf->catalogue.entry[i];
        enum err e = *entry->sm3 ? stock_look(&shelf->stock, entry) : ERR_NONE;
        if (e == ERR_NONE)
            continue;
        shelf->damaged[i] = true;
        shelf->damaged_count++;
        log_event(LOG_WARN, "item_damaged", "task_code=%s err=%s", entry->row.task_code,
                  err_name(e));
    }
    if (shelf->damaged_count && lay_out(shelf, shelf->date, &rows) == ERR_NONE) {
        free(shelf->rows);
        shelf->rows = rows;
    }
}

/* A kiosk of before the sets kept its catalogue beside the outbox: what it offered yesterday it
 * goes on offering, and what was rolled back then stays so. */
static enum err adopt(struct shelf *shelf, const char *path)
{
    AUTO(auto_free) char *text = NULL;
    struct catalogue kept;
    size_t size;
    TRY(paths_read_file(path, SIGNED_TEXT_MAX, &text, &size));
    TRY(open_text(shelf, (struct signed_text){text, size}, &kept));
    uint32_t version = kept.version;
    catalogue_done(&kept);
    if (!*shelf->stock.current) {
        TRY(stock_begin(&shelf->stock, version));
        TRY(stock_commit(&shelf->stock, (struct signed_text){text, size}));
    }
    published_saw(&shelf->published, version);
    return ERR_NONE;
}

/* What it is will not change; a key or a disk may be mended until the next start. */
static bool is_spent(enum err e)
{
    enum err_category category = err_category(e);
    return e == ERR_NONE || category == ERR_CAT_INPUT || category == ERR_CAT_REFUSED;
}

static void clear_leftover(struct shelf *shelf)
{
    char path[STOCK_PATH];
    if (!shelf->published.publisher ||
        paths_join(PLACE_STATE, LEFTOVER, path, sizeof path) != ERR_NONE)
        return;
    enum err e = adopt(shelf, path);
    if (e == ERR_ABSENT)
        return;
    log_event(e == ERR_NONE ? LOG_INFO : LOG_WARN, "catalogue_leftover", "err=%s", err_name(e));
    if (is_spent(e))
        unlink(path);
}

void shelf_load(struct shelf *shelf, const struct sm2_key *publisher, const struct shelf_place *at)
{
    AUTO(auto_free) char *text = NULL;
    size_t size;
    struct catalogue kept = {.version = 0};
    *shelf = (struct shelf){.published = {CATALOGUE_KIND, NULL, publisher, at->area},
                            .place = *at->village ? at->village : at->area};
    stock_open(&shelf->stock);
    published_recall(&shelf->published);
    clear_leftover(shelf);
    enum err e = stock_read_catalogue(&shelf->stock, &text, &size);
    if (e == ERR_NONE)
        e = open_text(shelf, (struct signed_text){text, size}, &kept);
    if (e == ERR_NONE)
        e = stock_join(&shelf->stock, &kept);
    if (e == ERR_NONE)
        e = shelf_put_on(shelf, &kept);
    if (e == ERR_NONE)
        look_at_files(shelf);
    else if (e != ERR_ABSENT)
        log_event(LOG_WARN, "catalogue_unreadable", "err=%s", err_name(e));
    catalogue_done(&kept);
}

void shelf_done(struct shelf *shelf)
{
    catalogue_done(&shelf->catalogue);
    free(shelf->damaged);
    free(shelf->rows);
    *shelf = (struct shelf){.count = 0};
}

static bool is_same(const struct catalogue *a, const struct catalogue *b)
{
    bool same = a->part_count == b->part_count && (a->part_count || a->count == b->count);
    for (size_t i = 0; same && i < a->part_count; i++) /* the rows are in them */
        same = strcmp(a->part[i].sm3, b->part[i].sm3) == 0;
    if (a->part_count)
        return same;
    for (size_t i = 0; same && i < a->count; i++) {
        const struct catalogue_entry *x = &a->entry[i], *y = &b->entry[i];
        same = strcmp(x->row.task_code, y->row.task_code) == 0 &&
               strcmp(x->row.task_version, y->row.task_version) == 0 &&
               x->row.reason == y->row.reason && x->from == y->from && x->until == y->until &&
               x->use_level == y->use_level && x->handle_area == y->handle_area &&
               strcmp(x->place, y->place) == 0 && strcmp(x->sm3, y->sm3) == 0;
    }
    return same;
}

enum err shelf_look(const struct shelf *shelf, struct signed_text text, struct catalogue *ret_came)
{
    struct catalogue came;
    TRY(open_text(shelf, text, &came));
    bool held = came.version == shelf->catalogue.version;
    bool same = !held || is_same(&came, &shelf->catalogue);
    if (held && (!same || shelf->damaged_count == 0))
        catalogue_done(&came);
    if (same)
        *ret_came = came;
    return same ? ERR_NONE : ERR_CONFLICT;
}

bool shelf_turn(struct shelf *shelf, int date)
{
    struct catalogue_row *rows;
    if (date == shelf->date || !shelf->damaged || lay_out(shelf, date, &rows) != ERR_NONE)
        return false;
    free(shelf->rows);
    shelf->rows = rows;
    shelf->date = date;
    return true;
}
