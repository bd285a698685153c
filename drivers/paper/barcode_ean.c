/* SPDX-License-Identifier: Apache-2.0 */
/* EAN-13, EAN-8, UPC-A, UPC-E (ISO/IEC 15420). */
#include <string.h>

#include "drivers/paper/barcode_systems.h"

enum { EAN13 = 13, EAN8 = 8 };

/* Set A, widths of space, bar, space, bar; set B is read backwards; C has bar and space changed. */
static const char *const digit[10] = {"3211", "2221", "2122", "1411", "1132",
                                      "1231", "1114", "1312", "1213", "3112"};
/* Sets of the left half by the first digit, bit 5 first: 1 is B. */
static const uint8_t parity[10] = {0x00, 0x0B, 0x0D, 0x0E, 0x13, 0x19, 0x1C, 0x15, 0x16, 0x1A};

static enum err put(struct barcode_bars *b, int value, bool backwards)
{
    char widths[5] = "";
    for (int i = 0; i < 4; i++)
        widths[i] = digit[value][backwards ? 3 - i : i];
    return barcode_modules(b, widths);
}

/* Weights 3, 1, 3 … from the right. */
static int check_digit(const int *d, int count)
{
    int sum = 0;
    for (int i = 0; i < count; i++)
        sum += d[i] * ((count - i) % 2 ? 3 : 1);
    return (10 - sum % 10) % 10;
}

/* `full` digits, the last of which may be left out; a wrong one is an error. */
static enum err digits(const uint8_t *data, size_t size, int full, int *ret_digits)
{
    if (size != (size_t)full && size != (size_t)full - 1)
        return ERR_FORMAT;
    for (size_t i = 0; i < size; i++) {
        if (data[i] < '0' || data[i] > '9')
            return ERR_FORMAT;
        ret_digits[i] = data[i] - '0';
    }
    int check = check_digit(ret_digits, full - 1);
    if (size == (size_t)full && ret_digits[full - 1] != check)
        return ERR_FORMAT;
    ret_digits[full - 1] = check;
    return ERR_NONE;
}

static enum err say(struct barcode_bars *b, const int *d, int count)
{
    uint8_t text[EAN13];
    for (int i = 0; i < count; i++)
        text[i] = (uint8_t)('0' + d[i]);
    return barcode_say(b, text, (size_t)count);
}

/* `half` digits on each side of the middle; `sets` for the left ones. */
static enum err two_halves(struct barcode_bars *b, const int *d, int half, unsigned sets)
{
    TRY(barcode_modules(b, "111"));
    for (int i = 0; i < half; i++)
        TRY(put(b, d[i], sets >> (half - 1 - i) & 1));
    TRY(barcode_modules(b, "11111"));
    for (int i = half; i < 2 * half; i++)
        TRY(put(b, d[i], false));
    return barcode_modules(b, "111");
}

enum err barcode_ean13(struct barcode_bars *b, const uint8_t *data, size_t size)
{
    int d[EAN13];
    TRY(digits(data, size, EAN13, d));
    TRY(say(b, d, EAN13));
    return two_halves(b, d + 1, 6, parity[d[0]]);
}

enum err barcode_ean8(struct barcode_bars *b, const uint8_t *data, size_t size)
{
    int d[EAN13];
    TRY(digits(data, size, EAN8, d));
    TRY(say(b, d, EAN8));
    return two_halves(b, d, 4, 0);
}

enum err barcode_upca(struct barcode_bars *b, const uint8_t *data, size_t size)
{
    int d[EAN13];
    TRY(digits(data, size, EAN13 - 1, d));
    TRY(say(b, d, EAN13 - 1));
    return two_halves(b, d, 6, 0);
}

/* UPC-A → the six digits of UPC-E, by how the maker's number ends (ISO/IEC 15420 §4.3.3). */
static enum err squeeze(const int *a, int ret_six[6])
{
    const int *maker = a + 1, *item = a + 6;
    if (maker[3] == 0 && maker[4] == 0 && maker[2] <= 2 && !item[0] && !item[1]) {
        const int six[6] = {maker[0], maker[1], item[2], item[3], item[4], maker[2]};
        memcpy(ret_six, six, sizeof six);
    } else if (maker[3] == 0 && maker[4] == 0 && !item[0] && !item[1] && !item[2]) {
        const int six[6] = {maker[0], maker[1], maker[2], item[3], item[4], 3};
        memcpy(ret_six, six, sizeof six);
    } else if (maker[4] == 0 && !item[0] && !item[1] && !item[2] && !item[3]) {
        const int six[6] = {maker[0], maker[1], maker[2], maker[3], item[4], 4};
        memcpy(ret_six, six, sizeof six);
    } else if (!item[0] && !item[1] && !item[2] && !item[3] && item[4] >= 5) {
        const int six[6] = {maker[0], maker[1], maker[2], maker[3], maker[4], item[4]};
        memcpy(ret_six, six, sizeof six);
    } else {
        return ERR_FORMAT;
    }
    return ERR_NONE;
}

/* The six digits → UPC-A's eleven. */
static void stretch(const uint8_t *six, uint8_t ret_text[11])
{
    uint8_t last = six[5];
    memset(ret_text, '0', 11);
    memcpy(ret_text + 1, six, 2);
    if (last <= '2') {
        ret_text[3] = last;
        memcpy(ret_text + 8, six + 2, 3);
    } else if (last == '3') {
        ret_text[3] = six[2];
        memcpy(ret_text + 9, six + 3, 2);
    } else if (last == '4') {
        memcpy(ret_text + 3, six + 2, 2);
        ret_text[10] = six[4];
    } else {
        memcpy(ret_text + 3, six + 2, 3);
        ret_text[10] = last;
    }
}

/* 6 digits, 7 or 8 with the number system 0 before (and the check digit behind), or UPC-A's. */
enum err barcode_upce(struct barcode_bars *b, const uint8_t *data, size_t size)
{
    uint8_t whole[12];
    int a[EAN13], six[6];
    if (size >= 6 && size <= 8) {
        stretch(data + (size > 6), whole);
        if (size == 8)
            whole[11] = data[7];
        data = whole;
        size = size == 8 ? 12 : 11;
    }
    TRY(digits(data, size, EAN13 - 1, a));
    if (a[0] != 0)
        return ERR_FORMAT;
    TRY(squeeze(a, six));
    const int said[8] = {0, six[0], six[1], six[2], six[3], six[4], six[5], a[11]};
    TRY(say(b, said, 8));
    TRY(barcode_modules(b, "111"));
    /* the other way round than EAN-13's: check digit 0 is BBBAAA */
    unsigned sets = ~(unsigned)(a[11] ? parity[a[11]] : 7) & 0x3F;
    for (int i = 0; i < 6; i++)
        TRY(put(b, six[i], sets >> (5 - i) & 1));
    return barcode_modules(b, "111111");
}
