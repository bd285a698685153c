/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/wire/line.h"

enum { OUT_CLASS_INTERFACE = 0x21, CONTROL_MS = 1000, DTR_AND_RTS = 3, DATA_BITS = 8 };

enum err wire_line_begin(struct wire *wire, uint32_t baud)
{
    const struct wire_control set_coding = {.request_type = OUT_CLASS_INTERFACE,
                                            .request = LINE_SET_CODING,
                                            .index = wire->interface->number};
    const struct wire_control set_state = {.request_type = OUT_CLASS_INTERFACE,
                                           .request = LINE_SET_STATE,
                                           .value = DTR_AND_RTS,
                                           .index = wire->interface->number};
    const uint8_t coding[7] = {(uint8_t)baud,
                               (uint8_t)(baud >> 8),
                               (uint8_t)(baud >> 16),
                               (uint8_t)(baud >> 24),
                               0, /* one stop bit */
                               0, /* no parity */
                               DATA_BITS};
    TRY(wire_control_out(wire, &set_coding, bytes_of(coding, sizeof coding), CONTROL_MS));
    return wire_control_out(wire, &set_state, bytes_of(NULL, 0), CONTROL_MS);
}
