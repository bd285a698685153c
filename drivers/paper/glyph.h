/* SPDX-License-Identifier: Apache-2.0 */
/* The printer's character generator, drawn once from Noto Sans Mono CJK SC. Cells as on Epson's
 * 203 dpi printers: font A 12 × 24 dots, font B 9 × 17, Chinese 24 × 24. */
#pragma once

#include "platform/base/err.h"

enum { GLYPH_HEIGHT = 24, GLYPH_WIDE = 24, GLYPH_NARROW = 12 };
enum glyph_font { GLYPH_A, GLYPH_B, GLYPH_CHINESE, GLYPH_FONTS };

struct glyph_key {
    uint32_t character;
    enum glyph_font font;
    bool bold;
};

struct glyph {
    struct glyph_key key;
    uint8_t dots[GLYPH_HEIGHT][GLYPH_WIDE]; /* 0 or 1 */
};

int glyph_width(enum glyph_font font);
int glyph_height(enum glyph_font font);
/* Kept for the life of the program. An unknown character is a box. Not for several threads. */
const struct glyph *glyph_of(const struct glyph_key *key);
