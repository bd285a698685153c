/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/codes.h"

#include <string.h>

#include "platform/base/secret.h"

static bool known(const struct reader_codes *c, const uint8_t *data, size_t size)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->code[i].size == size && memcmp(c->code[i].data, data, size) == 0)
            return true;
    return false;
}

void code_list_add(struct code_list *list, const uint8_t *data, size_t size)
{
    struct reader_codes *c = &list->codes;
    if (size == 0 || c->count == READER_CODES_MAX || known(c, data, size))
        return;
    uint8_t *copy = malloc(size);
    if (!copy) {
        list->error = ERR_MEMORY;
        return;
    }
    memcpy(copy, data, size);
    c->code[c->count++] = (struct reader_code){copy, size};
}

static void stretch(struct picture_box *b, int x, int y)
{
    int x1 = b->x + b->width, y1 = b->y + b->height;
    if (b->width == 0) {
        *b = (struct picture_box){x, y, 1, 1};
        return;
    }
    b->x = x < b->x ? x : b->x;
    b->y = y < b->y ? y : b->y;
    b->width = (x >= x1 ? x + 1 : x1) - b->x;
    b->height = (y >= y1 ? y + 1 : y1) - b->y;
}

void code_list_place(struct code_list *list, const struct quad *quad)
{
    for (int i = 0; i < 4; i++)
        stretch(&list->around, quad->x[i], quad->y[i]);
    if (list->places < ARRAY_LEN(list->place))
        list->place[list->places++] = *quad;
}

/* All four sides have the point on the same hand, whichever way round they are told. */
static bool is_inside(const struct quad *q, int x, int y)
{
    int hands = 0;
    for (int i = 0; i < 4; i++) {
        int k = (i + 1) % 4;
        int64_t side = (int64_t)(q->x[k] - q->x[i]) * (y - q->y[i]) -
                       (int64_t)(q->y[k] - q->y[i]) * (x - q->x[i]);
        hands += side > 0 ? 1 : side < 0 ? -1 : 0;
    }
    return hands == 4 || hands == -4;
}

/* A little larger: the engines tell the middle of the outer modules, or their edge. */
static struct quad grown(const struct quad *q)
{
    struct quad g;
    int x = (q->x[0] + q->x[1] + q->x[2] + q->x[3]) / 4;
    int y = (q->y[0] + q->y[1] + q->y[2] + q->y[3]) / 4;
    for (int i = 0; i < 4; i++) {
        g.x[i] = q->x[i] + (q->x[i] - x) / 12;
        g.y[i] = q->y[i] + (q->y[i] - y) / 12;
    }
    return g;
}

void code_list_cover(const struct code_list *list, size_t from, struct picture *p)
{
    for (size_t n = from; n < list->places; n++) {
        const struct quad q = grown(&list->place[n]);
        struct picture_box b = {0};
        for (int i = 0; i < 4; i++)
            stretch(&b, q.x[i], q.y[i]);
        int x0 = b.x < 0 ? 0 : b.x, y0 = b.y < 0 ? 0 : b.y;
        for (int y = y0; y < b.y + b.height && y < p->height; y++)
            for (int x = x0; x < b.x + b.width && x < p->width; x++)
                if (is_inside(&q, x, y))
                    p->grey[(size_t)y * (size_t)p->width + (size_t)x] = 255;
    }
}

void reader_codes_wipe(struct reader_codes *codes)
{
    for (size_t i = 0; i < codes->count; i++)
        wipe_free(codes->code[i].data, codes->code[i].size);
    *codes = (struct reader_codes){0};
}
