/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what the files of the store share. */
#pragma once

#include <sqlite3.h>

#include "tests/province/store.h"

struct store {
    sqlite3 *db;
};

/* A statement with its texts bound, in order; NULL ends them. */
sqlite3_stmt *store_prepare(struct store *store, const char *sql, const char *const texts[]);
bool store_run(struct store *store, const char *sql, const char *const texts[]);
/* "" for NULL. */
const char *store_column(sqlite3_stmt *s, int i);
json_t *store_one_json(struct store *store, const char *sql, const char *const texts[]);
/* `insert` and the answer to its key, both or neither. */
bool store_in_one_step(struct store *store, const struct store_case *one,
                       bool (*insert)(struct store *, const struct store_case *));
