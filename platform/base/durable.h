/* SPDX-License-Identifier: Apache-2.0 */
/* A small file that is there whole or as it was, also after a power cut. */
#pragma once

#include "platform/base/err.h"

/* Writes beside (`path`.new), syncs, renames, syncs the folder. Mode 0600. ERR_ACCESS, ERR_DISK and
 * what else errno says; the old file is then untouched. */
MUST_CHECK enum err durable_write(const char *path, const void *data, size_t size);
