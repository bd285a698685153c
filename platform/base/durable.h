/* SPDX-License-Identifier: Apache-2.0 */
/* A small file that is there whole or as it was, also after a power cut. */
#pragma once

#include "platform/base/err.h"

/* Writes beside (`path`.new), syncs, renames, syncs the folder. Mode 0600. ERR_ACCESS, ERR_DISK and
 * what else errno says; the old file is then untouched. */
MUST_CHECK enum err durable_write(const char *path, const void *data, size_t size);
/* The same for what other programs of the kiosk read: mode 0640. */
MUST_CHECK enum err durable_write_shared(const char *path, const void *data, size_t size);
/* The names in a folder are durable as they are now. */
MUST_CHECK enum err durable_sync_folder(const char *folder);

/* For many files that count only together: written by their own names, mode 0640, and durable once
 * durable_sync_all() was; after a power cut before that any of them may be there in part or not at
 * all. On failure `path` is gone. */
MUST_CHECK enum err durable_write_later(const char *path, const void *data, size_t size);
/* All that was written to the disk that holds the folder is durable: one wait for thousands. */
MUST_CHECK enum err durable_sync_all(const char *folder);
