/* SPDX-License-Identifier: Apache-2.0 */
/* How the items stand that make one case together, as client.h. */
#pragma once

#include "platform/bus/client_booking.h"

typedef void platform_parts_fn(void *user, enum err e, const struct part_list *list);

/* `wish` holds project_no or local_number; without a person only a case of this kiosk is known.
 * ERR_NOT_FOUND. */
MUST_CHECK enum err platform_client_parts(struct platform_client *client,
                                          const struct platform_asking *asking,
                                          platform_parts_fn *fn, void *user);
