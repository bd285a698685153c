/* SPDX-License-Identifier: Apache-2.0 */
/* A bounded view of bytes with a read cursor. A read past the end sets `failed` and yields zeros;
 * a codec reads its fields in a row and asks once at the end. */
#pragma once

#include "platform/base/err.h"

struct bytes {
    const uint8_t *data;
    size_t size, at;
    bool failed;
};

static inline struct bytes bytes_of(const void *data, size_t size)
{
    return (struct bytes){.data = data, .size = size};
}

size_t bytes_left(const struct bytes *b);
/* Pointer to the next n bytes and past them; NULL when there are fewer. */
const uint8_t *bytes_take(struct bytes *b, size_t n);
uint8_t bytes_u8(struct bytes *b);
uint16_t bytes_u16be(struct bytes *b);
uint16_t bytes_u16le(struct bytes *b);
uint32_t bytes_u32le(struct bytes *b);
