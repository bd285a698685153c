/* SPDX-License-Identifier: Apache-2.0 */
#include <iconv.h>
#include <stdarg.h>
#include <string.h>

#include "drivers/paper/interpreter.h"

void words_add(struct words *w, const char *text, size_t size)
{
    if (w->size + size > TEXT_LIMIT)
        return;
    if (w->size + size + 1 > w->room) {
        size_t room = (w->size + size + 1) * 2;
        char *grown = realloc(w->text, room);
        if (!grown)
            return;
        w->text = grown;
        w->room = room;
    }
    memcpy(w->text + w->size, text, size);
    w->size += size;
    w->text[w->size] = '\0';
}

void words_print(struct words *w, const char *format, ...)
{
    char out[512];
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(out, sizeof out, format, arguments);
    va_end(arguments);
    if (n > 0)
        words_add(w, out, (size_t)n < sizeof out ? (size_t)n : sizeof out - 1);
}

/* GB18030: two bytes 81-FE 40-FE, four bytes 81-FE 30-39 81-FE 30-39. */
static size_t gb_size(const uint8_t *d, size_t size)
{
    if (size < 2 || d[0] < 0x81 || d[0] > 0xFE)
        return 0;
    if (d[1] >= 0x40 && d[1] != 0x7F && d[1] != 0xFF)
        return 2;
    bool four = size >= 4 && d[1] >= 0x30 && d[1] <= 0x39 && d[2] >= 0x81 && d[2] <= 0xFE &&
                d[3] >= 0x30 && d[3] <= 0x39;
    return four ? 4 : 0;
}

static uint32_t convert(const char *from, const uint8_t *data, size_t size)
{
    char in[4];
    uint32_t out = 0xFFFD;
    memcpy(in, data, size);
    iconv_t converter = iconv_open("UTF-32LE", from);
    if (converter == (iconv_t)-1)
        return out;
    char *in_at = in, *out_at = (char *)&out;
    size_t in_left = size, out_left = sizeof out;
    if (iconv(converter, &in_at, &in_left, &out_at, &out_left) == (size_t)-1 || out_left != 0)
        out = 0xFFFD;
    iconv_close(converter);
    return out;
}

size_t words_decode(const uint8_t *data, size_t size, bool chinese, uint32_t *ret_character,
                    bool *ret_full)
{
    size_t n = chinese ? gb_size(data, size) : 0;
    *ret_full = n > 0;
    if (n > 0) {
        *ret_character = convert("GB18030", data, n);
        return n;
    }
    *ret_character = data[0] < 0x7F ? data[0] : convert("CP437", data, 1);
    return 1;
}
