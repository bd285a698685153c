/* SPDX-License-Identifier: Apache-2.0 */
/* Has somebody set the machine's clock? The wall clock is held against the one that nobody can set:
 * a step between two looks is a line in the log and in the audit log. Slow correction is none. */
#pragma once

#include "platform/audit/audit.h"
#include "platform/peer/timer.h"

enum { DIAL_LOOK_MS = 10 * 1000, DIAL_STEP_MS = 60 * 1000 /* less is correction */ };

struct dial;

/* The parts outlive it; `audit` may be NULL. */
MUST_CHECK enum err dial_new(struct timers *timers, struct audit *audit, struct dial **ret_dial);
void dial_free(struct dial *dial);
