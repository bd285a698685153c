/* SPDX-License-Identifier: Apache-2.0 */
/* What looks at a pixel's surroundings. The square of the mean slides: its cost does not grow with
 * the radius. */
#include <string.h>

#include "drivers/scanner/picture.h"

static void auto_picture(struct picture *p)
{
    picture_wipe(p);
}

static int clamp(int v, int low, int high)
{
    return v < low ? low : v > high ? high : v;
}

static const uint8_t *row_of(const struct picture *p, int y)
{
    return p->grey + (size_t)clamp(y, 0, p->height - 1) * (size_t)p->width;
}

/* One row of means from the sums of its columns; the border is repeated outwards. */
static void mean_row(const uint32_t *column, int width, int radius, uint8_t *ret_row)
{
    int side = 2 * radius + 1;
    uint64_t scale = ((uint64_t)1 << 32) / (uint64_t)(side * side) + 1;
    uint64_t sum = 0;
    for (int i = -radius; i <= radius; i++)
        sum += column[clamp(i, 0, width - 1)];
    for (int x = 0; x < width; x++) {
        ret_row[x] = (uint8_t)(sum * scale >> 32);
        sum += column[clamp(x + radius + 1, 0, width - 1)];
        sum -= column[clamp(x - radius, 0, width - 1)];
    }
}

enum err picture_blur(const struct picture *p, int radius, struct picture *ret_blurred)
{
    struct picture out;
    AUTO(auto_free) uint32_t *column = calloc((size_t)p->width, sizeof *column);
    if (!column)
        return ERR_MEMORY;
    radius = clamp(radius, 0, 1000);
    TRY(picture_init(&out, p->width, p->height));
    for (int i = -radius; i <= radius; i++)
        for (int x = 0; x < p->width; x++)
            column[x] += row_of(p, i)[x];
    for (int y = 0; y < p->height; y++) {
        mean_row(column, p->width, radius, out.grey + (size_t)y * (size_t)p->width);
        const uint8_t *in = row_of(p, y + radius + 1), *gone = row_of(p, y - radius);
        for (int x = 0; x < p->width; x++)
            column[x] += (uint32_t)in[x] - gone[x];
    }
    *ret_blurred = out;
    return ERR_NONE;
}

enum err picture_sharpen(const struct picture *p, int radius, int strength,
                         struct picture *ret_sharp)
{
    struct picture out;
    TRY(picture_blur(p, radius, &out));
    for (size_t i = 0, n = (size_t)p->width * (size_t)p->height; i < n; i++)
        out.grey[i] =
            (uint8_t)clamp(p->grey[i] + (p->grey[i] - out.grey[i]) * strength / 10, 0, 255);
    *ret_sharp = out;
    return ERR_NONE;
}

enum err picture_threshold(const struct picture *p, int radius, struct picture *ret_binary)
{
    struct picture out;
    TRY(picture_blur(p, radius, &out));
    for (size_t i = 0, n = (size_t)p->width * (size_t)p->height; i < n; i++)
        out.grey[i] = p->grey[i] < out.grey[i] ? 0 : 255;
    *ret_binary = out;
    return ERR_NONE;
}

enum err picture_spread(const struct picture *p, bool dark, struct picture *ret_spread)
{
    struct picture out;
    AUTO(auto_free) uint8_t *line = malloc((size_t)p->width);
    if (!line)
        return ERR_MEMORY;
    TRY(picture_init(&out, p->width, p->height));
    uint8_t flip = dark ? 0 : 255; /* the brightest is the darkest of the inverted */
    for (int y = 0; y < p->height; y++) {
        const uint8_t *a = row_of(p, y - 1), *b = row_of(p, y), *c = row_of(p, y + 1);
        for (int x = 0; x < p->width; x++) {
            uint8_t u = a[x] ^ flip, v = b[x] ^ flip, w = c[x] ^ flip, m = u < v ? u : v;
            line[x] = m < w ? m : w;
        }
        uint8_t *to = out.grey + (size_t)y * (size_t)p->width;
        for (int x = 0; x < p->width; x++) {
            uint8_t u = line[x ? x - 1 : 0], v = line[x];
            uint8_t w = line[x + 1 < p->width ? x + 1 : x], m = u < v ? u : v;
            to[x] = (m < w ? m : w) ^ flip;
        }
    }
    *ret_spread = out;
    return ERR_NONE;
}

/* --- contrast by tiles --- */

struct tiles {
    struct picture low, high;
};

static void auto_tiles(struct tiles *t)
{
    picture_wipe(&t->low);
    picture_wipe(&t->high);
}

static void tile_range(const struct picture *p, struct picture_box b, uint8_t *low, uint8_t *high)
{
    *low = 255;
    *high = 0;
    for (int y = b.y; y < b.y + b.height && y < p->height; y++)
        for (int x = b.x; x < b.x + b.width && x < p->width; x++) {
            uint8_t v = p->grey[(size_t)y * (size_t)p->width + x];
            *low = v < *low ? v : *low;
            *high = v > *high ? v : *high;
        }
}

static enum err measure(const struct picture *p, int side, struct tiles *t)
{
    int nx = (p->width + side - 1) / side, ny = (p->height + side - 1) / side;
    AUTO(auto_tiles) struct tiles one = {0};
    TRY(picture_init(&one.low, nx, ny));
    TRY(picture_init(&one.high, nx, ny));
    for (int y = 0; y < ny; y++)
        for (int x = 0; x < nx; x++)
            tile_range(p, (struct picture_box){x * side, y * side, side, side},
                       &one.low.grey[y * nx + x], &one.high.grey[y * nx + x]);
    TRY(picture_spread(&one.low, true, &t->low));
    return picture_spread(&one.high, false, &t->high);
}

enum err picture_level(const struct picture *p, int side, struct picture *ret_level)
{
    enum { FLAT = 24 }; /* less is noise, not to be blown up to full contrast */
    AUTO(auto_tiles) struct tiles t = {0};
    AUTO(auto_tiles) struct tiles full = {0};
    AUTO(auto_picture) struct picture out = {0};
    side = clamp(side, 4, 1000);
    TRY(measure(p, side, &t));
    TRY(picture_resize(&t.low, p->width, p->height, &full.low));
    TRY(picture_resize(&t.high, p->width, p->height, &full.high));
    TRY(picture_init(&out, p->width, p->height));
    for (size_t i = 0, n = (size_t)p->width * (size_t)p->height; i < n; i++) {
        int low = full.low.grey[i], span = full.high.grey[i] - low;
        out.grey[i] =
            (uint8_t)clamp((p->grey[i] - low) * 255 / (span < FLAT ? FLAT : span), 0, 255);
    }
    *ret_level = out;
    out = (struct picture){0};
    return ERR_NONE;
}
