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

void code_list_place(struct code_list *list, int x, int y)
{
    struct picture_box *b = &list->around;
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

void reader_codes_wipe(struct reader_codes *codes)
{
    for (size_t i = 0; i < codes->count; i++)
        wipe_free(codes->code[i].data, codes->code[i].size);
    *codes = (struct reader_codes){0};
}
