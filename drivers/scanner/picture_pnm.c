/* SPDX-License-Identifier: Apache-2.0 */
/* netpbm: pbm(5), pgm(5), ppm(5). "P", a digit for the kind, width, height, the greatest value
 * (not of bitmaps), pixels: as numbers, or after one space as bytes. Comments begin with '#'. */
#include <string.h>

#include "drivers/scanner/picture_file.h"
#include "platform/base/bytes.h"

static bool is_space(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The next byte, not taken; 0 at the end. */
static int peek(const struct bytes *b)
{
    return bytes_left(b) > 0 ? b->data[b->at] : 0;
}

static void skip_space(struct bytes *b)
{
    while (is_space(peek(b)) || peek(b) == '#') {
        if (bytes_u8(b) != '#')
            continue;
        while (bytes_left(b) > 0 && bytes_u8(b) != '\n')
            ;
    }
}

static enum err read_number(struct bytes *b, int most, int *ret_number)
{
    int n = 0, digits = 0;
    skip_space(b);
    for (; peek(b) >= '0' && peek(b) <= '9'; digits++) {
        n = n * 10 + bytes_u8(b) - '0';
        if (n > most)
            return ERR_RANGE;
    }
    if (digits == 0)
        return ERR_FORMAT;
    *ret_number = n;
    return ERR_NONE;
}

struct pnm {
    bool bits, colour, plain;
    int most; /* the greatest value */
    struct bytes b;
};

/* One value, 0 to most; more is taken for most. */
static enum err read_value(struct pnm *f, int *ret_value)
{
    int v = 0;
    if (f->plain && f->bits) { /* digits may follow each other without space */
        skip_space(&f->b);
        v = bytes_u8(&f->b) - '0';
        if (v != 0 && v != 1)
            return ERR_FORMAT;
    } else if (f->plain) {
        TRY(read_number(&f->b, 65535, &v));
    } else if (f->most > 255) {
        v = bytes_u8(&f->b) << 8;
        v |= bytes_u8(&f->b);
    } else {
        v = bytes_u8(&f->b);
    }
    *ret_value = v > f->most ? f->most : v;
    return ERR_NONE;
}

/* ITU-R BT.601 weights, as libpng and libjpeg use them. */
static enum err read_pixel(struct pnm *f, uint8_t *ret_grey)
{
    int v[3];
    for (int i = 0; i < (f->colour ? 3 : 1); i++)
        TRY(read_value(f, &v[i]));
    int64_t grey = f->colour ? (299 * v[0] + 587LL * v[1] + 114LL * v[2]) / 1000 : v[0];
    *ret_grey = (uint8_t)(grey * 255 / f->most);
    return ERR_NONE;
}

static enum err read_pixels(struct pnm *f, struct picture *p)
{
    for (size_t i = 0, n = (size_t)p->width * (size_t)p->height; i < n; i++) {
        if (bytes_left(&f->b) == 0)
            return ERR_TOO_SHORT;
        TRY(read_pixel(f, &p->grey[i]));
        if (f->bits)
            p->grey[i] ^= 255; /* 1 is black */
    }
    return f->b.failed ? ERR_TOO_SHORT : ERR_NONE;
}

/* Rows of whole bytes, the first pixel in the highest bit. */
static enum err read_bitmap(struct pnm *f, struct picture *p)
{
    size_t row = ((size_t)p->width + 7) / 8;
    const uint8_t *bits = bytes_take(&f->b, row * (size_t)p->height);
    if (!bits)
        return ERR_TOO_SHORT;
    for (int y = 0; y < p->height; y++)
        for (int x = 0; x < p->width; x++)
            p->grey[(size_t)y * (size_t)p->width + (size_t)x] =
                bits[(size_t)y * row + (size_t)x / 8] >> (7 - x % 8) & 1 ? 0 : 255;
    return ERR_NONE;
}

static enum err read_head(struct pnm *f, int kind, int *ret_width, int *ret_height)
{
    f->bits = kind == 1 || kind == 4;
    f->colour = kind == 3 || kind == 6;
    f->plain = kind <= 3;
    f->most = 1;
    TRY(read_number(&f->b, PICTURE_PIXELS_MAX, ret_width));
    TRY(read_number(&f->b, PICTURE_PIXELS_MAX, ret_height));
    if (!f->bits)
        TRY(read_number(&f->b, 65535, &f->most));
    if (f->most < 1)
        return ERR_FORMAT;
    if (!f->plain)
        bytes_u8(&f->b);
    return ERR_NONE;
}

enum err picture_pnm_read(const uint8_t *data, size_t size, struct picture *ret_picture)
{
    if (size < 3 || data[0] != 'P' || data[1] < '1' || data[1] > '6' ||
        !(is_space(data[2]) || data[2] == '#'))
        return ERR_UNSUPPORTED;
    struct pnm f = {.b = bytes_of(data + 2, size - 2)};
    struct picture p;
    int width, height;
    TRY(read_head(&f, data[1] - '0', &width, &height));
    TRY(picture_init(&p, width, height));
    enum err e = f.bits && !f.plain ? read_bitmap(&f, &p) : read_pixels(&f, &p);
    if (e != ERR_NONE) {
        picture_wipe(&p);
        return e;
    }
    *ret_picture = p;
    return ERR_NONE;
}
