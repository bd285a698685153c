/* SPDX-License-Identifier: Apache-2.0 */
/* Codes of narrow and wide elements: Code 39 (ISO/IEC 16388), Interleaved 2 of 5 (16390), Codabar
 * (AIM BC3). A bit is an element, the first highest; 1 is wide. */
#include <string.h>

#include "drivers/paper/barcode_systems.h"

static const char code39_letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%*";
static const uint16_t code39_words[] = {
    0x034, 0x121, 0x061, 0x160, 0x031, 0x130, 0x070, 0x025, 0x124, 0x064, 0x109,
    0x049, 0x148, 0x019, 0x118, 0x058, 0x00D, 0x10C, 0x04C, 0x01C, 0x103, 0x043,
    0x142, 0x013, 0x112, 0x052, 0x007, 0x106, 0x046, 0x016, 0x181, 0x0C1, 0x1C0,
    0x091, 0x190, 0x0D0, 0x085, 0x184, 0x0C4, 0x0A8, 0x0A2, 0x08A, 0x02A, 0x094,
};
static const char codabar_letters[] = "0123456789-$:/.+ABCD";
static const uint8_t codabar_words[] = {
    0x03, 0x06, 0x09, 0x60, 0x12, 0x42, 0x21, 0x24, 0x30, 0x48,
    0x0C, 0x18, 0x45, 0x51, 0x54, 0x15, 0x1A, 0x29, 0x0B, 0x0E,
};
static const uint8_t itf_words[] = {0x06, 0x11, 0x09, 0x18, 0x05, 0x14, 0x0C, 0x03, 0x12, 0x0A};

/* Place of a letter, or -1. */
static int place(const char *letters, uint8_t letter)
{
    const char *at = letter ? strchr(letters, letter) : NULL;
    return at ? (int)(at - letters) : -1;
}

static enum err put39(struct barcode_bars *b, uint8_t letter)
{
    int at = place(code39_letters, letter);
    if (at < 0)
        return ERR_FORMAT;
    TRY(barcode_elements(b, code39_words[at], 9));
    return barcode_run(b, b->dots); /* between letters, and harmless behind the last */
}

enum err barcode_code39(struct barcode_bars *b, const uint8_t *data, size_t size)
{
    /* its star may be given or not */
    while (size > 0 && data[0] == '*') {
        data++;
        size--;
    }
    while (size > 0 && data[size - 1] == '*')
        size--;
    if (size == 0 || memchr(data, '*', size))
        return ERR_FORMAT;
    TRY(barcode_say(b, data, size));
    TRY(put39(b, '*'));
    for (size_t i = 0; i < size; i++)
        TRY(put39(b, data[i]));
    TRY(put39(b, '*'));
    b->code->runs--;
    return ERR_NONE;
}

enum err barcode_itf(struct barcode_bars *b, const uint8_t *data, size_t size)
{
    if (size == 0 || size % 2)
        return ERR_FORMAT;
    TRY(barcode_say(b, data, size));
    TRY(barcode_elements(b, 0, 4));
    for (size_t i = 0; i < size; i += 2) {
        unsigned wide = 0;
        if (data[i] < '0' || data[i] > '9' || data[i + 1] < '0' || data[i + 1] > '9')
            return ERR_FORMAT;
        for (int bit = 4; bit >= 0; bit--)
            wide = wide << 2 | (itf_words[data[i] - '0'] >> bit & 1u) << 1 |
                   (itf_words[data[i + 1] - '0'] >> bit & 1u);
        TRY(barcode_elements(b, wide, 10));
    }
    return barcode_elements(b, 4, 3);
}

enum err barcode_codabar(struct barcode_bars *b, const uint8_t *data, size_t size)
{
    if (size < 2)
        return ERR_FORMAT;
    TRY(barcode_say(b, data, size));
    for (size_t i = 0; i < size; i++) {
        uint8_t letter = data[i] >= 'a' && data[i] <= 'd' ? data[i] - 'a' + 'A' : data[i];
        int at = place(codabar_letters, letter);
        bool end = i == 0 || i == size - 1;
        if (at < 0 || end != (letter >= 'A' && letter <= 'D'))
            return ERR_FORMAT;
        TRY(barcode_elements(b, codabar_words[at], 7));
        TRY(barcode_run(b, b->dots));
    }
    b->code->runs--;
    return ERR_NONE;
}
