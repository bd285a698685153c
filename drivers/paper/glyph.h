/* SPDX-License-Identifier: Apache-2.0 */
/* The printer's character generator: 24-dot glyphs, 24 wide for Chinese and 12 wide for the rest,
 * drawn once from Noto Sans Mono CJK SC. */
#pragma once

#include "platform/base/err.h"

enum { GLYPH_HEIGHT = 24, GLYPH_WIDE = 24, GLYPH_NARROW = 12 };

struct glyph {
    uint32_t character;
    bool wide, bold;
    uint8_t dots[GLYPH_HEIGHT][GLYPH_WIDE]; /* 0 or 1 */
};

/* Kept for the life of the program. An unknown character is a box. Not for several threads. */
const struct glyph *glyph_of(uint32_t character, bool wide, bool bold);
