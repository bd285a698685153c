/* SPDX-License-Identifier: Apache-2.0 */
/* The printer's status bytes. Sources: Epson TM-U220 p. 54 and 82, TM-T85 p. 112 (facts 1.4, 1.5);
 * USB printer class 1.1, 4.2.2 (port status). */
#include <string.h>

#include "tests/sim/models/printer.h"

bool printer_is_offline(const struct printer *p)
{
    return p->paper_out || p->cover_open || p->jammed;
}

static uint8_t bit(bool on, uint8_t mask)
{
    return on ? mask : 0;
}

uint8_t printer_realtime_status(const struct printer *p, uint8_t n)
{
    switch (n) {
    case 1:
        return 0x12 | bit(printer_is_offline(p), 0x08);
    case 2:
        return 0x12 | bit(p->cover_open, 0x04) | bit(p->paper_out, 0x20);
    case 4:
        return 0x12 | bit(p->paper_low || p->paper_out, 0x0C) | bit(p->paper_out, 0x60);
    default: /* 3 */
        return 0x12 | bit(p->jammed && p->shape->jam_bit, 0x04);
    }
}

void printer_full_status(const struct printer *p, uint8_t ret_bytes[6])
{
    ret_bytes[0] = 0x10;
    ret_bytes[1] = 0x0F;
    ret_bytes[2] = bit(p->paper_out, 0x01) | bit(p->paper_low, 0x04) | bit(p->at_exit, 0x20);
    ret_bytes[3] = bit(p->cover_open, 0x02);
    ret_bytes[4] = bit(p->jammed, 0x40);
    ret_bytes[5] = 0;
}

uint8_t printer_sensor_status(const struct printer *p, uint8_t n)
{
    if (n == 2 || n == '2')
        return 0; /* drawer */
    return bit(p->paper_low || p->paper_out, 0x03) | bit(p->paper_out, 0x0C);
}

void printer_auto_status(const struct printer *p, uint8_t ret_bytes[4])
{
    ret_bytes[0] = 0x10 | bit(printer_is_offline(p), 0x08) | bit(p->cover_open, 0x20);
    ret_bytes[1] = 0;
    ret_bytes[2] = printer_sensor_status(p, 1);
    ret_bytes[3] = 0;
}

uint8_t printer_port_status(const struct printer *p)
{
    uint8_t ready = printer_is_offline(p) ? 0 : 0x18; /* selected, no error */
    return ready | bit(p->paper_out, 0x20);
}

void printer_tell_status(struct printer *p, bool always)
{
    uint8_t now[4];
    printer_auto_status(p, now);
    if (p->auto_status == 0 || (!always && memcmp(now, p->sent_status, sizeof now) == 0))
        return;
    memcpy(p->sent_status, now, sizeof now);
    printer_say(p, now, sizeof now);
}
