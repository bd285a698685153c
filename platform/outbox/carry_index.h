/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: which files go with a message, in a database whose own indexes may be damaged.
 * An index of them is made anew in memory from the table itself; where the table cannot be read to
 * its end, it is gone through for each message instead, as far as it goes. */
#pragma once

#include <sqlite3.h>

#include "platform/outbox/carry.h"

struct carry_index {
    sqlite3 *db;
    const char *table; /* NULL: an older database, which names no files */
};

/* ERR_CHECKSUM: not even the names of the tables can be read. */
MUST_CHECK enum err carry_index_make(struct carry_index *ret_index, sqlite3 *db);
/* Adds to ret_files, oldest first. ERR_CHECKSUM: there may be more than was added. */
MUST_CHECK enum err carry_index_find(const struct carry_index *index, int64_t message,
                                     struct carry_files *ret_files);
