/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/trail.h"

#include "platform/base/log.h"

void trail(struct audit *audit, enum audit_event event, const char *subject, const char *result)
{
    enum err e = audit_add(audit, &(struct audit_entry){event, subject, result});
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "audit_failed", "event=%s err=%s", audit_event_name(event),
                  err_name(e));
}

void trail_clock(struct audit *audit, const char *whose, int64_t ahead_ms)
{
    char text[AUDIT_RESULT] = "right";
    if (ahead_ms != 0)
        snprintf(text, sizeof text, "%s-%llds", ahead_ms > 0 ? "ahead" : "behind",
                 (llabs((long long)ahead_ms) + 500) / 1000);
    trail(audit, AUDIT_CLOCK, whose, text);
}
