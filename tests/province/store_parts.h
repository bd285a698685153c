/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: one statement at a time, for tables that stand in files of their own. */
#pragma once

#include <sqlite3.h>

#include "tests/province/store.h"

/* A statement with texts bound in order; NULL ends them. NULL when it cannot be had. */
sqlite3_stmt *store_prepare(struct store *store, const char *sql, const char *const texts[]);
/* Runs one that answers nothing. */
bool store_run(struct store *store, const char *sql, const char *const texts[]);
/* "" for NULL. */
const char *store_column(sqlite3_stmt *s, int i);
