/* SPDX-License-Identifier: Apache-2.0 */
/* The same disk under our own files (link with POWER_FILES_WRAPS): what was written and not synced
 * may be lost, in part or whole, and a name that was given, moved or taken away may be as it was
 * until its folder was synced. A folder itself is such a name. Stricter than a journal: of a rename
 * that was not synced, either half may be there alone. */
#pragma once

#include "tests/crash/power/power_disk.h"

/* Mistakes that a program could make, for the test to find. */
enum power_flaw {
    POWER_NO_FLAW,
    POWER_FILE_UNSYNCED,   /* fsync of a file does nothing */
    POWER_FOLDER_UNSYNCED, /* fsync of a folder does nothing */
};

/* Everything below `folder`, which is there and empty, is on this disk. NULL: nothing. What was
 * known before is forgotten. */
void power_files_watch(const char *folder, enum power_flaw flaw);
/* After the power went, before power_disk_settle(): what is on the disk goes into the real file
 * system. */
void power_files_settle(enum power_loss loss, uint32_t seed);
