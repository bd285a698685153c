/* SPDX-License-Identifier: Apache-2.0 */
/* A QR code as dots, read again before anybody prints it. */
#pragma once

#include "drivers/bus/types.h"
#include "drivers/receipt/bitmap.h"

struct qr_place {
    int paper_dots; /* width of the bitmap */
    int side_dots;  /* wanted side with the quiet zone; grows up to the paper for a dense code */
    enum receipt_align align;
};

enum { QR_QUIET_MODULES = 4 };

/* Error correction M, byte mode, a quiet zone of 4 modules on each side (ISO/IEC 18004 §9.1), 3 to
 * 8 dots a module. ERR_TOO_LONG: it does not fit the paper at 3 dots. ERR_FORMAT: read again, it
 * says something else or nothing: it must not be printed. The caller wipes. *ret_dots (may be
 * NULL) are the dots of a module. */
MUST_CHECK enum err qr_draw(const void *payload, size_t size, const struct qr_place *place,
                            struct bitmap *ret_bitmap, int *ret_dots);

/* Reads the code on a bitmap and compares; ERR_FORMAT when it differs. */
MUST_CHECK enum err qr_check(const struct bitmap *bitmap, const void *payload, size_t size);
