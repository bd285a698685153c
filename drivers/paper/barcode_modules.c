/* SPDX-License-Identifier: Apache-2.0 */
/* Codes of 1 to 4 modules a bar: Code 93 (AIM BC5), Code 128 (ISO/IEC 15417). */
#include <string.h>

#include "drivers/paper/barcode_systems.h"

/* Nine modules each, the first highest: 1 is black. */
static const char code93_letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";
enum { SHIFT_DOLLAR = 43, SHIFT_PERCENT, SHIFT_SLASH, SHIFT_PLUS, STOP93 = 47 };
static const uint16_t code93_words[] = {
    0x114, 0x148, 0x144, 0x142, 0x128, 0x124, 0x122, 0x150, 0x112, 0x10A, 0x1A8, 0x1A4,
    0x1A2, 0x194, 0x192, 0x18A, 0x168, 0x164, 0x162, 0x134, 0x11A, 0x158, 0x14C, 0x146,
    0x12C, 0x116, 0x1B4, 0x1B2, 0x1AC, 0x1A6, 0x196, 0x19A, 0x16C, 0x166, 0x136, 0x13A,
    0x12E, 0x1D4, 0x1D2, 0x1CA, 0x16E, 0x176, 0x1AE, 0x126, 0x1DA, 0x1D6, 0x132, 0x15E,
};

static enum err put93(struct barcode_bars *b, int value)
{
    unsigned word = code93_words[value], colour = 1;
    int width = 0;
    for (int bit = 8; bit >= 0; bit--) {
        if ((word >> bit & 1) != colour) {
            TRY(barcode_run(b, width * b->dots));
            colour = !colour;
            width = 0;
        }
        width++;
    }
    return barcode_run(b, width * b->dots);
}

/* Bytes that are spelled as a shift and a letter (AIM BC5, full ASCII). */
static const struct {
    uint8_t from, to;
    int shift;
    char letter; /* of `from` */
} spelled93[] = {
    {0, 0, SHIFT_PERCENT, 'U'},     {1, 26, SHIFT_DOLLAR, 'A'},     {27, 31, SHIFT_PERCENT, 'A'},
    {'!', ':', SHIFT_SLASH, 'A'},   {';', '?', SHIFT_PERCENT, 'F'}, {'@', '@', SHIFT_PERCENT, 'V'},
    {'[', '_', SHIFT_PERCENT, 'K'}, {'`', '`', SHIFT_PERCENT, 'W'}, {'a', 'z', SHIFT_PLUS, 'A'},
    {'{', 127, SHIFT_PERCENT, 'P'},
};

/* A byte as one or two values; how many, 0 when it has none. */
static size_t spell93(uint8_t byte, int ret_values[2])
{
    const char *plain = byte ? strchr(code93_letters, byte) : NULL;
    if (plain) {
        ret_values[0] = (int)(plain - code93_letters);
        return 1;
    }
    for (size_t i = 0; i < ARRAY_LEN(spelled93); i++)
        if (byte >= spelled93[i].from && byte <= spelled93[i].to) {
            ret_values[0] = spelled93[i].shift;
            ret_values[1] = 10 + spelled93[i].letter - 'A' + byte - spelled93[i].from;
            return 2;
        }
    return 0;
}

static int check93(const int *values, size_t count, int limit)
{
    int sum = 0;
    for (size_t i = 0; i < count; i++)
        sum = (sum + values[i] * (int)((count - 1 - i) % (size_t)limit + 1)) % 47;
    return sum;
}

enum err barcode_code93(struct barcode_bars *b, const uint8_t *data, size_t size)
{
    int values[2 * 255 + 2];
    size_t count = 0;
    if (size == 0 || size > 255)
        return ERR_FORMAT;
    for (size_t i = 0; i < size; i++) {
        size_t n = spell93(data[i], values + count);
        if (n == 0)
            return ERR_FORMAT;
        count += n;
    }
    TRY(barcode_say(b, data, size));
    values[count] = check93(values, count, 20);
    values[count + 1] = check93(values, count + 1, 15);
    TRY(put93(b, STOP93));
    for (size_t i = 0; i < count + 2; i++)
        TRY(put93(b, values[i]));
    TRY(put93(b, STOP93));
    return barcode_run(b, b->dots);
}

static const char *const code128_words[] = {
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312",  "132212",
    "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122",  "123221",
    "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122",  "321221",
    "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123",  "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",  "132131",
    "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311",  "213131",
    "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411",  "431111",
    "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412",  "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",  "111242",
    "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211",  "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113",  "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
};
enum { SHIFT128 = 98, CODE_C = 99, CODE_B = 100, CODE_A = 101, START_A = 103, STOP128 = 106 };

struct state128 {
    struct barcode_bars *bars;
    char set; /* 'A', 'B', 'C'; 0: not begun */
    bool shifted;
    int sum, place;
};

static enum err put128(struct state128 *s, int value)
{
    s->sum = (s->sum + value * (s->place ? s->place : 1)) % 103;
    s->place++;
    return barcode_modules(s->bars, code128_words[value]);
}

static enum err choose128(struct state128 *s, char set)
{
    static const int change[] = {CODE_A, CODE_B, CODE_C};
    char before = s->set;
    s->set = set;
    if (before == set)
        return ERR_NONE;
    return put128(s, before ? change[set - 'A'] : START_A + set - 'A');
}

/* What stands behind "{" (Epson, GS k): A B C choose a set, S shifts, 1 to 4 are FNC1 to FNC4. */
static enum err command128(struct state128 *s, uint8_t what)
{
    if (what >= 'A' && what <= 'C')
        return choose128(s, (char)what);
    if (!s->set || (s->set == 'C' && what != '1'))
        return ERR_FORMAT;
    switch (what) {
    case 'S':
        s->shifted = true;
        return put128(s, SHIFT128);
    case '1':
        return put128(s, 102);
    case '2':
        return put128(s, 97);
    case '3':
        return put128(s, 96);
    case '4':
        return put128(s, s->set == 'A' ? CODE_A : CODE_B);
    default:
        return ERR_FORMAT;
    }
}

/* One byte in the present set; in C a byte is a pair of digits, 0 to 99. */
static enum err byte128(struct state128 *s, uint8_t byte)
{
    char set = s->shifted ? (s->set == 'A' ? 'B' : 'A') : s->set;
    char said[3] = {(char)byte, '\0', '\0'};
    int value = set == 'C' ? byte : set == 'A' && byte < 0x20 ? byte + 64 : byte - 0x20;
    s->shifted = false;
    if (!set || value < 0 || value > (set == 'A' && byte >= 0x20 ? 63 : set == 'C' ? 99 : 95))
        return ERR_FORMAT;
    if (set == 'C')
        snprintf(said, sizeof said, "%02d", value % 100);
    size_t at = strlen(s->bars->code->text);
    if (at + 3 > BARCODE_TEXT_MAX)
        return ERR_TOO_LONG;
    memcpy(s->bars->code->text + at, said[0] < 0x20 ? " " : said, said[1] ? 3 : 2);
    return put128(s, value);
}

enum err barcode_code128(struct barcode_bars *b, const uint8_t *data, size_t size)
{
    struct state128 s = {.bars = b};
    if (size == 0)
        return ERR_FORMAT;
    if (data[0] != '{') /* many printers take it so, though Epson's do not */
        TRY(choose128(&s, 'B'));
    for (size_t i = 0; i < size; i++) {
        bool brace = data[i] == '{' && i + 1 < size; /* 7B is no pair of digits in C either */
        if (brace && data[i + 1] != '{')
            TRY(command128(&s, data[++i]));
        else
            TRY(byte128(&s, data[brace ? ++i : i]));
    }
    if (s.place == 0)
        return ERR_FORMAT;
    TRY(barcode_modules(b, code128_words[s.sum]));
    return barcode_modules(b, code128_words[STOP128]);
}
