/* SPDX-License-Identifier: Apache-2.0 */
/* What the service leaves in the audit log. A line that cannot be kept is logged, and the work goes
 * on: what a citizen entrusts counts more. */
#pragma once

#include "platform/audit/audit.h"

/* `audit` may be NULL. `subject` and `result` as in platform/audit/record.h. */
void trail(struct audit *audit, enum audit_event event, const char *subject, const char *result);
/* A clock that is ahead by so much (behind when negative); 0: right again. */
void trail_clock(struct audit *audit, const char *whose, int64_t ahead_ms);
