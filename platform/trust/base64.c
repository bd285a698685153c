/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/base64.h"

#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_encode(const void *data, size_t size, char *ret_text)
{
    const uint8_t *in = data;
    for (size_t i = 0; i < size; i += 3, ret_text += 4) {
        uint32_t group = (uint32_t)in[i] << 16;
        group |= i + 1 < size ? (uint32_t)in[i + 1] << 8 : 0;
        group |= i + 2 < size ? in[i + 2] : 0;
        ret_text[0] = alphabet[group >> 18];
        ret_text[1] = alphabet[group >> 12 & 63];
        ret_text[2] = i + 1 < size ? alphabet[group >> 6 & 63] : '=';
        ret_text[3] = i + 2 < size ? alphabet[group & 63] : '=';
    }
    *ret_text = '\0';
}

static int value_of(char c)
{
    const char *at = c ? strchr(alphabet, c) : NULL;
    return at ? (int)(at - alphabet) : -1;
}

/* Four characters, of which the last `pad` are '=' already; -1 when malformed. */
static int64_t group_of(const char *text, size_t pad)
{
    int64_t group = 0;
    for (size_t i = 0; i < 4; i++) {
        int v = i < 4 - pad ? value_of(text[i]) : 0;
        if (v < 0)
            return -1;
        group = group << 6 | v;
    }
    int64_t unused = pad == 2 ? 0xFFFF : pad == 1 ? 0xFF : 0;
    return group & unused ? -1 : group;
}

enum err base64_decode(const char *text, size_t len, void *ret_data, size_t limit, size_t *ret_size)
{
    if (len % 4 != 0)
        return ERR_FORMAT;
    size_t pad = len == 0 ? 0 : text[len - 1] != '=' ? 0 : text[len - 2] != '=' ? 1 : 2;
    size_t size = len / 4 * 3 - pad;
    if (size > limit)
        return ERR_TOO_LONG;
    uint8_t *out = ret_data;
    for (size_t i = 0, at = 0; i < len; i += 4) {
        int64_t group = group_of(text + i, i + 4 == len ? pad : 0);
        if (group < 0)
            return ERR_FORMAT;
        for (int shift = 16; shift >= 0 && at < size; shift -= 8)
            out[at++] = (uint8_t)(group >> shift);
    }
    *ret_size = size;
    return ERR_NONE;
}
