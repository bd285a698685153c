/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: a case one of whose attachments cannot go. It waits for staff, who may mend what
 * stands in the way; it ends here when nobody can, so that its citizen is told to come again. */
#pragma once

#include "platform/courier/parcel.h"

/* Is it about this attachment alone, so that nobody but its own lane waits for it? */
bool stuck_is(const struct parcel *parcel, const struct http_reply *reply);
/* `e` and `reply` as parcel->done told them. Durable when it returns: the row waits on, or
 * (*ret_ended) was refused with CASE_WORD_LOST, the province's message or CASE_WORD_REFUSED. */
MUST_CHECK enum err stuck_settle(const struct parcel *parcel, const struct outbox_row *row,
                                 enum err e, const struct http_reply *reply, bool *ret_ended);
