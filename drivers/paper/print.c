/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "drivers/paper/interpreter.h"
#include "platform/base/text.h"

int print_area(const struct paper *p)
{
    int room = p->sheet.width - p->margin;
    return p->area > 0 && p->area < room ? p->area : room;
}

/* Where something of this width begins. */
static int left_of(const struct paper *p, int width)
{
    int spare = print_area(p) - width;
    if (spare < 0 || p->align == 0)
        return p->margin;
    return p->margin + (p->align == 1 ? spare / 2 : spare);
}

static bool grow(struct paper *p, int height)
{
    if (sheet_grow(&p->sheet, height))
        return true;
    words_note_once(p, TOLD_LONG, "more than 4 m of paper: the rest is not drawn");
    return false;
}

void print_feed(struct paper *p, int dots)
{
    if (grow(p, p->y + dots))
        p->y += dots;
}

static void write_words(struct paper *p)
{
    int x = 0;
    strip_end(p);
    line_sort(&p->line);
    for (size_t i = 0; i < p->line.count; i++) {
        const struct cell *c = &p->line.cell[i];
        char utf8[4];
        for (; c->x - x >= GLYPH_NARROW; x += GLYPH_NARROW)
            words_add(&p->text, " ", 1);
        if (!c->columns.data)
            words_add(&p->text, utf8, text_put(c->character, utf8));
        x = c->x + line_cell_width(c);
    }
    while (p->text.size > 0 && p->text.text[p->text.size - 1] == ' ')
        p->text.text[--p->text.size] = '\0';
    words_add(&p->text, "\n", 1);
}

static bool only_columns(const struct line *l)
{
    for (size_t i = 0; i < l->count; i++)
        if (!l->cell[i].columns.data)
            return false;
    return l->count > 0;
}

void print_line_by(struct paper *p, int spacing)
{
    int height = line_height(&p->line), width = line_width(&p->line), top = p->y;
    int step = height > spacing ? height : spacing;
    bool picture = only_columns(&p->line);
    if (!picture)
        write_words(p);
    if (grow(p, p->y + step)) {
        line_draw(&p->line, &p->sheet, left_of(p, width), p->y + height);
        if (p->turned)
            sheet_turn(&p->sheet, p->margin, p->y, print_area(p), height);
        p->y += step;
        if (picture)
            strip_add(p, top, width);
    }
    p->line.count = 0;
    p->line.x = 0;
}

void print_line(struct paper *p)
{
    print_line_by(p, p->spacing);
}

static struct style style_of(const struct paper *p, bool full)
{
    struct style style = p->style;
    if (full) {
        style.font = GLYPH_CHINESE;
        style.wide = p->double_wide && style.wide == 1 ? 2 : style.wide;
        style.high = p->double_high && style.high == 1 ? 2 : style.high;
        style.underline =
            p->chinese_underline > style.underline ? p->chinese_underline : style.underline;
    }
    return style;
}

/* Into the line; a full one goes out first. */
static void add(struct paper *p, const struct cell *cell)
{
    if (p->line.count > 0 && p->line.x + line_cell_width(cell) > print_area(p))
        print_line(p);
    if (!line_add(&p->line, cell))
        words_note(p, "line too long");
}

static void add_letter(struct paper *p, const struct letter *letter)
{
    const struct cell cell = {.character = letter->character, .style = style_of(p, letter->full)};
    if (letter->full)
        p->line.x += p->chinese_left * cell.style.wide;
    add(p, &cell);
    p->line.x += (letter->full ? p->chinese_right : p->gap) * cell.style.wide;
}

static bool is_utf8(const uint8_t *data, size_t size)
{
    size_t high = 0;
    for (size_t i = 0; i < size; i++)
        high += data[i] >= 0x80;
    return high > 0 && text_is_utf8((const char *)data, size);
}

void print_text(struct paper *p, const uint8_t *data, size_t size)
{
    size_t start = p->at;
    if (!p->chinese && is_utf8(data, size))
        words_note_once(p, TOLD_UTF8, "this text is UTF-8, which such printers do not read");
    for (size_t at = 0; at < size;) {
        struct letter letter;
        size_t n = charset_next(&p->charset, data + at, size - at, p->chinese, &letter);
        p->at = start + at;
        if (n == 4)
            words_note(p, "four-byte character; few printers have it");
        add_letter(p, &letter);
        at += n;
    }
    p->at = start;
}

void print_columns(struct paper *p, const struct columns *columns, const int zoom[2])
{
    const struct cell cell = {.columns = *columns, .style = {.wide = zoom[0], .high = zoom[1]}};
    add(p, &cell);
}

bool print_place(struct paper *p, int wide, int high, int *ret_left)
{
    if (p->line.count > 0)
        print_line(p);
    if (!grow(p, p->y + high))
        return false;
    *ret_left = left_of(p, wide);
    return true;
}

static bool bit_at(const uint8_t *bits, int wide, int x, int y)
{
    size_t stride = ((size_t)wide + 7) / 8;
    return bits[(size_t)y * stride + (size_t)x / 8] & (0x80 >> x % 8);
}

void print_bits(struct paper *p, const uint8_t *bits, int wide, int high, const int zoom[2])
{
    int left, top;
    if (!print_place(p, wide * zoom[0], high * zoom[1], &left))
        return;
    for (int y = 0; y < high; y++)
        for (int x = 0; x < wide; x++)
            if (bit_at(bits, wide, x, y))
                sheet_block(&p->sheet, left + x * zoom[0], p->y + y * zoom[1], zoom[0], zoom[1]);
    if (p->turned)
        sheet_turn(&p->sheet, p->margin, p->y, print_area(p), high * zoom[1]);
    top = p->y;
    p->y += high * zoom[1];
    strip_add(p, top, wide);
}
