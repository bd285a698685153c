/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/shelf.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

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

static enum err write_all(int fd, const char *data, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t n = write(fd, data + done, size - done);
        if (n < 0 && errno != EINTR)
            return err_from_errno(errno);
        done += n > 0 ? (size_t)n : 0;
    }
    return fsync(fd) < 0 ? err_from_errno(errno) : ERR_NONE;
}

/* Beside the old one, then in its place: a power cut leaves one of the two. */
static enum err write_file(const struct shelf *shelf)
{
    char path[PATH_SIZE], beside[PATH_SIZE];
    TRY(paths_join(PLACE_STATE, file_name, path, sizeof path));
    TRY(paths_join(PLACE_STATE, "catalogue.json.new", beside, sizeof beside));
    AUTO(auto_close) int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_from_errno(errno);
    TRY(write_all(fd, shelf->body, shelf->size));
    return rename(beside, path) < 0 ? err_from_errno(errno) : ERR_NONE;
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
