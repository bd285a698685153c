/* SPDX-License-Identifier: Apache-2.0 */
/* What the province ordered, as client.h. */
#pragma once

#include "platform/bus/client.h"
#include "platform/bus/standing.h"

typedef void platform_standing_fn(void *user, enum err e, const struct standing *standing);

MUST_CHECK enum err platform_client_standing(struct platform_client *client,
                                             platform_standing_fn *fn, void *user);
