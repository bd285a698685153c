/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/text.h"

#include <string.h>

/* One UTF-8 sequence of at most `len` bytes; its length, or 0 when it is not valid. */
static size_t sequence(const unsigned char *p, size_t len, uint32_t *ret_code)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t n = p[0] < 0x80 ? 1 : p[0] >> 5 == 6 ? 2 : p[0] >> 4 == 14 ? 3 : p[0] >> 3 == 30 ? 4 : 0;
    if (n == 0 || n > len)
        return 0;
    uint32_t code = n == 1 ? p[0] : p[0] & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        if (p[i] >> 6 != 2)
            return 0;
        code = code << 6 | (p[i] & 0x3F);
    }
    if (code < smallest[n] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return 0;
    *ret_code = code;
    return n;
}

bool text_is_utf8(const char *text, size_t len)
{
    const unsigned char *p = (const unsigned char *)text;
    while (len > 0) {
        uint32_t code;
        size_t n = sequence(p, len, &code);
        if (n == 0 || code == 0)
            return false;
        p += n;
        len -= n;
    }
    return true;
}

uint32_t text_next(const char **at)
{
    uint32_t code;
    if (**at == '\0')
        return 0;
    size_t n = sequence((const unsigned char *)*at, strnlen(*at, 4), &code);
    *at += n ? n : 1;
    return n ? code : 0xFFFD;
}

size_t text_count(const char *text)
{
    size_t n = 0;
    while (text_next(&text))
        n++;
    return n;
}

size_t text_put(uint32_t c, char ret_bytes[4])
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 0;
    if (c < 0x80) {
        ret_bytes[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n - 1; i > 0; i--, c >>= 6)
        ret_bytes[i] = (char)(0x80 | (c & 0x3F));
    ret_bytes[0] = (char)(lead[n] | c);
    return n;
}

static size_t trimmed_units(const uint8_t *data, size_t units)
{
    while (units > 0 && data[2 * units - 1] == 0 &&
           (data[2 * units - 2] == 0 || data[2 * units - 2] == ' '))
        units--;
    return units;
}

static uint32_t unit_at(const uint8_t *data, size_t i)
{
    return (uint32_t)data[2 * i] | (uint32_t)data[2 * i + 1] << 8;
}

/* The code point at *i and past it; 0 when the units are not valid text. */
static uint32_t utf16_next(const uint8_t *data, size_t units, size_t *i)
{
    uint32_t c = unit_at(data, (*i)++);
    if (c < 0x20 || c == 0x7F || (c >= 0xDC00 && c <= 0xDFFF))
        return 0;
    if (c < 0xD800 || c > 0xDBFF)
        return c;
    uint32_t low = *i < units ? unit_at(data, (*i)++) : 0;
    if (low < 0xDC00 || low > 0xDFFF)
        return 0;
    return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
}

enum err text_from_utf16le(const uint8_t *data, size_t size, char *ret_text, size_t text_size)
{
    if (size % 2 != 0)
        return ERR_ENCODING;
    size_t units = trimmed_units(data, size / 2);
    size_t out = 0;
    for (size_t i = 0; i < units;) {
        char bytes[4];
        uint32_t c = utf16_next(data, units, &i);
        size_t n = c ? text_put(c, bytes) : 0;
        if (n == 0)
            return ERR_ENCODING;
        if (out + n >= text_size)
            return ERR_TOO_LONG;
        memcpy(ret_text + out, bytes, n);
        out += n;
    }
    if (text_size == 0)
        return ERR_TOO_LONG;
    ret_text[out] = '\0';
    return ERR_NONE;
}

void text_mask(const char *text, size_t front, size_t back, char *ret_text, size_t size)
{
    size_t len = strlen(text);
    bool hide_all = len <= front + back;
    size_t i = 0;
    for (; i < len && i + 1 < size; i++)
        ret_text[i] = !hide_all && (i < front || i >= len - back) ? text[i] : '*';
    if (size > 0)
        ret_text[i] = '\0';
}

bool text_copy(char *ret_text, size_t size, const char *text)
{
    size_t len = strlen(text);
    bool fits = len < size;
    if (!fits) {
        len = size - 1;
        while (len > 0 && ((unsigned char)text[len] >> 6) == 2)
            len--;
    }
    memcpy(ret_text, text, len);
    ret_text[len] = '\0';
    return fits;
}

const char *text_or_none(const char *text)
{
    return *text ? text : NULL;
}
