/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: SQLite with our words for errors, one call for a statement, and transactions
 * that end with their scope. */
#pragma once

#include <sqlite3.h>

#include "platform/base/err.h"

DEFINE_AUTO(sqlite3, sqlite3_close);
DEFINE_AUTO(sqlite3_stmt, sqlite3_finalize);

/* The outcome of an SQLite call. ERR_CHECKSUM: the file is damaged. */
enum err db_err(sqlite3 *db, int rc);

/* Prepares and binds. `types`, a character a value: i int64_t, t const char * (NULL: null),
 * b const void * and size_t. What is bound must outlive the statement. */
MUST_CHECK enum err db_prepare(sqlite3 *db, sqlite3_stmt **ret_stmt, const char *sql,
                               const char *types, ...);
/* The next row. ERR_NOT_FOUND when there is none. */
MUST_CHECK enum err db_row(sqlite3_stmt *stmt);
/* Prepares, binds and runs what returns no rows. */
MUST_CHECK enum err db_run(sqlite3 *db, const char *sql, const char *types, ...);

/* The first column of the first row. */
MUST_CHECK enum err db_number(sqlite3 *db, const char *sql, int64_t *ret_number);

/* Copies a text column. ERR_CHECKSUM when it does not fit: we wrote it, and it did. */
MUST_CHECK enum err db_text(sqlite3_stmt *stmt, int column, char *ret_text, size_t size);

/* AUTO(db_end) struct db_change change = {0}; TRY(db_begin(db, &change)); … return
 * db_commit(&change): rolled back wherever else the function returns. */
struct db_change {
    sqlite3 *db;
};
MUST_CHECK enum err db_begin(sqlite3 *db, struct db_change *ret_change);
MUST_CHECK enum err db_commit(struct db_change *change);
void db_end(struct db_change *change);
