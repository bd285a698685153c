/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "drivers/paper/lexer.h"
#include "drivers/paper/glyph.h"
#include "drivers/paper/interpreter.h"

enum { SPACING = 30, TAB_DOTS = 8 * GLYPH_NARROW, GRAPHIC_MAX = 1 << 20 };

void interpreter_reset(struct paper *p)
{
    p->line.count = 0;
    p->line.x = 0;
    p->align = p->margin = p->area = p->gap = 0;
    p->spacing = SPACING;
    p->chinese = p->double_wide = p->double_high = p->chinese_underline = false;
    p->style = (struct style){.wide = 1, .high = 1};
    for (int i = 0; i < TABS; i++)
        p->tab[i] = (i + 1) * TAB_DOTS;
    p->module_dots = 3;
    p->correction = 0;
    p->code_size = 0;
}

static int le16(const uint8_t *d)
{
    return d[0] | d[1] << 8;
}

static void note(struct paper *p, const char *what)
{
    words_print(&p->notes, "offset %zu: %s\n", p->at, what);
}

static void on_reset(struct paper *p, const uint8_t *d, size_t size)
{
    (void)d;
    (void)size;
    interpreter_reset(p);
}

static void on_align(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    if (p->line.count > 0)
        note(p, "ESC a in the middle of a line is ignored");
    else
        p->align = d[0] % '0' <= 2 ? d[0] % '0' : p->align;
}

static void on_bold(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->style.bold = d[0] & 1;
}

static void on_underline(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->style.underline = d[0] % '0' != 0;
}

static void on_reverse(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->style.reverse = d[0] & 1;
}

static void on_mode(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->style.bold = d[0] & 0x08;
    p->style.high = d[0] & 0x10 ? 2 : 1;
    p->style.wide = d[0] & 0x20 ? 2 : 1;
    p->style.underline = d[0] & 0x80;
}

static void on_size(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->style.wide = (d[0] >> 4 & 7) + 1;
    p->style.high = (d[0] & 7) + 1;
}

static void on_chinese(struct paper *p, const uint8_t *d, size_t size)
{
    (void)d;
    (void)size;
    p->chinese = true;
}

static void on_no_chinese(struct paper *p, const uint8_t *d, size_t size)
{
    (void)d;
    (void)size;
    p->chinese = false;
}

static void on_chinese_mode(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->double_wide = d[0] & 0x04;
    p->double_high = d[0] & 0x08;
    p->chinese_underline = d[0] & 0x80;
}

static void on_chinese_quad(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->double_wide = p->double_high = d[0] & 1;
}

static void on_chinese_underline(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->chinese_underline = d[0] % '0' != 0;
}

static void on_gap(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->gap = d[0];
}

static void on_spacing(struct paper *p, const uint8_t *d, size_t size)
{
    p->spacing = size ? d[0] : SPACING;
}

static void on_feed_lines(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    if (p->line.count > 0)
        print_line(p);
    else if (d[0] > 0)
        print_feed(p, p->spacing);
    if (d[0] > 1)
        print_feed(p, p->spacing * (d[0] - 1));
}

static void on_feed_dots(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    if (p->line.count > 0)
        print_line(p);
    print_feed(p, d[0]);
}

static void on_position(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    if (le16(d) < p->sheet.width)
        p->line.x = le16(d);
}

static void on_move(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    int x = p->line.x + (int16_t)le16(d);
    if (x >= 0 && x < p->sheet.width)
        p->line.x = x;
}

static void on_margin(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    if (p->line.count == 0 && le16(d) < p->sheet.width - GLYPH_WIDE)
        p->margin = le16(d);
}

static void on_area(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    if (p->line.count == 0 && le16(d) >= GLYPH_WIDE)
        p->area = le16(d);
}

static void on_tabs(struct paper *p, const uint8_t *d, size_t size)
{
    for (size_t i = 0; i < TABS; i++)
        p->tab[i] = i < size && d[i] > 0 ? d[i] * GLYPH_NARROW : p->sheet.width;
}

/* GS v 0 m xL xH yL yH data */
static void on_raster(struct paper *p, const uint8_t *d, size_t size)
{
    int wide = le16(d + 2) * 8, high = le16(d + 4);
    const int zoom[2] = {d[1] & 1 ? 2 : 1, d[1] & 2 ? 2 : 1};
    (void)size;
    if (p->line.count > 0)
        note(p, "GS v 0 with print data in the line");
    if (wide * zoom[0] > p->sheet.width)
        note(p, "GS v 0 wider than the paper");
    print_bits(p, d + 6, wide, high, zoom);
}

/* ESC * m nL nH data: columns of 8 or 24 dots, printed as a strip of its own */
static void on_bit_image(struct paper *p, const uint8_t *d, size_t size)
{
    int columns = le16(d + 1), bytes = d[0] >= 32 ? 3 : 1;
    const int zoom[2] = {d[0] & 1 ? 1 : 2, bytes == 3 ? 1 : 3};
    size_t stride = ((size_t)columns + 7) / 8;
    AUTO(auto_free) uint8_t *rows = calloc(stride + 1, (size_t)bytes * 8);
    if (!rows || size < 3 + (size_t)columns * (size_t)bytes)
        return;
    for (int x = 0; x < columns; x++)
        for (int y = 0; y < bytes * 8; y++)
            if (d[3 + x * bytes + y / 8] & (0x80 >> y % 8))
                rows[(size_t)y * stride + (size_t)x / 8] |= (uint8_t)(0x80 >> x % 8);
    print_bits(p, rows, columns, bytes * 8, zoom);
}

/* Function 112: 30 70 a bx by c xL xH yL yH data */
static void store_graphic(struct paper *p, const uint8_t *d, size_t size)
{
    if (size < 10 || d[2] != 0x30)
        return;
    int wide = le16(d + 6), high = le16(d + 8);
    size_t bytes = ((size_t)wide + 7) / 8 * (size_t)high;
    if (bytes > size - 10 || bytes > GRAPHIC_MAX) {
        note(p, "graphics data shorter than announced");
        return;
    }
    free(p->graphic);
    p->graphic = malloc(bytes + 1);
    if (!p->graphic)
        return;
    memcpy(p->graphic, d + 10, bytes);
    p->graphic_wide = wide;
    p->graphic_high = high;
    p->graphic_x = d[3] == 2 ? 2 : 1;
    p->graphic_y = d[4] == 2 ? 2 : 1;
}

static void print_graphic(struct paper *p)
{
    const int zoom[2] = {p->graphic_x, p->graphic_y};
    if (!p->graphic)
        return;
    print_bits(p, p->graphic, p->graphic_wide, p->graphic_high, zoom);
    free(p->graphic);
    p->graphic = NULL;
}

static void graphics(struct paper *p, const uint8_t *d, size_t size)
{
    if (size < 2)
        return;
    if (d[1] == 0x70)
        store_graphic(p, d, size);
    else if (d[1] == 2 || d[1] == 0x32)
        print_graphic(p);
}

/* GS ( k, cn 49: 41 model, 43 size, 45 correction, 50 store, 51 print */
static void qr_code(struct paper *p, const uint8_t *d, size_t size)
{
    if (size < 3 || d[0] != 0x31) {
        note(p, "a two-dimensional code that is not QR is not drawn");
    } else if (d[1] == 0x43 && d[2] >= 1 && d[2] <= 16) {
        p->module_dots = d[2];
    } else if (d[1] == 0x45 && d[2] >= '0' && d[2] <= '3') {
        p->correction = d[2] - '0';
    } else if (d[1] == 0x50 && size - 3 <= CODE_DATA) {
        p->code_size = size - 3;
        memcpy(p->code, d + 3, size - 3);
    } else if (d[1] == 0x51) {
        print_code(p);
    }
}

static void on_bracket(struct paper *p, const uint8_t *d, size_t size)
{
    if (d[0] == 'k')
        qr_code(p, d + 3, size - 3);
    else if (d[0] == 'L')
        graphics(p, d + 3, size - 3);
}

static void on_long_graphics(struct paper *p, const uint8_t *d, size_t size)
{
    if (d[0] == 'L')
        graphics(p, d + 5, size - 5);
}

static void on_barcode(struct paper *p, const uint8_t *d, size_t size)
{
    (void)d;
    (void)size;
    note(p, "a bar code is not drawn");
}

static void on_cut(struct paper *p, const uint8_t *d, size_t size)
{
    if (p->line.count > 0)
        note(p, "a cut in the middle of a line is ignored");
    else if (size == 2)
        print_feed(p, d[1]);
}

static const struct {
    uint16_t name;
    void (*run)(struct paper *p, const uint8_t *d, size_t size);
} commands[] = {
    {ESCPOS_NAME(ESC, '@'), on_reset},        {ESCPOS_NAME(ESC, 'a'), on_align},
    {ESCPOS_NAME(ESC, 'E'), on_bold},         {ESCPOS_NAME(ESC, 'G'), on_bold},
    {ESCPOS_NAME(ESC, '-'), on_underline},    {ESCPOS_NAME(ESC, '!'), on_mode},
    {ESCPOS_NAME(ESC, ' '), on_gap},          {ESCPOS_NAME(ESC, '2'), on_spacing},
    {ESCPOS_NAME(ESC, '3'), on_spacing},      {ESCPOS_NAME(ESC, 'd'), on_feed_lines},
    {ESCPOS_NAME(ESC, 'J'), on_feed_dots},    {ESCPOS_NAME(ESC, '$'), on_position},
    {ESCPOS_NAME(ESC, '\\'), on_move},        {ESCPOS_NAME(ESC, 'D'), on_tabs},
    {ESCPOS_NAME(ESC, '*'), on_bit_image},    {ESCPOS_NAME(ESC, 'i'), on_cut},
    {ESCPOS_NAME(ESC, 'm'), on_cut},          {ESCPOS_NAME(FS, '&'), on_chinese},
    {ESCPOS_NAME(FS, '.'), on_no_chinese},    {ESCPOS_NAME(FS, '!'), on_chinese_mode},
    {ESCPOS_NAME(FS, 'W'), on_chinese_quad},  {ESCPOS_NAME(FS, '-'), on_chinese_underline},
    {ESCPOS_NAME(GS, '!'), on_size},          {ESCPOS_NAME(GS, 'B'), on_reverse},
    {ESCPOS_NAME(GS, 'L'), on_margin},        {ESCPOS_NAME(GS, 'W'), on_area},
    {ESCPOS_NAME(GS, 'v'), on_raster},        {ESCPOS_NAME(GS, '('), on_bracket},
    {ESCPOS_NAME(GS, '8'), on_long_graphics}, {ESCPOS_NAME(GS, 'k'), on_barcode},
    {ESCPOS_NAME(GS, 'V'), on_cut},
};

void command_obey(struct paper *p, const struct escpos_token *t)
{
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        if (commands[i].name == t->name) {
            commands[i].run(p, t->data, t->data_size);
            return;
        }
    /* the rest asks the printer something or opens a drawer: nothing to see */
}
