/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/paper/lexer.h"

#include <string.h>

enum { MORE = -1 }; /* the length is not known yet */

typedef long length_fn(const uint8_t *p, size_t size);

static long le16(const uint8_t *p)
{
    return p[0] | p[1] << 8;
}

/* GS v 0 m xL xH yL yH data */
static long length_raster(const uint8_t *p, size_t size)
{
    return size < 6 ? MORE : 6 + le16(p + 2) * le16(p + 4);
}

/* GS ( x pL pH data, also FS ( x and ESC ( x */
static long length_bracket(const uint8_t *p, size_t size)
{
    return size < 3 ? MORE : 3 + le16(p + 1);
}

/* GS 8 L p1..p4 data */
static long length_long_graphics(const uint8_t *p, size_t size)
{
    if (size < 5)
        return MORE;
    return 5 + (le16(p + 1) | le16(p + 3) << 16);
}

/* GS k m d1..dk NUL (m <= 6) or m n d1..dn (m >= 65) */
static long length_barcode(const uint8_t *p, size_t size)
{
    if (size < 1 || (p[0] > 6 && size < 2))
        return MORE;
    if (p[0] > 6)
        return 2 + p[1];
    const uint8_t *end = memchr(p + 1, 0, size - 1);
    return end ? end - p + 1 : MORE;
}

/* GS V m, or m n when m is 65 and up */
static long length_cut(const uint8_t *p, size_t size)
{
    if (size < 1)
        return MORE;
    return p[0] >= 65 && p[0] <= 104 ? 2 : 1;
}

/* ESC D n1..nk NUL */
static long length_tabs(const uint8_t *p, size_t size)
{
    const uint8_t *end = memchr(p, 0, size < 33 ? size : 33);
    if (end)
        return end - p + 1;
    return size < 33 ? MORE : 32;
}

/* ESC * m nL nH data: 8 or 24 dots high */
static long length_bit_image(const uint8_t *p, size_t size)
{
    if (size < 3)
        return MORE;
    return 3 + le16(p + 1) * (p[0] >= 32 ? 3 : 1);
}

/* GS * x y data: downloaded picture */
static long length_download(const uint8_t *p, size_t size)
{
    return size < 2 ? MORE : 2 + 8L * p[0] * p[1];
}

/* ESC & y c1 c2 (x data)…: user-defined characters */
static long length_characters(const uint8_t *p, size_t size)
{
    if (size < 3)
        return MORE;
    long at = 3;
    for (int c = p[1]; c <= p[2]; c++) {
        if ((size_t)at >= size)
            return MORE;
        at += 1 + (long)p[0] * p[at];
    }
    return at;
}

/* GS Q 0 m xL xH yL yH data: columns of y bytes */
static long length_columns(const uint8_t *p, size_t size)
{
    return size < 6 ? MORE : 6 + le16(p + 2) * le16(p + 4);
}

/* FS q n (xL xH yL yH data)…: pictures to keep */
static long length_logos(const uint8_t *p, size_t size)
{
    if (size < 1)
        return MORE;
    size_t at = 1;
    for (int i = 0; i < p[0]; i++) {
        if (at + 4 > size)
            return MORE;
        at += 4 + (size_t)(le16(p + at) * le16(p + at + 2)) * 8;
    }
    return (long)at;
}

/* DLE DC4 fn …: pulse, power off, buzzer, transmit, clear buffers */
static long length_dle_dc4(const uint8_t *p, size_t size)
{
    static const int8_t by_function[] = {1, 3, 3, 6, 1, 1, 1, 2, 8};
    if (size < 1)
        return MORE;
    return p[0] < sizeof by_function ? by_function[p[0]] : 1;
}

/* GS e n …: presenters (Custom, Pyramid) */
static long length_presenter(const uint8_t *p, size_t size)
{
    if (size < 1)
        return MORE;
    return p[0] == 3 ? 2 : p[0] == 0x20 ? 3 : 1;
}

/* GS R '0', GS R '1' n: retract (Citizen) */
static long length_retract(const uint8_t *p, size_t size)
{
    if (size < 1)
        return MORE;
    return p[0] == '1' ? 2 : 1;
}

static const struct {
    uint8_t prefix;
    char function;
    int8_t length; /* fixed, or -1: ask */
    length_fn *ask;
} commands[] = {
    {ESC, '@', 0, NULL},
    {ESC, 'a', 1, NULL},
    {ESC, 'E', 1, NULL},
    {ESC, 'G', 1, NULL},
    {ESC, '-', 1, NULL},
    {ESC, '!', 1, NULL},
    {ESC, 'M', 1, NULL},
    {ESC, 'R', 1, NULL},
    {ESC, 't', 1, NULL},
    {ESC, 'd', 1, NULL},
    {ESC, 'e', 1, NULL},
    {ESC, 'J', 1, NULL},
    {ESC, 'K', 1, NULL},
    {ESC, '2', 0, NULL},
    {ESC, '3', 1, NULL},
    {ESC, ' ', 1, NULL},
    {ESC, '$', 2, NULL},
    {ESC, '\\', 2, NULL},
    {ESC, '{', 1, NULL},
    {ESC, 'V', 1, NULL},
    {ESC, 'p', 3, NULL},
    {ESC, 'i', 0, NULL},
    {ESC, 'm', 0, NULL},
    {ESC, 'c', 2, NULL},
    {ESC, 'C', 1, NULL},
    {ESC, '=', 1, NULL},
    {ESC, '?', 1, NULL},
    {ESC, '%', 1, NULL},
    {ESC, 'S', 0, NULL},
    {ESC, 'L', 0, NULL},
    {ESC, 'T', 1, NULL},
    {ESC, 'W', 8, NULL},
    {ESC, 'r', 1, NULL},
    {ESC, 'v', 0, NULL},
    {ESC, 'u', 1, NULL},
    {ESC, 'B', 2, NULL},
    {ESC, 'D', -1, length_tabs},
    {ESC, '*', -1, length_bit_image},
    {ESC, '&', -1, length_characters},
    {ESC, '(', -1, length_bracket},
    {ESC, 0x0C, 0, NULL},
    {ESC, 'U', 1, NULL},
    {ESC, '<', 0, NULL},
    {FS, '&', 0, NULL},
    {FS, '.', 0, NULL},
    {FS, '!', 1, NULL},
    {FS, '-', 1, NULL},
    {FS, 'W', 1, NULL},
    {FS, 'S', 2, NULL},
    {FS, 'C', 1, NULL},
    {FS, 'p', 2, NULL},
    {FS, 'P', 4, NULL},
    {FS, '2', 74, NULL},
    {FS, '?', 2, NULL},
    {FS, '(', -1, length_bracket},
    {FS, 'q', -1, length_logos},
    {GS, '!', 1, NULL},
    {GS, 'B', 1, NULL},
    {GS, 'L', 2, NULL},
    {GS, 'W', 2, NULL},
    {GS, 'h', 1, NULL},
    {GS, 'w', 1, NULL},
    {GS, 'H', 1, NULL},
    {GS, 'f', 1, NULL},
    {GS, 'a', 1, NULL},
    {GS, 'r', 1, NULL},
    {GS, 'I', 1, NULL},
    {GS, 'P', 2, NULL},
    {GS, 'b', 1, NULL},
    {GS, '/', 1, NULL},
    {GS, ':', 0, NULL},
    {GS, '$', 2, NULL},
    {GS, '\\', 2, NULL},
    {GS, 'T', 1, NULL},
    {GS, '^', 3, NULL},
    {GS, 'c', 0, NULL},
    {GS, '|', 1, NULL},
    {GS, 'E', 1, NULL},
    {GS, 'j', 1, NULL},
    {GS, 'A', 2, NULL},
    {GS, 'g', 4, NULL},
    {GS, 'Q', -1, length_columns},
    {GS, 'V', -1, length_cut},
    {GS, 'e', -1, length_presenter},
    {GS, 'R', -1, length_retract},
    {GS, 'v', -1, length_raster},
    {GS, 'k', -1, length_barcode},
    {GS, '(', -1, length_bracket},
    {GS, '8', -1, length_long_graphics},
    {GS, '*', -1, length_download},
    {DLE, 0x04, 1, NULL},
    {DLE, 0x05, 1, NULL},
    {DLE, 0x14, -1, length_dle_dc4},
};

static bool is_prefix(uint8_t byte)
{
    return byte == ESC || byte == FS || byte == GS || byte == DLE;
}

/* Parameters of prefix p[0], function p[1]; MORE; or -2 when the command is not known. */
static long parameter_size(const uint8_t *p, size_t size)
{
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        if (commands[i].prefix == p[0] && (uint8_t)commands[i].function == p[1])
            return commands[i].ask ? commands[i].ask(p + 2, size - 2) : commands[i].length;
    return -2;
}

static bool give_rest(const uint8_t *data, size_t size, bool final, struct escpos_token *ret_token)
{
    uint8_t function = size > 1 ? data[1] : 0;
    if (final)
        *ret_token = (struct escpos_token){.kind = ESCPOS_UNKNOWN,
                                           .name = ESCPOS_NAME(data[0], function),
                                           .data = data,
                                           .size = size};
    return final;
}

static bool next_command(const uint8_t *data, size_t size, bool final,
                         struct escpos_token *ret_token)
{
    long n = size < 2 ? MORE : parameter_size(data, size);
    if (n == MORE || (n >= 0 && (size_t)n > size - 2))
        return give_rest(data, size, final, ret_token);
    *ret_token = (struct escpos_token){
        .kind = n >= 0 ? ESCPOS_COMMAND : ESCPOS_UNKNOWN,
        .name = ESCPOS_NAME(data[0], data[1]),
        .data = data + 2,
        .data_size = n >= 0 ? (size_t)n : 0,
        .size = n >= 0 ? 2 + (size_t)n : 2,
    };
    return true;
}

bool escpos_next(const uint8_t *data, size_t size, bool final, struct escpos_token *ret_token)
{
    if (size == 0)
        return false;
    if (is_prefix(data[0]))
        return next_command(data, size, final, ret_token);
    if (data[0] < 0x20) {
        *ret_token = (struct escpos_token){.kind = ESCPOS_CONTROL, .name = data[0], .size = 1};
        return true;
    }
    size_t n = 1;
    while (n < size && data[n] >= 0x20)
        n++;
    *ret_token =
        (struct escpos_token){.kind = ESCPOS_TEXT, .data = data, .data_size = n, .size = n};
    return true;
}
