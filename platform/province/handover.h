/* SPDX-License-Identifier: Apache-2.0 */
/* POST /handovers (openapi.yaml §17): what is begun at the kiosk goes on on a phone. */
#pragma once

#include "platform/bus/handover.h"
#include "platform/province/message.h"

/* Fields as in a case (submission.h), what is still missing in `missing`; application_id is called
 * handover_id. ERR_RANGE: anonymous, an order or a correction, an enterprise, with papers or files;
 * else as submission_write(). ret_why (NULL or FIELD_NAME_TEXT bytes) names the field. */
MUST_CHECK enum err handover_write(const struct message_sender *sender,
                                   const struct handover_wish *wish, struct secret *ret_doc,
                                   char *ret_why);
/* ERR_FORMAT: an address that is none or not safe (handover_url_is_good()), a code of other signs,
 * no place to type it, no end. */
MUST_CHECK enum err handover_read(const char *body, size_t size, struct handover *ret_handover);
