/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/paper/sheet.h"

#include <string.h>

void sheet_done(struct sheet *s)
{
    free(s->dots);
    s->dots = NULL;
}

bool sheet_grow(struct sheet *s, int height)
{
    if (height > SHEET_HEIGHT_MAX)
        return false;
    if (height <= s->height)
        return true;
    if ((size_t)height > s->room) {
        size_t room = (size_t)height + 1024, width = (size_t)s->width;
        uint8_t *grown = realloc(s->dots, room * width);
        if (!grown)
            return false;
        memset(grown + s->room * width, 0, (room - s->room) * width);
        s->dots = grown;
        s->room = room;
    }
    s->height = height;
    return true;
}

void sheet_black(struct sheet *s, int x, int y)
{
    if (x >= 0 && x < s->width && y >= 0 && y < s->height)
        s->dots[(size_t)y * (size_t)s->width + (size_t)x] = 1;
}

void sheet_block(struct sheet *s, int x, int y, int width, int height)
{
    for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++)
            sheet_black(s, x + column, y + row);
}

void sheet_turn(struct sheet *s, int x, int y, int width, int height)
{
    if (x < 0 || y < 0 || x + width > s->width || y + height > s->height)
        return;
    long last = (long)width * height - 1;
    for (long i = 0; i < last - i; i++) {
        uint8_t *a = s->dots + (y + i / width) * s->width + x + i % width;
        uint8_t *b = s->dots + (y + (last - i) / width) * s->width + x + (last - i) % width;
        uint8_t kept = *a;
        *a = *b;
        *b = kept;
    }
}
