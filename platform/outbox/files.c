/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/outbox/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/base/durable.h"
#include "platform/base/failpoint.h"
#include "platform/base/log.h"
#include "platform/outbox/numbers.h"

enum { FILE_PATH = STORE_PATH + 16 + OUTBOX_ADDRESS_TEXT };

void files_folder(const char *path, char ret_folder[STORE_PATH + 16])
{
    snprintf(ret_folder, STORE_PATH + 16, "%s.attachments", path);
}

static void write_path(const struct outbox *o, const char *address, char ret_path[FILE_PATH])
{
    snprintf(ret_path, FILE_PATH, "%s/%.64s", o->folder, address);
}

static enum err make_folder(const struct outbox *o)
{
    if (mkdir(o->folder, 0700) != 0)
        return errno == EEXIST ? ERR_NONE : err_from_errno(errno);
    return numbers_sync_directory(o->folder);
}

static bool is_address(const char *text)
{
    return strspn(text, "0123456789abcdef") == OUTBOX_ADDRESS_TEXT - 1 &&
           !text[OUTBOX_ADDRESS_TEXT - 1];
}

static enum err check(const struct outbox *o, const struct outbox_body *body)
{
    uint64_t all = 0;
    if (body->files > OUTBOX_FILES_MAX)
        return ERR_TOO_LONG;
    for (size_t i = 0; i < body->files; i++) {
        if (!is_address(body->file[i].address))
            return ERR_USAGE;
        if (body->file[i].size == 0 || body->file[i].size > OUTBOX_FILE_MAX)
            return ERR_TOO_LONG;
        all += body->file[i].size;
    }
    return outbox_has_room_for(o, all);
}

static enum err write_all(const struct outbox *o, const struct outbox_body *body)
{
    char path[FILE_PATH];
    TRY(make_folder(o));
    for (size_t i = 0; i < body->files; i++) {
        write_path(o, body->file[i].address, path);
        TRY(durable_write(path, body->file[i].data, body->file[i].size));
    }
    failpoint("files");
    return ERR_NONE;
}

enum err files_write(const struct outbox *o, const struct outbox_body *body)
{
    if (body->files == 0)
        return ERR_NONE;
    TRY(check(o, body));
    enum err e = write_all(o, body);
    if (e != ERR_NONE)
        files_remove(o, body);
    return e;
}

void files_remove(const struct outbox *o, const struct outbox_body *body)
{
    char path[FILE_PATH];
    for (size_t i = 0; i < body->files; i++) {
        write_path(o, body->file[i].address, path);
        unlink(path);
    }
}

enum err files_insert(struct outbox *o, int64_t message, const struct outbox_body *body)
{
    for (size_t i = 0; i < body->files; i++)
        TRY(db_run(o->db, "INSERT INTO attachment (message, address, size) VALUES (?, ?, ?)", "iti",
                   message, body->file[i].address, (int64_t)body->file[i].size));
    return ERR_NONE;
}

enum err files_forget(struct outbox *o, int64_t message, struct files_gone *ret_gone)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    enum err e;
    ret_gone->count = 0;
    TRY(db_prepare(o->db, &stmt, "SELECT address FROM attachment WHERE message = ?", "i", message));
    while ((e = db_row(stmt)) == ERR_NONE && ret_gone->count < OUTBOX_FILES_MAX)
        TRY(db_text(stmt, 0, ret_gone->address[ret_gone->count++], OUTBOX_ADDRESS_TEXT));
    if (e != ERR_NOT_FOUND && e != ERR_NONE)
        return e;
    return ret_gone->count == 0
               ? ERR_NONE
               : db_run(o->db, "DELETE FROM attachment WHERE message = ?", "i", message);
}

void files_erase(const struct outbox *o, const struct files_gone *gone)
{
    char path[FILE_PATH];
    for (size_t i = 0; i < gone->count; i++) {
        write_path(o, gone->address[i], path);
        unlink(path); /* else the next start does it */
    }
}

/* ERR_NOT_FOUND: no row names it. */
static enum err is_named(struct outbox *o, const char *name)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    TRY(db_prepare(o->db, &stmt, "SELECT 1 FROM attachment WHERE address = ?", "t", name));
    return db_row(stmt);
}

void files_sweep(struct outbox *o)
{
    DIR *folder = opendir(o->folder);
    int gone = 0;
    if (!folder)
        return;
    for (const struct dirent *one; (one = readdir(folder));)
        if (one->d_name[0] != '.' && is_named(o, one->d_name) == ERR_NOT_FOUND)
            gone += unlinkat(dirfd(folder), one->d_name, 0) == 0;
    closedir(folder);
    if (gone > 0)
        log_event(LOG_INFO, "attachments_swept", "count=%d", gone);
}

enum err outbox_next_attachment(struct outbox *o, int64_t message,
                                struct outbox_attachment *ret_attachment)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    TRY(db_prepare(o->db, &stmt,
                   "SELECT id, size, address FROM attachment WHERE message = ? AND sent = 0"
                   " ORDER BY id LIMIT 1",
                   "i", message));
    TRY(db_row(stmt));
    struct outbox_attachment a = {.id = sqlite3_column_int64(stmt, 0),
                                  .size = (size_t)sqlite3_column_int64(stmt, 1)};
    TRY(db_text(stmt, 2, a.address, sizeof a.address));
    *ret_attachment = a;
    return ERR_NONE;
}

enum err outbox_read_attachment(const struct outbox *o, const struct outbox_attachment *attachment,
                                size_t offset, void *ret_data, size_t size)
{
    char path[FILE_PATH];
    write_path(o, attachment->address, path);
    AUTO(auto_close) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_from_errno(errno);
    ssize_t n = pread(fd, ret_data, size, (off_t)offset);
    if (n < 0)
        return err_from_errno(errno);
    return (size_t)n == size ? ERR_NONE : ERR_TOO_SHORT;
}

enum err outbox_mark_attachment(struct outbox *o, int64_t id)
{
    return db_run(
        o->db, "UPDATE attachment SET sent = 1, refused_ms = NULL, refused_for_ms = 0 WHERE id = ?",
        "i", id);
}

enum err outbox_refuse_attachment(struct outbox *o, int64_t id, int64_t now_ms, int64_t *ret_for_ms)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    TRY(db_run(o->db,
               "UPDATE attachment SET refused_ms = ?1, refused_for_ms = refused_for_ms +"
               " max(0, min(?3, ?1 - coalesce(refused_ms, ?1))) WHERE id = ?2",
               "iii", now_ms, id, (int64_t)OUTBOX_REFUSED_GAP_MS));
    TRY(db_prepare(o->db, &stmt, "SELECT refused_for_ms FROM attachment WHERE id = ?", "i", id));
    TRY(db_row(stmt));
    *ret_for_ms = sqlite3_column_int64(stmt, 0);
    return ERR_NONE;
}

enum err outbox_miss_attachments(struct outbox *o, int64_t message)
{
    return db_run(o->db, "UPDATE attachment SET sent = 0 WHERE message = ? AND sent = 1", "i",
                  message);
}
