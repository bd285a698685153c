/* SPDX-License-Identifier: Apache-2.0 */
/* One line per event on standard error, key=value, for the journal. Never personal data: log ids,
 * counts, states and err_name(), not what a citizen typed or a card said. */
#pragma once

#include "platform/base/must.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

/* The program's name, static storage; call once at start. Level from $BUDAYANG_LOG (debug, info,
 * warn, error), else info. */
void log_init(const char *program);

/* log_event(LOG_WARN, "printer_state", "device=%s err=%s", id, err_name(e));
 * `pairs` is printf text of key=value pairs; control characters in the result become '?', a line is
 * cut at 1,000 bytes. May be called from any thread. */
void log_event(enum log_level level, const char *event, const char *pairs, ...) PRINTF_LIKE(3, 4);
