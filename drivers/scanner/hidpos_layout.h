/* SPDX-License-Identifier: Apache-2.0 */
/* Where a HID POS bar code scanner puts what in its input report, taken from the usages of its
 * report descriptor and never from fixed offsets: Honeywell, Newland and others differ.
 * Sources: USB HID 1.11 §6.2.2 (items), HID Point of Sale Usage Tables 1.02 (page 0x8C: 0x02 bar
 * code scanner, 0xFB-0xFD symbology identifier, 0xFE decoded data, 0xFF continued). The length byte
 * has no usage: it is the byte before the first of them (makers' manuals agree). */
#pragma once

#include "platform/base/err.h"

enum {
    HIDPOS_DESCRIPTOR_MAX = 4096,
    HIDPOS_REPORT_MAX = 1024, /* bytes of one input report */
    HIDPOS_NOWHERE = -1,
};

/* Positions are bytes from the report's start, the report id included. */
struct hidpos_layout {
    int report_id;   /* 0: reports carry no id */
    int report_size; /* all of it, the id counted in */
    int length_at;   /* HIDPOS_NOWHERE: data ends at its zero padding */
    int aim_at[3];   /* "]Q1"; HIDPOS_NOWHERE where it is not sent */
    int data_at;
    int data_size;     /* bytes in one report */
    int continued_at;  /* HIDPOS_NOWHERE: every report is whole */
    int continued_bit; /* 0 to 7 */
};

/* ERR_UNSUPPORTED: a HID device, but not a POS scanner. ERR_TOO_LONG, ERR_TOO_SHORT (cut inside an
 * item), ERR_RANGE (absurd sizes), ERR_FORMAT (unbalanced, or data not on a byte border). */
MUST_CHECK enum err hidpos_layout_parse(const uint8_t *descriptor, size_t size,
                                        struct hidpos_layout *ret_layout);
