/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/scanner_talk.h"

enum { CONTROL_MS = 1000, IN_STANDARD_DEVICE = 0x80, GET_STATUS = 0 };

void scanner_tell_names(struct device *device)
{
    const struct wire_identity *id = device->wire->identity;
    char text[64];
    if (wire_string(device->wire, id->product_string, text, sizeof text) == ERR_NONE)
        device_set_model(device, text);
    if (wire_string(device->wire, id->serial_string, text, sizeof text) == ERR_NONE)
        device_set_serial(device, text);
}

/* One that does not know GET_STATUS stalls it (USB 2.0 §9.4.5). */
enum err scanner_check(struct device *device, uint8_t in)
{
    const struct wire_control get = {.request_type = IN_STANDARD_DEVICE, .request = GET_STATUS};
    uint8_t status[2];
    size_t got;
    TRY(wire_drain(device->wire, in, SCANNER_QUIET_MS));
    enum err e = wire_control_in(device->wire, &get, (struct wire_room){status, sizeof status},
                                 CONTROL_MS, &got);
    if (e != ERR_NONE && e != ERR_STALL)
        return e;
    device_set_rest(device, DEVICE_READY);
    return ERR_NONE;
}
