/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/bytes.h"

size_t bytes_left(const struct bytes *b)
{
    return b->size - b->at;
}

const uint8_t *bytes_take(struct bytes *b, size_t n)
{
    if (b->failed || n > bytes_left(b)) {
        b->failed = true;
        return NULL;
    }
    const uint8_t *p = b->data + b->at;
    b->at += n;
    return p;
}

uint8_t bytes_u8(struct bytes *b)
{
    const uint8_t *p = bytes_take(b, 1);
    return p ? p[0] : 0;
}

uint16_t bytes_u16be(struct bytes *b)
{
    const uint8_t *p = bytes_take(b, 2);
    return p ? (uint16_t)(p[0] << 8 | p[1]) : 0;
}

uint16_t bytes_u16le(struct bytes *b)
{
    const uint8_t *p = bytes_take(b, 2);
    return p ? (uint16_t)(p[1] << 8 | p[0]) : 0;
}

uint32_t bytes_u32le(struct bytes *b)
{
    uint32_t low = bytes_u16le(b);
    return low | (uint32_t)bytes_u16le(b) << 16;
}
