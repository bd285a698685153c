/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/shelf.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/log.h"

/* What may be offered here on that day. */
static enum err lay_out(const struct shelf *shelf, const struct catalogue *catalogue, int date,
                        struct catalogue_row **ret_rows)
{
    struct catalogue_row *rows = calloc(catalogue->count + 1, sizeof *rows);
    if (!rows)
        return ERR_MEMORY;
    for (size_t i = 0; i < catalogue->count; i++) {
        rows[i] = catalogue->entry[i].row;
        rows[i].reason = catalogue_look(&catalogue->entry[i], shelf->place, date);
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

/* Takes `came` in any case. */
static enum err put_on(struct shelf *shelf, struct catalogue *came)
{
    struct catalogue_row *rows;
    int date = date_in_china(clock_wall_ms(), NULL);
    enum err e = lay_out(shelf, came, date, &rows);
    if (e != ERR_NONE) {
        catalogue_done(came);
        return e;
    }
    catalogue_done(&shelf->catalogue);
    free(shelf->rows);
    shelf->catalogue = *came;
    shelf->rows = rows;
    shelf->count = came->count;
    shelf->date = date;
    return ERR_NONE;
}

void shelf_load(struct shelf *shelf, const struct sm2_key *publisher, const struct shelf_place *at)
{
    AUTO(auto_free) char *body = NULL;
    size_t size;
    struct catalogue kept;
    *shelf = (struct shelf){.published = {CATALOGUE_KIND, "catalogue.json", publisher, at->area},
                            .place = *at->village ? at->village : at->area};
    enum err e = published_load(&shelf->published, &body, &size);
    if (e == ERR_NONE)
        e = read_body(shelf, body, size, &kept);
    if (e == ERR_NONE)
        e = put_on(shelf, &kept);
    if (e != ERR_NONE && e != ERR_ABSENT)
        log_event(LOG_WARN, "catalogue_unreadable", "err=%s", err_name(e));
}

void shelf_done(struct shelf *shelf)
{
    catalogue_done(&shelf->catalogue);
    free(shelf->rows);
    *shelf = (struct shelf){.count = 0};
}

static bool is_same(const struct catalogue *a, const struct catalogue *b)
{
    bool same = a->version == b->version && a->count == b->count;
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

enum err shelf_take(struct shelf *shelf, const char *text, size_t size, bool *ret_changed)
{
    const struct signed_text came_text = {text, size};
    AUTO(auto_free) char *body = NULL;
    size_t body_size;
    struct catalogue came;
    TRY(signed_open(shelf->published.publisher, CATALOGUE_KIND, came_text, &body, &body_size));
    TRY(read_body(shelf, body, body_size, &came));
    if (came.version == shelf->catalogue.version) {
        bool same = is_same(&came, &shelf->catalogue);
        catalogue_done(&came);
        *ret_changed = false;
        return same ? ERR_NONE : ERR_CONFLICT;
    }
    TRY(put_on(shelf, &came));
    *ret_changed = true;
    published_keep(&shelf->published, came_text);
    return ERR_NONE;
}

bool shelf_turn(struct shelf *shelf, int date)
{
    struct catalogue_row *rows;
    if (date == shelf->date || lay_out(shelf, &shelf->catalogue, date, &rows) != ERR_NONE)
        return false;
    free(shelf->rows);
    shelf->rows = rows;
    shelf->date = date;
    return true;
}
