/* SPDX-License-Identifier: Apache-2.0 */
/* A QR scanner in HID POS mode (usage page 0x8C), reports laid out as Honeywell's: id 2, length,
 * three AIM characters, 56 bytes, vendor id, reserved, bit 0 "continued". */
#pragma once

#include "tests/sim/core/gadget.h"

enum { SCANNER_CODE_MAX = 7089, SCANNER_IN = 0x81 };

struct scanner {
    struct gadget gadget;
    bool prevented; /* the host asked it not to read (usage 0x5F) */
    unsigned scans;
};

MUST_CHECK enum err scanner_init(struct scanner *s, struct world *w);
/* A code is held before the window. With the lock. ERR_STATE: unplugged or told not to read. */
MUST_CHECK enum err scanner_read_code(struct scanner *s, const void *code, size_t size);
