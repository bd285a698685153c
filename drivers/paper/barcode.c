/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/paper/barcode.h"

#include <string.h>

#include "drivers/paper/barcode_systems.h"

static const struct {
    int old, number; /* m in function A and B of GS k */
    const char *kind;
    barcode_fn *make;
} systems[] = {
    {0, 65, "UPCA", barcode_upca},         {1, 66, "UPCE", barcode_upce},
    {2, 67, "EAN13", barcode_ean13},       {3, 68, "EAN8", barcode_ean8},
    {4, 69, "CODE39", barcode_code39},     {5, 70, "ITF", barcode_itf},
    {6, 71, "CODABAR", barcode_codabar},   {-1, 72, "CODE93", barcode_code93},
    {-1, 73, "CODE128", barcode_code128},  {-1, 74, "GS1-128", NULL},
    {-1, 75, "GS1 DataBar", NULL},         {-1, 76, "GS1 DataBar truncated", NULL},
    {-1, 77, "GS1 DataBar limited", NULL}, {-1, 78, "GS1 DataBar expanded", NULL},
    {-1, 79, "CODE128 automatic", NULL},
};

enum err barcode_make(int system, const uint8_t *data, size_t size, const struct barcode_look *look,
                      struct barcode *ret_barcode)
{
    memset(ret_barcode, 0, sizeof *ret_barcode);
    ret_barcode->kind = "bar code";
    for (size_t i = 0; i < ARRAY_LEN(systems); i++) {
        if (systems[i].old != system && systems[i].number != system)
            continue;
        ret_barcode->kind = systems[i].kind;
        if (!systems[i].make)
            return ERR_UNSUPPORTED;
        struct barcode_bars bars = {ret_barcode, look->width < 1 ? 1 : look->width};
        return systems[i].make(&bars, data, size);
    }
    return ERR_UNSUPPORTED;
}

int barcode_dots(const struct barcode *b)
{
    int dots = 0;
    for (size_t i = 0; i < b->runs; i++)
        dots += b->run[i];
    return dots;
}

enum err barcode_run(struct barcode_bars *b, int dots)
{
    if (b->code->runs == BARCODE_RUNS_MAX)
        return ERR_TOO_LONG;
    b->code->run[b->code->runs++] = (uint8_t)dots;
    return ERR_NONE;
}

enum err barcode_modules(struct barcode_bars *b, const char *widths)
{
    for (; *widths; widths++)
        TRY(barcode_run(b, (*widths - '0') * b->dots));
    return ERR_NONE;
}

/* GS w 2 to 6: a wide element has these dots (Epson: 0.625, 1.0, 1.25, 1.625, 2.0 mm at 8 dots). */
enum err barcode_elements(struct barcode_bars *b, unsigned wide, int count)
{
    static const int dots[] = {3, 3, 5, 8, 10, 13, 16};
    int large = b->dots < (int)ARRAY_LEN(dots) ? dots[b->dots] : b->dots * 5 / 2;
    for (int i = count - 1; i >= 0; i--)
        TRY(barcode_run(b, wide >> i & 1 ? large : b->dots));
    return ERR_NONE;
}

enum err barcode_say(struct barcode_bars *b, const uint8_t *data, size_t size)
{
    if (size >= BARCODE_TEXT_MAX)
        return ERR_TOO_LONG;
    memcpy(b->code->text, data, size);
    b->code->text[size] = '\0';
    return ERR_NONE;
}
