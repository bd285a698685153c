/* SPDX-License-Identifier: Apache-2.0 */
/* Fees (openapi.yaml §12): what is asked, and what is answered, read strictly. Writers as
 * message.h, readers as reply.h. */
#pragma once

#include "platform/bus/booking.h"
#include "platform/province/message.h"

/* POST /fees. `wish` may name a project_no: the fees of that case; else all that is unpaid. */
MUST_CHECK enum err fee_write_list(const struct message_sender *sender, const char *task_code,
                                   const struct pairs *who, const struct pairs *wish,
                                   struct secret *ret_doc);
/* POST /fees/state. `wish`: pay_no. */
MUST_CHECK enum err fee_write_state(const struct message_sender *sender, const char *task_code,
                                    const struct pairs *who, const struct pairs *wish,
                                    struct secret *ret_doc);
/* At most FEES_MAX; those of /fees/state are one. An amount is money (platform/base/money) and more
 * than nothing; what is unpaid has an address that a phone opens. The caller wipes them. */
MUST_CHECK enum err fee_read_list(const char *body, size_t size, struct fee_list *ret_list);
