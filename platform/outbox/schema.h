/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: the tables, and how an older file becomes a newer one. */
#pragma once

#include "platform/outbox/db.h"

/* Values in the file; they never change their meaning. */
enum { ROW_WAITING = 0, ROW_SENT = 1, ROW_REFUSED = 2, ROW_STATES };

/* Brings the file to the newest version, in one transaction. `first_number` is where local numbers
 * begin in a new file. ERR_UNSUPPORTED when a newer program made it. */
MUST_CHECK enum err schema_upgrade(sqlite3 *db, int64_t first_number);
