/* SPDX-License-Identifier: Apache-2.0 */
/* What the province ordered, as a D-Bus body; as codec.h. */
#pragma once

#include <systemd/sd-bus.h>

#include "platform/bus/standing.h"

MUST_CHECK enum err platform_put_standing(sd_bus_message *m, const struct standing *s);
/* ERR_RANGE: minutes that no day has. */
MUST_CHECK enum err platform_get_standing(sd_bus_message *m, struct standing *ret_s);
