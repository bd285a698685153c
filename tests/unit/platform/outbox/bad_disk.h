/* SPDX-License-Identifier: Apache-2.0 */
/* A disk that fails when told to: a layer between SQLite and its own file system. It counts writes,
 * syncs and truncations together, reads apart. */
#pragma once

#include "platform/base/must.h"

enum bad_disk_fault {
    BAD_DISK_EIO,    /* write, sync, truncate: input/output error */
    BAD_DISK_ENOSPC, /* write: no space left; sync and truncate: input/output error with ENOSPC */
    BAD_DISK_READ,   /* reads: input/output error */
};

/* Makes it SQLite's default, for this process. */
void bad_disk_install(void);
/* The n-th operation from now (1: the next) fails, once; or all from there on. */
void bad_disk_fail_at(int n, enum bad_disk_fault fault);
void bad_disk_fail_from(int n, enum bad_disk_fault fault);
void bad_disk_heal(void);
bool bad_disk_has_failed(void);
