/* SPDX-License-Identifier: Apache-2.0 */
/* Serial lines: the same two requests set a USB one (CDC 1.2, PSTN 1.2 §6.3.10 and 6.3.12) and a
 * tty. */
#pragma once

#include "drivers/wire/wire.h"

enum { LINE_SET_CODING = 0x20, LINE_SET_STATE = 0x22 };

/* 8 data bits, no parity, 1 stop bit; DTR and RTS set. */
MUST_CHECK enum err wire_line_begin(struct wire *wire, uint32_t baud);
