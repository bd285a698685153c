/* SPDX-License-Identifier: Apache-2.0 */
/* A hand-over as D-Bus bodies, by the rules of codec.h. */
#pragma once

#include <systemd/sd-bus.h>

#include "platform/bus/handover.h"

MUST_CHECK enum err platform_put_handover_wish(sd_bus_message *m, const struct handover_wish *w);
MUST_CHECK enum err platform_get_handover_wish(sd_bus_message *m, struct handover_wish *ret_w);

MUST_CHECK enum err platform_put_handover(sd_bus_message *m, const struct handover *h);
MUST_CHECK enum err platform_get_handover(sd_bus_message *m, struct handover *ret_h);
