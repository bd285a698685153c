/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: an application goes on on a phone. */
#pragma once

#include "platform/service/inquiry.h"

/* Asked now or failed; nothing of it is kept but a line of the audit log, which does not
 * say whose it was. */
void handover_ask(const struct inquiry *inquiry, const struct handover_wish *wish,
                  struct platform_call *call);
