/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include <qrencode.h>

#include "platform/base/text.h"
#include "drivers/paper/glyph.h"
#include "drivers/paper/interpreter.h"

static int area(const struct paper *p)
{
    int room = p->sheet.width - p->margin;
    return p->area > 0 && p->area < room ? p->area : room;
}

/* Where something of this width begins. */
static int left_of(const struct paper *p, int width)
{
    int spare = area(p) - width;
    if (spare < 0 || p->align == 0)
        return p->margin;
    return p->margin + (p->align == 1 ? spare / 2 : spare);
}

static void advance(struct paper *p, int dots)
{
    if (sheet_grow(&p->sheet, p->y + dots))
        p->y += dots;
}

void print_feed(struct paper *p, int dots)
{
    if (p->line.count > 0)
        print_line(p);
    advance(p, dots);
}

static void write_words(struct paper *p)
{
    int x = 0;
    strip_end(p);
    for (size_t i = 0; i < p->line.count; i++) {
        const struct cell *c = &p->line.cell[i];
        char utf8[4];
        for (; c->x - x >= GLYPH_NARROW; x += GLYPH_NARROW)
            words_add(&p->text, " ", 1);
        words_add(&p->text, utf8, text_put(c->character, utf8));
        x = c->x + line_cell_width(c->full, &c->style);
    }
    while (p->text.size > 0 && p->text.text[p->text.size - 1] == ' ')
        p->text.text[--p->text.size] = '\0';
    words_add(&p->text, "\n", 1);
}

void print_line(struct paper *p)
{
    int height = line_height(&p->line);
    int step = height > p->spacing ? height : p->spacing;
    write_words(p);
    if (sheet_grow(&p->sheet, p->y + step)) {
        line_draw(&p->line, &p->sheet, left_of(p, line_width(&p->line)), p->y + height);
        p->y += step;
    }
    p->line.count = 0;
    p->line.x = 0;
}

static struct style style_of(const struct paper *p, bool full)
{
    struct style style = p->style;
    if (full) {
        style.wide = p->double_wide && style.wide == 1 ? 2 : style.wide;
        style.high = p->double_high && style.high == 1 ? 2 : style.high;
        style.underline = style.underline || p->chinese_underline;
    }
    return style;
}

void print_text(struct paper *p, const uint8_t *data, size_t size)
{
    for (size_t at = 0; at < size;) {
        uint32_t character;
        bool full;
        size_t n = words_decode(data + at, size - at, p->chinese, &character, &full);
        struct style style = style_of(p, full);
        if (n == 4)
            words_print(&p->notes, "offset %zu: four-byte character; few printers have it\n",
                        p->at + at);
        if (p->line.x + line_cell_width(full, &style) > area(p))
            print_line(p);
        if (!line_add(&p->line, character, full, &style, p->gap))
            words_print(&p->notes, "offset %zu: line too long\n", p->at + at);
        at += n;
    }
}

static bool bit_at(const uint8_t *bits, int wide, int x, int y)
{
    size_t stride = ((size_t)wide + 7) / 8;
    return bits[(size_t)y * stride + (size_t)x / 8] & (0x80 >> x % 8);
}

void print_bits(struct paper *p, const uint8_t *bits, int wide, int high, const int zoom[2])
{
    if (p->line.count > 0)
        print_line(p);
    if (!sheet_grow(&p->sheet, p->y + high * zoom[1]))
        return;
    int left = left_of(p, wide * zoom[0]);
    for (int y = 0; y < high; y++)
        for (int x = 0; x < wide; x++)
            if (bit_at(bits, wide, x, y))
                sheet_block(&p->sheet, left + x * zoom[0], p->y + y * zoom[1], zoom[0], zoom[1]);
    int top = p->y;
    p->y += high * zoom[1];
    strip_add(p, top, wide);
}

static void draw_code(struct paper *p, const QRcode *code)
{
    int dots = p->module_dots, left = left_of(p, code->width * dots);
    if (!sheet_grow(&p->sheet, p->y + code->width * dots))
        return;
    if (code->width * dots > area(p))
        words_print(&p->notes, "offset %zu: QR code wider than the paper\n", p->at);
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++)
            if (code->data[y * code->width + x] & 1)
                sheet_block(&p->sheet, left + x * dots, p->y + y * dots, dots, dots);
    p->y += code->width * dots;
}

void print_code(struct paper *p)
{
    static const QRecLevel levels[] = {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H};
    if (p->line.count > 0)
        print_line(p);
    strip_end(p);
    QRcode *code = NULL;
    if (p->code_size > 0)
        code = QRcode_encodeData((int)p->code_size, p->code, 0, levels[p->correction]);
    if (!code) {
        words_print(&p->notes, "offset %zu: no QR code can be made of this\n", p->at);
        return;
    }
    draw_code(p, code);
    QRcode_free(code);
    words_add(&p->text, "[QR ", 4);
    words_add(&p->text, (const char *)p->code, p->code_size);
    words_add(&p->text, "]\n", 2);
}
