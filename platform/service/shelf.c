/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/shelf.h"

#include <string.h>

#include "platform/base/durable.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/province/reply.h"

enum { PATH_SIZE = 256 };

static const char file_name[] = "catalogue.json";

static enum err replace(struct shelf *shelf, const char *body, size_t size)
{
    struct catalogue_row *rows = NULL;
    size_t count = 0;
    TRY(reply_read_catalogue(body, size, &rows, &count));
    char *copy = malloc(size + 1);
    if (!copy) {
        free(rows);
        return ERR_MEMORY;
    }
    memcpy(copy, body, size);
    copy[size] = '\0';
    shelf_done(shelf);
    *shelf = (struct shelf){.body = copy, .size = size, .rows = rows, .count = count};
    return ERR_NONE;
}

void shelf_load(struct shelf *shelf)
{
    char path[PATH_SIZE];
    AUTO(auto_free) char *body = NULL;
    size_t size = 0;
    *shelf = (struct shelf){0};
    enum err e = paths_join(PLACE_STATE, file_name, path, sizeof path);
    if (e == ERR_NONE)
        e = paths_read_file(path, REPLY_MAX, &body, &size);
    if (e == ERR_NONE)
        e = replace(shelf, body, size);
    if (e != ERR_NONE && e != ERR_ABSENT)
        log_event(LOG_WARN, "catalogue_unreadable", "err=%s", err_name(e));
}

void shelf_done(struct shelf *shelf)
{
    free(shelf->body);
    free(shelf->rows);
    *shelf = (struct shelf){0};
}

static enum err write_file(const struct shelf *shelf)
{
    char path[PATH_SIZE];
    TRY(paths_join(PLACE_STATE, file_name, path, sizeof path));
    return durable_write(path, shelf->body, shelf->size);
}

enum err shelf_take(struct shelf *shelf, const char *body, size_t size, bool *ret_changed)
{
    if (shelf->body && shelf->size == size && memcmp(shelf->body, body, size) == 0) {
        *ret_changed = false;
        return ERR_NONE;
    }
    TRY(replace(shelf, body, size));
    *ret_changed = true;
    enum err e = write_file(shelf);
    if (e != ERR_NONE) /* it counts all the same, until the next start */
        log_event(LOG_ERROR, "catalogue_not_kept", "err=%s", err_name(e));
    return ERR_NONE;
}
