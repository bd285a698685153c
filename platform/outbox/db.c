/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/outbox/db.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

static enum err of_errno(int error)
{
    /* A file size limit is a full disk to us. */
    return error == ENOSPC || error == EDQUOT || error == EFBIG ? ERR_DISK_FULL
           : error == EACCES || error == EPERM                  ? ERR_ACCESS
                                                                : ERR_DISK;
}

/* SQLite keeps no errno of what failed within a COMMIT; the last one set is then of that call. */
static enum err of_system(sqlite3 *db)
{
    int error = sqlite3_system_errno(db);
    return of_errno(error ? error : errno);
}

enum err db_err(sqlite3 *db, int rc)
{
    switch (rc & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return ERR_NONE;
    case SQLITE_FULL:
        return ERR_DISK_FULL;
    case SQLITE_NOMEM:
        return ERR_MEMORY;
    case SQLITE_IOERR:
        return rc == SQLITE_IOERR_NOMEM ? ERR_MEMORY : of_system(db);
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
        return of_system(db);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ERR_CHECKSUM;
    case SQLITE_CONSTRAINT:
        return ERR_CONFLICT;
    default:
        return ERR_LIBRARY;
    }
}

static int bind_one(sqlite3_stmt *stmt, int at, char type, va_list *values)
{
    if (type == 'i')
        return sqlite3_bind_int64(stmt, at, va_arg(*values, int64_t));
    if (type == 't')
        return sqlite3_bind_text(stmt, at, va_arg(*values, const char *), -1, SQLITE_STATIC);
    const void *data = va_arg(*values, const void *);
    return sqlite3_bind_blob64(stmt, at, data, va_arg(*values, size_t), SQLITE_STATIC);
}

static enum err prepare(sqlite3 *db, sqlite3_stmt **ret_stmt, const char *sql, const char *types,
                        va_list *values)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
    for (int i = 0; rc == SQLITE_OK && types[i]; i++)
        rc = bind_one(stmt, i + 1, types[i], values);
    TRY(db_err(db, rc));
    *ret_stmt = stmt;
    stmt = NULL;
    return ERR_NONE;
}

enum err db_prepare(sqlite3 *db, sqlite3_stmt **ret_stmt, const char *sql, const char *types, ...)
{
    va_list values;
    va_start(values, types);
    enum err e = prepare(db, ret_stmt, sql, types, &values);
    va_end(values);
    return e;
}

enum err db_row(sqlite3_stmt *stmt)
{
    errno = 0;
    int rc = sqlite3_step(stmt);
    if (rc == SQLITE_ROW)
        return ERR_NONE;
    return rc == SQLITE_DONE ? ERR_NOT_FOUND : db_err(sqlite3_db_handle(stmt), rc);
}

enum err db_run(sqlite3 *db, const char *sql, const char *types, ...)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    va_list values;
    va_start(values, types);
    enum err e = prepare(db, &stmt, sql, types, &values);
    va_end(values);
    TRY(e);
    /* A pragma answers with a row: it has run all the same. */
    e = db_row(stmt);
    return e == ERR_NOT_FOUND ? ERR_NONE : e;
}

enum err db_number(sqlite3 *db, const char *sql, int64_t *ret_number)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    TRY(db_prepare(db, &stmt, sql, ""));
    TRY(db_row(stmt));
    *ret_number = sqlite3_column_int64(stmt, 0);
    return ERR_NONE;
}

enum err db_text(sqlite3_stmt *stmt, int column, char *ret_text, size_t size)
{
    const char *text = (const char *)sqlite3_column_text(stmt, column);
    size_t len = (size_t)sqlite3_column_bytes(stmt, column);
    if (!text || len >= size || strlen(text) != len)
        return ERR_CHECKSUM;
    memcpy(ret_text, text, len + 1);
    return ERR_NONE;
}

enum err db_begin(sqlite3 *db, struct db_change *ret_change)
{
    TRY(db_run(db, "BEGIN IMMEDIATE", ""));
    ret_change->db = db;
    return ERR_NONE;
}

enum err db_commit(struct db_change *change)
{
    TRY(db_run(change->db, "COMMIT", ""));
    change->db = NULL;
    return ERR_NONE;
}

void db_end(struct db_change *change)
{
    /* After some failures SQLite has rolled back by itself. */
    if (change->db && !sqlite3_get_autocommit(change->db))
        sqlite3_exec(change->db, "ROLLBACK", NULL, NULL, NULL);
}
