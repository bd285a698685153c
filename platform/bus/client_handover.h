/* SPDX-License-Identifier: Apache-2.0 */
/* Continue on a phone, as client.h. */
#pragma once

#include "platform/bus/client.h"
#include "platform/bus/handover.h"

typedef void platform_handover_fn(void *user, enum err e, const struct handover *handover);

/* ERR_REFUSED: by a rule of the item. Asked again with the same application_id: the same place. */
MUST_CHECK enum err platform_client_hand_over(struct platform_client *client,
                                              const struct handover_wish *wish,
                                              platform_handover_fn *fn, void *user);
