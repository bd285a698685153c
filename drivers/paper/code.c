/* SPDX-License-Identifier: Apache-2.0 */
/* Codes that the printer makes itself: GS ( k and GS k. */
#include <qrencode.h>
#include <string.h>

#include "drivers/paper/interpreter.h"

enum { QR = 0x31, WORDS_GAP = 2 };

static const char *kind_of(uint8_t system)
{
    static const char *const kinds[] = {"PDF417",        "QR",    "MaxiCode",   "GS1 DataBar",
                                        "GS1 composite", "Aztec", "Data Matrix"};
    return system >= 0x30 && system < 0x30 + ARRAY_LEN(kinds) ? kinds[system - 0x30] : "code";
}

/* The line and the pictures before it come first. */
static void begin(struct paper *p)
{
    if (p->line.count > 0)
        print_line(p);
    strip_end(p);
}

static void draw_code(struct paper *p, const QRcode *code)
{
    int dots = p->module_dots, left;
    if (!print_place(p, code->width * dots, code->width * dots, &left))
        return;
    if (code->width * dots > print_area(p))
        words_note(p, "QR code wider than the paper");
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++)
            if (code->data[y * code->width + x] & 1)
                sheet_block(&p->sheet, left + x * dots, p->y + y * dots, dots, dots);
    p->y += code->width * dots;
}

static void print_qr(struct paper *p)
{
    static const QRecLevel levels[] = {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H};
    if (p->told & TOLD_LONG)
        return; /* no room for it: not worth the work */
    QRcode *code = NULL;
    if (p->code_size > 0)
        code = QRcode_encodeData((int)p->code_size, p->code, 0, levels[p->correction]);
    if (!code) {
        words_note(p, "no QR code can be made of this");
        return;
    }
    draw_code(p, code);
    QRcode_free(code);
    words_payload(p, "QR", p->code, p->code_size);
}

static void print_code(struct paper *p, uint8_t system)
{
    begin(p);
    if (system == QR) {
        print_qr(p);
        return;
    }
    words_note(p, "%s is not drawn", kind_of(system));
    words_payload(p, kind_of(system), p->code, p->code_size);
}

/* cn fn …: for QR 41 model, 43 size, 45 correction; for all 50 store, 51 print. */
void code_obey(struct paper *p, const uint8_t *d, size_t size)
{
    if (size < 3)
        return;
    if (d[1] == 0x50) {
        p->code_size = size - 3 <= CODE_DATA ? size - 3 : 0;
        memcpy(p->code, d + 3, p->code_size);
    } else if (d[1] == 0x51) {
        print_code(p, d[0]);
    } else if (d[0] == QR && d[1] == 0x41 && d[2] != '1' && d[2] != '2') {
        words_note(p, "Micro QR is drawn as QR");
    } else if (d[0] == QR && d[1] == 0x43 && d[2] >= 1 && d[2] <= 16) {
        p->module_dots = d[2];
    } else if (d[0] == QR && d[1] == 0x45 && d[2] >= '0' && d[2] <= '3') {
        p->correction = d[2] - '0';
    }
}

static struct style words_style(const struct paper *p)
{
    return (struct style){.wide = 1, .high = 1, .font = p->bars.small ? GLYPH_B : GLYPH_A};
}

/* What the bars say, in their middle. */
static void draw_words(struct paper *p, const struct barcode *b, int left, int bottom)
{
    struct line line = {.count = 0};
    for (const char *c = b->text; *c; c++) {
        const struct cell cell = {.character = (uint8_t)*c < 0x80 ? (uint8_t)*c : ' ',
                                  .style = words_style(p)};
        if (!line_add(&line, &cell))
            break;
    }
    line_draw(&line, &p->sheet, left + (barcode_dots(b) - line_width(&line)) / 2, bottom);
}

static void draw_bars(struct paper *p, const struct barcode *b)
{
    int words = glyph_height(words_style(p).font) + WORDS_GAP, left;
    int above = p->bars.words & 1 ? words : 0, below = p->bars.words & 2 ? words : 0;
    if (!print_place(p, barcode_dots(b), above + p->bars.height + below, &left))
        return;
    int x = left, top = p->y + above;
    for (size_t i = 0; i < b->runs; x += b->run[i++])
        if (i % 2 == 0)
            sheet_block(&p->sheet, x, top, b->run[i], p->bars.height);
    if (above)
        draw_words(p, b, left, top - WORDS_GAP);
    if (below)
        draw_words(p, b, left, top + p->bars.height + below);
    p->y = top + p->bars.height + below;
}

/* m d1 … NUL, or m n d1 … dn */
void code_bars(struct paper *p, const uint8_t *d, size_t size)
{
    const uint8_t *data = d[0] > 6 ? d + 2 : d + 1;
    size_t n = size - 2; /* m and n, or m and NUL */
    struct barcode code;
    enum err e = barcode_make(d[0], data, n, &p->bars, &code);
    begin(p);
    if (e == ERR_NONE && barcode_dots(&code) <= print_area(p))
        draw_bars(p, &code);
    if (e == ERR_UNSUPPORTED)
        words_note(p, "%s is not drawn", code.kind);
    else if (e != ERR_NONE)
        words_note(p, "no %s can be made of this", code.kind);
    else if (barcode_dots(&code) > print_area(p))
        words_note(p, "%s wider than the paper: such a printer leaves it out", code.kind);
    if (e == ERR_NONE)
        words_payload(p, code.kind, (const uint8_t *)code.text, strlen(code.text));
    else
        words_payload(p, code.kind, data, n);
}
