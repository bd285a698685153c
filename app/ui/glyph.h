/* SPDX-License-Identifier: Apache-2.0 */
/* Letters: Noto Sans CJK SC through SDL_ttf and HarfBuzz. A line of text becomes a mask of 8-bit
 * coverage, kept in a bounded cache (least recently used goes first) that glyph_wipe() erases,
 * because masks of personal lines are personal.
 *
 * Between Chinese and Latin letters or digits stands a gap of a fifth of an em, whether the text
 * has a space there or not. */
#pragma once

#include "app/ui/theme.h"

enum { GLYPH_TEXT = 1024 }; /* bytes of one line */

struct glyph;

/* Letters of one size: what a text is measured and broken with. */
struct letters {
    struct glyph *glyph;
    const struct theme *theme;
    enum type_style style;
};

/* One rendered line. `em_middle` is the y of the middle of the Chinese characters: what stands in
 * the middle of a button. Valid until the next call of glyph_line() or glyph_wipe(). */
struct glyph_line {
    int w, h, em_middle;
    const uint8_t *mask; /* w × h */
};

/* ERR_ABSENT, ERR_FORMAT, ERR_LIBRARY, ERR_MEMORY; logged. */
MUST_CHECK enum err glyph_new(struct glyph **ret_glyph);
void glyph_free(struct glyph *g);
void glyph_wipe(struct glyph *g);

/* Pixel height of one line: 1.45 em, headings 1.34, numbers 1.22. */
int glyph_line_height(const struct theme *t, enum type_style style);
int glyph_width(struct glyph *g, const struct theme *t, enum type_style style, const char *text,
                size_t len);
/* Do these two characters get the thin gap between them, and how wide is it? */
int glyph_gap(const struct theme *t, enum type_style style, uint32_t before, uint32_t after);
/* An empty mask (w 0) when the text is empty or a library failed. */
struct glyph_line glyph_line(struct glyph *g, const struct theme *t, enum type_style style,
                             const char *text, size_t len);
