/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures: GS v 0, ESC *, GS ( L and GS 8 L. */
#include <string.h>

#include "drivers/paper/interpreter.h"

enum { GRAPHIC_MAX = 1 << 20 };

static int le16(const uint8_t *d)
{
    return d[0] | d[1] << 8;
}

/* m xL xH yL yH data behind the 0 */
void graphics_raster(struct paper *p, const uint8_t *d, size_t size)
{
    int wide = le16(d + 2) * 8, high = le16(d + 4);
    const int zoom[2] = {d[1] & 1 ? 2 : 1, d[1] & 2 ? 2 : 1};
    (void)size;
    if (p->line.count > 0)
        words_note(p, "GS v 0 with print data in the line");
    if (wide * zoom[0] > print_area(p))
        words_note(p, "GS v 0 wider than the paper");
    print_bits(p, d + 6, wide, high, zoom);
}

/* m nL nH data: columns of 8 or 24 dots, which stand in the line like letters. m: 0 and 1 are 8
 * dots high, each dot three times as high; 32 and 33 are 24; the even ones are twice as wide. */
void graphics_columns(struct paper *p, const uint8_t *d, size_t size)
{
    int bytes = d[0] >= 32 ? 3 : 1;
    const struct columns columns = {d + 3, le16(d + 1), bytes};
    const int zoom[2] = {d[0] & 1 ? 1 : 2, bytes == 3 ? 1 : 3};
    (void)size;
    if (columns.count * zoom[0] > print_area(p))
        words_note(p, "ESC * wider than the paper");
    if (columns.count > 0)
        print_columns(p, &columns, zoom);
}

/* Function 112: 30 70 a bx by c xL xH yL yH data; of two colours only the first is kept. */
static void store(struct paper *p, const uint8_t *d, size_t size)
{
    if (size < 10 || d[2] != 0x30) {
        words_note(p, "graphics in grey or colour are not drawn");
        return;
    }
    int wide = le16(d + 6), high = le16(d + 8);
    size_t bytes = ((size_t)wide + 7) / 8 * (size_t)high;
    if (bytes > size - 10 || bytes > GRAPHIC_MAX) {
        words_note(p, "graphics data shorter than announced");
        return;
    }
    uint8_t *copy = malloc(bytes + 1);
    if (!copy)
        return;
    memcpy(copy, d + 10, bytes);
    free(p->graphic);
    p->graphic = copy;
    p->graphic_wide = wide;
    p->graphic_high = high;
    p->graphic_x = d[3] == 2 ? 2 : 1;
    p->graphic_y = d[4] == 2 ? 2 : 1;
}

static void print_stored(struct paper *p)
{
    const int zoom[2] = {p->graphic_x, p->graphic_y};
    if (!p->graphic)
        return;
    if (p->graphic_wide * zoom[0] > print_area(p))
        words_note(p, "GS ( L wider than the paper");
    print_bits(p, p->graphic, p->graphic_wide, p->graphic_high, zoom);
    free(p->graphic);
    p->graphic = NULL;
}

void graphics_obey(struct paper *p, const uint8_t *d, size_t size)
{
    if (size < 2)
        return;
    switch (d[1]) {
    case 112:
        store(p, d, size);
        break;
    case 113:
        words_note(p, "graphics in columns are not drawn");
        break;
    case 2:
    case 50:
        print_stored(p);
        break;
    case 69:
    case 85:
        words_note(p, "a picture kept in the printer is not drawn");
        break;
    default: /* stores or deletes something, or asks */
        break;
    }
}
