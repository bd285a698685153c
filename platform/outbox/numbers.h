/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: a number that no local number has reached, in a small file beside the database.
 * A database that was set aside takes its counter with it; this file says where to go on. It is
 * moved in steps of 100, before a number of the new step is used. */
#pragma once

#include "platform/base/err.h"

enum { NUMBERS_STEP = 100 };

/* *ret_ceiling: 1 when there is no such file or it is unreadable. */
void numbers_read(const char *path, int64_t *ret_ceiling);
/* Durable when it returns. ERR_DISK, ERR_DISK_FULL, ERR_ACCESS. */
MUST_CHECK enum err numbers_write(const char *path, int64_t ceiling);
/* Makes changes to the directory that holds `path` durable. */
MUST_CHECK enum err numbers_sync_directory(const char *path);
