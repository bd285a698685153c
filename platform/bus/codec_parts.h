/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what every word of the bridge is read with. */
#pragma once

#include "platform/bus/codec.h"

/* sd-bus answers: < 0 an errno, 0 the end of a container, > 0 something was read. */
MUST_CHECK enum err codec_result(int r);
MUST_CHECK enum err codec_text(sd_bus_message *m, char *ret_text, size_t size);
MUST_CHECK enum err codec_u32_below(sd_bus_message *m, uint32_t end, uint32_t *ret_value);
MUST_CHECK enum err codec_flag(sd_bus_message *m, bool *ret_flag);
MUST_CHECK enum err codec_secret(sd_bus_message *m, struct secret *ret_value);
