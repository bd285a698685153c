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
