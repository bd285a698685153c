/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/outbox/carry_index.h"

#include "platform/outbox/db.h"

#define AS_IT_IS "attachment NOT INDEXED"
#define ANEW     "temp.carried"

/* In memory, for the disk may be full. What one statement began it undoes where it fails. */
static const char make_anew[] =
    "PRAGMA temp_store = MEMORY;"
    "CREATE TEMP TABLE carried (message INTEGER, id INTEGER, size INTEGER, address TEXT,"
    " PRIMARY KEY (message, id)) WITHOUT ROWID;"
    "INSERT INTO temp.carried SELECT message, id, size, address FROM " AS_IT_IS;

static enum err has_table(sqlite3 *db, bool *ret_has)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    TRY(db_prepare(db, &stmt, "SELECT 1 FROM sqlite_schema WHERE name = 'attachment'", ""));
    enum err e = db_row(stmt);
    *ret_has = e == ERR_NONE;
    return e == ERR_NOT_FOUND ? ERR_NONE : e;
}

enum err carry_index_make(struct carry_index *ret_index, sqlite3 *db)
{
    bool has;
    TRY(has_table(db, &has));
    bool made = has && sqlite3_exec(db, make_anew, NULL, NULL, NULL) == SQLITE_OK;
    *ret_index = (struct carry_index){db, made ? ANEW : has ? AS_IT_IS : NULL};
    return ERR_NONE;
}

enum err carry_index_find(const struct carry_index *index, int64_t message,
                          struct carry_files *ret_files)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    char sql[128];
    enum err e = ERR_NONE;
    if (!index->table)
        return ERR_NONE;
    snprintf(sql, sizeof sql, "SELECT id, size, address FROM %s WHERE message = ? ORDER BY id",
             index->table);
    TRY(db_prepare(index->db, &stmt, sql, "i", message));
    while (ret_files->count < OUTBOX_FILES_MAX && (e = db_row(stmt)) == ERR_NONE) {
        struct outbox_attachment *one = &ret_files->file[ret_files->count];
        one->id = sqlite3_column_int64(stmt, 0);
        one->size = (size_t)sqlite3_column_int64(stmt, 1);
        TRY(db_text(stmt, 2, one->address, sizeof one->address));
        ret_files->count++;
    }
    return e == ERR_NOT_FOUND ? ERR_NONE : e;
}
