/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/bitmap.h"

#include "drivers/receipt/escpos_bytes.h"
#include "platform/base/secret.h"

enum { SINGLE_DOT = 0x10, TWO_DOTS = 0x18 };

enum err bitmap_init(struct bitmap *b, int width, int height)
{
    if (width < 8 || width > BITMAP_WIDTH_MAX || width % 8 != 0 || height < 1 ||
        height > BITMAP_HEIGHT_MAX)
        return ERR_RANGE;
    uint8_t *data = calloc((size_t)height, (size_t)width / 8);
    if (!data)
        return ERR_MEMORY;
    *b = (struct bitmap){.width = width, .height = height, .data = data};
    return ERR_NONE;
}

size_t bitmap_size(const struct bitmap *b)
{
    return (size_t)b->width / 8 * (size_t)b->height;
}

void bitmap_wipe(struct bitmap *b)
{
    if (b->data)
        wipe_free(b->data, bitmap_size(b));
    *b = (struct bitmap){.data = NULL};
}

static uint8_t *byte_at(const struct bitmap *b, int x, int y)
{
    return b->data + (size_t)y * (size_t)(b->width / 8) + x / 8;
}

static bool inside(const struct bitmap *b, int x, int y)
{
    return x >= 0 && y >= 0 && x < b->width && y < b->height;
}

void bitmap_set(struct bitmap *b, int x, int y)
{
    if (inside(b, x, y))
        *byte_at(b, x, y) |= (uint8_t)(0x80 >> x % 8);
}

bool bitmap_get(const struct bitmap *b, int x, int y)
{
    return inside(b, x, y) && (*byte_at(b, x, y) & 0x80 >> x % 8) != 0;
}

void bitmap_fill(struct bitmap *b, int x, int y, int width, int height)
{
    for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++)
            bitmap_set(b, x + column, y + row);
}

size_t bitmap_break_commands(struct bitmap *b)
{
    size_t changed = 0, size = bitmap_size(b);
    for (size_t i = 0; i + 1 < size; i++) {
        if (b->data[i] != SINGLE_DOT || !escpos_is_real_time(b->data + i))
            continue;
        b->data[i] = TWO_DOTS;
        changed++;
    }
    return changed;
}
