/* SPDX-License-Identifier: Apache-2.0 */
/* A slip that was begun and not finished hangs in the printer, uncut: it belongs to a citizen, and
 * the next slip must not come out attached to it. The mark stands below PLACE_RUN, so that it
 * outlives a crash of the program. */
#pragma once

#include "platform/base/err.h"

/* Where the mark cannot be written, only this run of the program remembers. */
void unfinished_set(const char *device_id, bool unfinished);
bool unfinished_get(const char *device_id);
