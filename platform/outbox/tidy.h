/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what is done ahead, so that a put waits for one fsync. */
#pragma once

#include "platform/outbox/store.h"

/* Numbers up to NUMBERS_STEP behind this one may be given. ERR_DISK and what else numbers_write()
 * says. */
MUST_CHECK enum err tidy_raise_ceiling(struct outbox *o, int64_t number);
/* From now on it is known how long the log is, and SQLite empties it by itself only when it has
 * become far longer than outbox_tidy() lets it. */
void tidy_watch(struct outbox *o);
