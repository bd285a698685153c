/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/outbox/carry.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/outbox/carry_index.h"
#include "platform/outbox/db.h"

enum { PATH_SIZE = 512, PIECE = 64 * 1024, GAP_MAX = 100000 };

/* Where SQLite locks (https://sqlite.org/fileformat2.html §1.1: the lock-byte page). */
enum { LOCK_BYTE = 0x40000000, LOCK_BYTES = 512 };

struct copy {
    char folder[64], path[PATH_SIZE];
};

static void copy_done(struct copy *copy)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char path[PATH_SIZE + 16];
    for (size_t i = 0; *copy->folder && i < ARRAY_LEN(endings); i++) {
        snprintf(path, sizeof path, "%s%s", copy->path, endings[i]);
        unlink(path);
    }
    if (*copy->folder)
        rmdir(copy->folder);
}

static enum err copy_bytes(int from, int to)
{
    static char piece[PIECE];
    ssize_t n;
    while ((n = read(from, piece, sizeof piece)) > 0)
        for (ssize_t done = 0; done < n;) {
            ssize_t w = write(to, piece + done, (size_t)(n - done));
            if (w < 0)
                return err_from_errno(errno);
            done += w;
        }
    return ERR_NONE; /* where a failing disk ends, what was read until then is looked at */
}

static enum err copy_file(const char *from, const char *to)
{
    AUTO(auto_close) int in = open(from, O_RDONLY | O_CLOEXEC);
    if (in < 0)
        return err_from_errno(errno);
    AUTO(auto_close) int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return out < 0 ? err_from_errno(errno) : copy_bytes(in, out);
}

enum err carry_check(const char *path)
{
    AUTO(auto_close) int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct flock lock = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCK_BYTE, .l_len = LOCK_BYTES};
    if (fd < 0)
        return err_from_errno(errno);
    if (fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK)
        return ERR_BUSY;
    return ERR_NONE;
}

static enum err copy_make(struct copy *copy, const char *path)
{
    char from[PATH_SIZE + 8], to[PATH_SIZE + 8];
    TRY(carry_check(path));
    strcpy(copy->folder, "/dev/shm/carry-XXXXXX");
    if (!mkdtemp(copy->folder)) {
        *copy->folder = '\0';
        return err_from_errno(errno);
    }
    snprintf(copy->path, sizeof copy->path, "%s/outbox.db", copy->folder);
    TRY(copy_file(path, copy->path));
    snprintf(from, sizeof from, "%s-wal", path);
    snprintf(to, sizeof to, "%s-wal", copy->path);
    enum err e = copy_file(from, to);
    return e == ERR_ABSENT ? ERR_NONE : e;
}

static enum err read_row(sqlite3_stmt *stmt, struct outbox_row *row)
{
    row->id = sqlite3_column_int64(stmt, 0);
    row->kind = (enum outbox_kind)sqlite3_column_int(stmt, 1);
    TRY(db_text(stmt, 2, row->local_number, sizeof row->local_number));
    TRY(db_text(stmt, 3, row->application_id, sizeof row->application_id));
    TRY(db_text(stmt, 4, row->idempotency_key, sizeof row->idempotency_key));
    const void *body = sqlite3_column_blob(stmt, 5);
    row->size = (size_t)sqlite3_column_bytes(stmt, 5);
    if (!body || row->size > OUTBOX_BODY_MAX)
        return ERR_CHECKSUM;
    row->body = malloc(row->size + 1);
    if (!row->body)
        return ERR_MEMORY;
    memcpy(row->body, body, row->size);
    row->body[row->size] = '\0';
    return ERR_NONE;
}

/* The next one behind `id`, or the very one. No index is trusted. An older file knows no orders. */
static enum err find(sqlite3 *db, bool orders, bool very, int64_t id, struct outbox_row *ret_row)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    char sql[192];
    snprintf(sql, sizeof sql,
             "SELECT id, kind%s, local_number, application_id, idempotency_key, body FROM message "
             "NOT INDEXED WHERE state = 0 AND id %s",
             orders ? " + 2 * operation" : "", very ? "= ?" : "> ? ORDER BY id LIMIT 1");
    TRY(db_prepare(db, &stmt, sql, "i", id));
    TRY(db_row(stmt));
    return read_row(stmt, ret_row);
}

struct carrying {
    sqlite3 *db;
    struct carry_index files;
    bool has_orders;
    carry_fn *take;
    void *user;
    struct carry_report report;
};

/* One whose list of files cannot be read is given all the same, with what was read of it. */
static enum err give_found(struct carrying *c, const struct outbox_row *row)
{
    struct carry_files files = {.count = 0};
    enum err e = carry_index_find(&c->files, row->id, &files);
    c->report.damaged += e == ERR_CHECKSUM;
    if (e != ERR_CHECKSUM)
        TRY(e);
    TRY(c->take(c->user, row, &files));
    c->report.rows++;
    return ERR_NONE;
}

static enum err give(struct carrying *c, struct outbox_row *row, enum err found)
{
    enum err e = found == ERR_NONE ? give_found(c, row) : found;
    outbox_row_done(row);
    return e;
}

/* Behind a damaged place: one number after the other. */
static enum err carry_singly(struct carrying *c, int64_t from)
{
    int64_t last = from + GAP_MAX;
    if (db_number(c->db, "SELECT seq FROM sqlite_sequence WHERE name = 'message'", &last) !=
        ERR_NONE)
        last = from + GAP_MAX;
    for (int64_t id = from; id <= last && id < from + GAP_MAX; id++) {
        struct outbox_row row = {.id = 0};
        enum err e = give(c, &row, find(c->db, c->has_orders, true, id, &row));
        if (e == ERR_CHECKSUM)
            c->report.damaged++;
        else if (e != ERR_NONE && e != ERR_NOT_FOUND)
            return e;
    }
    return ERR_NONE;
}

static enum err carry_all(struct carrying *c)
{
    for (int64_t id = 0;;) {
        struct outbox_row row = {.id = 0};
        enum err found = find(c->db, c->has_orders, false, id, &row);
        int64_t here = row.id;
        enum err e = give(c, &row, found);
        if (e == ERR_NOT_FOUND)
            return ERR_NONE;
        if (e == ERR_CHECKSUM)
            return carry_singly(c, id + 1);
        TRY(e);
        id = here;
    }
}

enum err carry_out(const char *path, carry_fn *take, void *user, struct carry_report *ret_report)
{
    AUTO(copy_done) struct copy copy = {.folder = ""};
    AUTO(auto_sqlite3_close) sqlite3 *db = NULL;
    struct carrying c = {.take = take, .user = user};
    int64_t orders;
    if (strlen(path) >= PATH_SIZE)
        return ERR_TOO_LONG;
    TRY(copy_make(&copy, path));
    TRY(db_err(db, sqlite3_open_v2(copy.path, &db, SQLITE_OPEN_READWRITE, NULL)));
    c.db = db;
    TRY(carry_index_make(&c.files, db));
    TRY(db_number(db, "SELECT count(*) FROM pragma_table_info('message') WHERE name = 'operation'",
                  &orders));
    c.has_orders = orders > 0;
    enum err e = carry_all(&c);
    *ret_report = c.report;
    return e;
}
