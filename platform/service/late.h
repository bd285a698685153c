/* SPDX-License-Identifier: Apache-2.0 */
/* The alarm over messages that wait too long: the slip told the citizen to call after a day. */
#pragma once

#include "platform/outbox/outbox.h"
#include "platform/peer/timer.h"

enum { LATE_LOOK_MS = 60 * 1000 };

struct late;

/* Looks at once and then every minute; one log line when it becomes late and one when it no longer
 * is. */
MUST_CHECK enum err late_new(struct timers *timers, struct outbox *outbox, int limit_h,
                             struct late **ret_late);
void late_free(struct late *late);
bool late_is(const struct late *late);
