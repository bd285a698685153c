/* SPDX-License-Identifier: Apache-2.0 */
/* Codes that were printed as pictures, read back as a telephone would. */
#include <string.h>

#include <zbar.h>

#include "tests/sim/paper/interpreter.h"

enum { CODE_LOWEST = 42, CODE_HIGHEST = PAPER_DOTS, QUIET = 16 };

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
    size_t wide = PAPER_DOTS + 2 * QUIET;
    uint8_t *pixels = malloc(wide * (size_t)(high + 2 * QUIET));
    if (!pixels)
        return NULL;
    memset(pixels, 0xFF, wide * (size_t)(high + 2 * QUIET));
    for (int y = 0; y < high; y++)
        for (int x = 0; x < PAPER_DOTS; x++)
            if (paper_is_black(p, x, top + y))
                pixels[(size_t)(y + QUIET) * wide + (size_t)(x + QUIET)] = 0;
    return pixels;
}

static int tell_codes(struct paper *p, const zbar_image_t *image)
{
    int count = 0;
    const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
    for (; symbol; symbol = zbar_symbol_next(symbol), count++) {
        words_add(&p->text, "[QR ", 4);
        words_add(&p->text, zbar_symbol_get_data(symbol), zbar_symbol_get_data_length(symbol));
        words_add(&p->text, "]\n", 2);
    }
    return count;
}

/* How many codes there are in these rows. */
static int read_codes(struct paper *p, int top, int high)
{
    AUTO(auto_free) uint8_t *pixels = grey_of(p, top, high);
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_t *image = zbar_image_create();
    int count = 0;
    if (pixels && scanner && image) {
        unsigned wide = PAPER_DOTS + 2 * QUIET, rows = (unsigned)high + 2 * QUIET;
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
        zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
        zbar_image_set_size(image, wide, rows);
        zbar_image_set_data(image, pixels, (unsigned long)wide * rows, NULL);
        zbar_scan_image(scanner, image);
        count = tell_codes(p, image);
    }
    zbar_image_destroy(image);
    zbar_image_scanner_destroy(scanner);
    return count;
}

void strip_end(struct paper *p)
{
    int top = p->strip_top, high = p->y - p->strip_top;
    if (top < 0)
        return;
    p->strip_top = -1;
    bool may_be_code = high >= CODE_LOWEST && high <= CODE_HIGHEST;
    if (!may_be_code || read_codes(p, top, high) == 0)
        words_print(&p->text, "[raster %dx%d]\n", p->strip_wide, high);
}
