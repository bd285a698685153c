/* SPDX-License-Identifier: Apache-2.0 */
/* Codes that were printed as pictures, read back as a telephone would. */
#include <string.h>

#include "drivers/paper/interpreter.h"
#include "drivers/scanner/decode.h"

enum { CODE_LOWEST = 42, CODE_HIGHEST = DECODE_SIDE_MAX - 64, QUIET = 16 };

void strip_add(struct paper *p, int top, int wide)
{
    if (p->strip_top < 0) {
        p->strip_top = top;
        p->strip_wide = 0;
    }
    p->strip_wide = wide > p->strip_wide ? wide : p->strip_wide;
}

/* Grey pixels of rows `top` to top + high - 1 with a white rim; the caller frees. */
static uint8_t *grey_of(const struct paper *p, int top, int high)
{
    size_t wide = (size_t)p->sheet.width + 2 * QUIET;
    uint8_t *pixels = malloc(wide * (size_t)(high + 2 * QUIET));
    if (!pixels)
        return NULL;
    memset(pixels, 0xFF, wide * (size_t)(high + 2 * QUIET));
    for (int y = 0; y < high; y++)
        for (int x = 0; x < p->sheet.width; x++)
            if (paper_is_black(p, x, top + y))
                pixels[(size_t)(y + QUIET) * wide + (size_t)(x + QUIET)] = 0;
    return pixels;
}

static bool tell_code(void *user, const uint8_t *data, size_t size)
{
    struct paper *p = user;
    words_payload(p, "QR", data, size);
    return true;
}

/* Are there codes in these rows? */
static bool read_codes(struct paper *p, int top, int high)
{
    AUTO(auto_free) uint8_t *pixels = grey_of(p, top, high);
    const struct decode_image image = {pixels, p->sheet.width + 2 * QUIET, high + 2 * QUIET};
    return pixels && decode_qr(&image, tell_code, p) == ERR_NONE;
}

void strip_end(struct paper *p)
{
    int top = p->strip_top, high = p->y - p->strip_top;
    if (top < 0)
        return;
    p->strip_top = -1;
    bool may_be_code = high >= CODE_LOWEST && high <= CODE_HIGHEST;
    if (!may_be_code || !read_codes(p, top, high))
        words_print(&p->text, "[raster %dx%d]\n", p->strip_wide, high);
}
