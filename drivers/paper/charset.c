/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/paper/charset.h"

#include <iconv.h>
#include <string.h>

enum { UNKNOWN = 0xFFFD, KATAKANA = 1 };

/* ESC t, Epson's "Select character code table"; those that glibc can convert. */
static const struct {
    uint8_t number;
    const char *name;
} pages[] = {
    {0, "CP437"},       {2, "CP850"},        {3, "CP860"},   {4, "CP863"},       {5, "CP865"},
    {11, "CP851"},      {13, "CP857"},       {14, "CP737"},  {15, "ISO-8859-7"}, {16, "CP1252"},
    {17, "CP866"},      {18, "CP852"},       {19, "CP858"},  {21, "TIS-620"},    {33, "CP775"},
    {34, "CP855"},      {35, "CP861"},       {36, "CP862"},  {37, "CP864"},      {38, "CP869"},
    {39, "ISO-8859-2"}, {40, "ISO-8859-15"}, {44, "CP1125"}, {45, "CP1250"},     {46, "CP1251"},
    {47, "CP1253"},     {48, "CP1254"},      {49, "CP1255"}, {50, "CP1256"},     {51, "CP1257"},
    {52, "CP1258"},
};

/* Page 1: Epson's Katakana page, whose frame is what non-Japanese programs use of it too. A0 and
 * what has no sign are blank. */
static const uint16_t frame[32] = {
    0x2581, 0x2582, 0x2583, 0x2584, 0x2585, 0x2586, 0x2587, 0x2588, 0x258F, 0x258E, 0x258D,
    0x258C, 0x258B, 0x258A, 0x2589, 0x253C, 0x2534, 0x252C, 0x2524, 0x251C, 0x2594, 0x2500,
    0x2502, 0x2595, 0x250C, 0x2510, 0x2514, 0x2518, 0x256D, 0x256E, 0x2570, 0x256F,
};
static const uint16_t signs[32] = {
    0x2550, 0x255E, 0x256A, 0x2561, 0x25E2, 0x25E3, 0x25E5, 0x25E4, 0x2660, 0x2665, 0x2666,
    0x2663, 0x25CF, 0x25CB, 0x2571, 0x2572, 0x2573, 0x5186, 0x5E74, 0x6708, 0x65E5, 0x6642,
    0x5206, 0x79D2, 0x3012, 0x5E02, 0x533A, 0x753A, 0x6751, 0x4EBA, 0x2592, ' ',
};

static void fill_katakana(uint32_t high[128])
{
    for (int i = 0; i < 32; i++) {
        high[i] = frame[i];
        high[i + 96] = signs[i];
    }
    high[32] = ' ';
    for (int i = 33; i < 96; i++)
        high[i] = 0xFF61u + (uint32_t)i - 33;
}

static uint32_t convert(iconv_t from, const uint8_t *data, size_t size)
{
    char in[4];
    uint32_t out = UNKNOWN;
    memcpy(in, data, size);
    char *in_at = in, *out_at = (char *)&out;
    size_t in_left = size, out_left = sizeof out;
    iconv(from, NULL, NULL, NULL, NULL);
    /* some pages keep a letter back, for an accent might follow: the second call asks for it */
    if (iconv(from, &in_at, &in_left, &out_at, &out_left) == (size_t)-1 ||
        iconv(from, NULL, NULL, &out_at, &out_left) == (size_t)-1 || out_left != 0)
        return UNKNOWN;
    return out;
}

static bool fill(const char *name, uint32_t high[128])
{
    iconv_t from = iconv_open("UTF-32LE", name);
    if (from == (iconv_t)-1)
        return false;
    for (int i = 0; i < 128; i++) {
        uint8_t byte = (uint8_t)(0x80 + i);
        high[i] = convert(from, &byte, 1);
    }
    iconv_close(from);
    return true;
}

bool charset_choose(struct charset *c, uint8_t page)
{
    bool known = page == KATAKANA;
    if (c->page == page)
        return true;
    if (known)
        fill_katakana(c->high);
    for (size_t i = 0; i < ARRAY_LEN(pages) && !known; i++)
        known = pages[i].number == page && fill(pages[i].name, c->high);
    c->page = known ? page : 0;
    if (!known)
        fill(pages[0].name, c->high);
    return known;
}

void charset_init(struct charset *c)
{
    iconv_t from = iconv_open("UTF-32LE", "GB18030");
    c->chinese = from == (iconv_t)-1 ? NULL : from;
    c->page = 0;
    if (!fill(pages[0].name, c->high))
        memset(c->high, 0, sizeof c->high);
}

void charset_done(struct charset *c)
{
    if (c->chinese)
        iconv_close(c->chinese);
    c->chinese = NULL;
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

size_t charset_next(struct charset *c, const uint8_t *data, size_t size, bool chinese,
                    struct letter *ret_letter)
{
    size_t n = chinese && c->chinese ? gb_size(data, size) : 0;
    if (n > 0) {
        *ret_letter = (struct letter){convert(c->chinese, data, n), true};
        return n;
    }
    uint32_t single = data[0] < 0x80 ? data[0] : c->high[data[0] - 0x80];
    *ret_letter = (struct letter){single, false};
    return 1;
}
