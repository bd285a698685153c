/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: one function for each kind of bar code, and what they put bars down with. */
#pragma once

#include "drivers/paper/barcode.h"

struct barcode_bars {
    struct barcode *code;
    int dots; /* of a module */
};

typedef enum err barcode_fn(struct barcode_bars *b, const uint8_t *data, size_t size);

barcode_fn barcode_upca, barcode_upce, barcode_ean13, barcode_ean8; /* barcode_ean.c */
barcode_fn barcode_code39, barcode_itf, barcode_codabar;            /* barcode_wide.c */
barcode_fn barcode_code93, barcode_code128;                         /* barcode_modules.c */

enum err barcode_run(struct barcode_bars *b, int dots);
/* Widths in modules, as digits: "212222". */
enum err barcode_modules(struct barcode_bars *b, const char *widths);
/* `count` elements of two widths, the first in the highest bit: 1 is wide. */
enum err barcode_elements(struct barcode_bars *b, unsigned wide, int count);
enum err barcode_say(struct barcode_bars *b, const uint8_t *data, size_t size);
