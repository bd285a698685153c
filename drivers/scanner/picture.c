/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/picture.h"

#include <math.h>
#include <string.h>

#include "platform/base/secret.h"

enum { GREY = 128 };

static void auto_picture(struct picture *p)
{
    picture_wipe(p);
}

static size_t area(const struct picture *p)
{
    return (size_t)p->width * (size_t)p->height;
}

static int clamp(int v, int low, int high)
{
    return v < low ? low : v > high ? high : v;
}

static void give(struct picture *from, struct picture *ret_to)
{
    *ret_to = *from;
    *from = (struct picture){0};
}

enum err picture_init(struct picture *ret_picture, int width, int height)
{
    if (width < 1 || height < 1 || (int64_t)width * height > PICTURE_PIXELS_MAX)
        return ERR_RANGE;
    uint8_t *grey = malloc((size_t)width * (size_t)height);
    if (!grey)
        return ERR_MEMORY;
    *ret_picture = (struct picture){.grey = grey, .width = width, .height = height};
    return ERR_NONE;
}

void picture_wipe(struct picture *p)
{
    wipe_free(p->grey, area(p));
    *p = (struct picture){0};
}

enum err picture_crop(const struct picture *p, struct picture_box box, struct picture *ret_part)
{
    int x0 = clamp(box.x, 0, p->width), y0 = clamp(box.y, 0, p->height);
    int x1 = clamp(box.x + box.width, 0, p->width), y1 = clamp(box.y + box.height, 0, p->height);
    struct picture out;
    TRY(picture_init(&out, x1 - x0, y1 - y0));
    for (int y = y0; y < y1; y++)
        memcpy(out.grey + (size_t)(y - y0) * (size_t)out.width,
               p->grey + (size_t)y * (size_t)p->width + x0, (size_t)out.width);
    *ret_part = out;
    return ERR_NONE;
}

enum err picture_invert(const struct picture *p, struct picture *ret_inverted)
{
    struct picture out;
    TRY(picture_init(&out, p->width, p->height));
    for (size_t i = 0; i < area(p); i++)
        out.grey[i] = (uint8_t)~p->grey[i];
    *ret_inverted = out;
    return ERR_NONE;
}

/* --- sizes and angles --- */

/* Where target pixel i of n takes from in a line of m: whole pixel and 256ths. */
struct tap {
    int at, part;
};

static struct tap tap_of(int i, int n, int m)
{
    int64_t at = ((int64_t)(2 * i + 1) * m * 256) / (2 * n) - 128;
    at = at < 0 ? 0 : at > (int64_t)(m - 1) * 256 ? (int64_t)(m - 1) * 256 : at;
    return (struct tap){(int)(at >> 8), (int)(at & 255)};
}

static void enlarge(const struct picture *p, struct picture *out, struct tap *across)
{
    for (int x = 0; x < out->width; x++)
        across[x] = tap_of(x, out->width, p->width);
    for (int y = 0; y < out->height; y++) {
        struct tap down = tap_of(y, out->height, p->height);
        const uint8_t *a = p->grey + (size_t)down.at * (size_t)p->width;
        const uint8_t *b = down.part ? a + p->width : a;
        uint8_t *to = out->grey + (size_t)y * (size_t)out->width;
        for (int x = 0; x < out->width; x++) {
            int at = across[x].at, part = across[x].part, next = part ? at + 1 : at;
            int top = a[at] * (256 - part) + a[next] * part;
            int bottom = b[at] * (256 - part) + b[next] * part;
            to[x] = (uint8_t)((top * (256 - down.part) + bottom * down.part) >> 16);
        }
    }
}

static void add_row(const struct picture *p, int y, int width, uint32_t *sum)
{
    const uint8_t *row = p->grey + (size_t)y * (size_t)p->width;
    for (int x = 0; x < width; x++) {
        int from = (int)((int64_t)x * p->width / width);
        int to = (int)((int64_t)(x + 1) * p->width / width);
        for (int i = from; i < to; i++)
            sum[x] += row[i];
    }
}

static void shrink(const struct picture *p, struct picture *out, uint32_t *sum)
{
    for (int y = 0; y < out->height; y++) {
        int from = (int)((int64_t)y * p->height / out->height);
        int to = (int)((int64_t)(y + 1) * p->height / out->height);
        memset(sum, 0, (size_t)out->width * sizeof *sum);
        for (int i = from; i < to; i++)
            add_row(p, i, out->width, sum);
        uint8_t *row = out->grey + (size_t)y * (size_t)out->width;
        for (int x = 0; x < out->width; x++) {
            int n = (int)((int64_t)(x + 1) * p->width / out->width) -
                    (int)((int64_t)x * p->width / out->width);
            row[x] = (uint8_t)(sum[x] / (uint32_t)(n * (to - from)));
        }
    }
}

enum err picture_resize(const struct picture *p, int width, int height, struct picture *ret_resized)
{
    AUTO(auto_picture) struct picture out = {0};
    TRY(picture_init(&out, width, height));
    /* Halfway down, whole pixels averaged would be uneven: blend there too. */
    bool small = width * 2 <= p->width && height * 2 <= p->height;
    AUTO(auto_free) void *line = calloc((size_t)width, sizeof(struct tap));
    if (!line)
        return ERR_MEMORY;
    if (small)
        shrink(p, &out, line);
    else
        enlarge(p, &out, line);
    give(&out, ret_resized);
    return ERR_NONE;
}

/* Between four pixels; x and y in 256ths. */
static uint8_t blend(const struct picture *p, int x, int y)
{
    int px = x >> 8, py = y >> 8, fx = x & 255, fy = y & 255;
    if (px < 0 || py < 0 || px >= p->width - 1 || py >= p->height - 1)
        return GREY;
    const uint8_t *a = p->grey + (size_t)py * (size_t)p->width + px, *b = a + p->width;
    return (uint8_t)(((a[0] * (256 - fx) + a[1] * fx) * (256 - fy) +
                      (b[0] * (256 - fx) + b[1] * fx) * fy) >>
                     16);
}

enum err picture_rotate(const struct picture *p, int degrees, struct picture *ret_turned)
{
    double angle = degrees * 3.14159265358979323846 / 180, c = cos(angle), s = sin(angle);
    int width = (int)(p->width * fabs(c) + p->height * fabs(s) + 1);
    int height = (int)(p->width * fabs(s) + p->height * fabs(c) + 1);
    struct picture out;
    TRY(picture_init(&out, width, height));
    for (int y = 0; y < height; y++) {
        double dy = y - height / 2.0;
        int x0 = (int)((p->width / 2.0 - width / 2.0 * c + dy * s) * 256);
        int y0 = (int)((p->height / 2.0 + width / 2.0 * s + dy * c) * 256);
        for (int x = 0; x < width; x++)
            out.grey[(size_t)y * (size_t)width + x] =
                blend(p, x0 + (int)(x * c * 256), y0 - (int)(x * s * 256));
    }
    *ret_turned = out;
    return ERR_NONE;
}
