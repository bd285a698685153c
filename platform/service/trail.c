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
