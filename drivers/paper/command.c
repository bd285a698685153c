/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "drivers/paper/interpreter.h"
#include "drivers/paper/lexer.h"

enum { SPACING = 30, TAB_DOTS = 8 * GLYPH_NARROW, BAR_HEIGHT = 162, BAR_WIDTH = 3 };

void interpreter_reset(struct paper *p)
{
    p->line.count = 0;
    p->line.x = 0;
    p->align = p->margin = p->area = p->gap = 0;
    p->spacing = SPACING;
    p->page = p->turned = false;
    p->chinese = p->printer.chinese;
    p->double_wide = p->double_high = false;
    p->chinese_underline = p->chinese_left = p->chinese_right = 0;
    p->style = (struct style){.wide = 1, .high = 1};
    for (int i = 0; i < TABS; i++)
        p->tab[i] = (i + 1) * TAB_DOTS;
    p->bars = (struct barcode_look){.height = BAR_HEIGHT, .width = BAR_WIDTH};
    p->module_dots = 3;
    p->correction = 0;
    p->code_size = 0;
    charset_choose(&p->charset, 0);
}

static int le16(const uint8_t *d)
{
    return d[0] | d[1] << 8;
}

/* 0 to 9 as a number or as a digit */
static int number(uint8_t byte)
{
    return byte >= '0' ? byte - '0' : byte;
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
        words_note(p, "ESC a in the middle of a line is ignored");
    else if (number(d[0]) <= 2)
        p->align = number(d[0]);
}

static void on_bold(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->style.bold = d[0] & 1;
}

static void on_underline(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    if (number(d[0]) <= 2)
        p->style.underline = number(d[0]);
}

static void on_reverse(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->style.reverse = d[0] & 1;
}

static void on_font(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->style.font = d[0] & 1 ? GLYPH_B : GLYPH_A;
    if (number(d[0]) > 1)
        words_note(p, "ESC M %d: drawn as font %c", number(d[0]), d[0] & 1 ? 'B' : 'A');
}

static void on_mode(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->style.font = d[0] & 0x01 ? GLYPH_B : GLYPH_A;
    p->style.bold = d[0] & 0x08;
    p->style.high = d[0] & 0x10 ? 2 : 1;
    p->style.wide = d[0] & 0x20 ? 2 : 1;
    p->style.underline = d[0] & 0x80 ? 1 : 0;
}

static void on_size(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->style.wide = (d[0] >> 4 & 7) + 1;
    p->style.high = (d[0] & 7) + 1;
}

static void on_turned(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    if (p->line.count > 0)
        words_note(p, "ESC { in the middle of a line is ignored");
    else
        p->turned = d[0] & 1;
}

static void on_rotated(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    if (number(d[0]) != 0)
        words_note_once(p, TOLD_ROTATED, "letters turned by 90 degrees are drawn upright");
}

static void on_page_table(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    if (!charset_choose(&p->charset, d[0]))
        words_note(p, "code page %d is not known: 437 is taken", d[0]);
}

static void on_country(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    if (d[0] != 0)
        words_note(p, "signs of country %d are drawn as those of the USA", d[0]);
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
    p->chinese_underline = d[0] & 0x80 ? 1 : 0;
}

static void on_chinese_quad(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->double_wide = p->double_high = d[0] & 1;
}

static void on_chinese_underline(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    if (number(d[0]) <= 2)
        p->chinese_underline = number(d[0]);
}

static void on_chinese_spacing(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->chinese_left = d[0];
    p->chinese_right = d[1];
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

/* The line's own height counts, not the spacing: pictures are put together by it. */
static void on_feed_dots(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    if (p->line.count > 0)
        print_line_by(p, d[0]);
    else
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
    if (p->margin + le16(d) > p->sheet.width)
        words_note(p, "GS W %d: wider than the paper's %d dots", le16(d), p->sheet.width);
}

static void on_tabs(struct paper *p, const uint8_t *d, size_t size)
{
    for (size_t i = 0; i < TABS; i++)
        p->tab[i] = i < size && d[i] > 0 ? d[i] * GLYPH_NARROW : p->sheet.width;
}

static void on_bracket(struct paper *p, const uint8_t *d, size_t size)
{
    if (d[0] == 'k')
        code_obey(p, d + 3, size - 3);
    else if (d[0] == 'L')
        graphics_obey(p, d + 3, size - 3);
    else if (d[0] == 'A')
        words_note(p, "the printer's own test page is not drawn");
}

static void on_long_graphics(struct paper *p, const uint8_t *d, size_t size)
{
    if (d[0] == 'L')
        graphics_obey(p, d + 5, size - 5);
}

static void on_bar_height(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->bars.height = d[0] ? d[0] : BAR_HEIGHT;
}

static void on_bar_width(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    if (d[0] >= 1 && d[0] <= 6)
        p->bars.width = d[0];
    else
        words_note(p, "GS w %d is not a width", d[0]);
}

static void on_bar_words(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->bars.words = number(d[0]) & 3;
}

static void on_bar_font(struct paper *p, const uint8_t *d, size_t size)
{
    (void)size;
    p->bars.small = d[0] & 1;
}

static void on_page(struct paper *p, const uint8_t *d, size_t size)
{
    (void)d;
    (void)size;
    p->page = true;
    words_note_once(p, TOLD_PAGE,
                    "page mode is drawn as lines, one below the other: places and directions on "
                    "the page are not kept");
}

static void on_standard(struct paper *p, const uint8_t *d, size_t size)
{
    (void)d;
    (void)size;
    p->page = false;
}

static void on_cut(struct paper *p, const uint8_t *d, size_t size)
{
    if (p->line.count > 0) {
        words_note(p, "a cut in the middle of a line is ignored");
        return;
    }
    if (size == 2)
        print_feed(p, d[1]);
    if (p->cuts < CUTS_MAX && (p->cuts == 0 || p->cut[p->cuts - 1] != p->y))
        p->cut[p->cuts++] = p->y;
}

static const struct {
    uint16_t name;
    void (*run)(struct paper *p, const uint8_t *d, size_t size);
} commands[] = {
    {ESCPOS_NAME(ESC, '@'), on_reset},
    {ESCPOS_NAME(ESC, 'a'), on_align},
    {ESCPOS_NAME(ESC, 'E'), on_bold},
    {ESCPOS_NAME(ESC, 'G'), on_bold},
    {ESCPOS_NAME(ESC, '-'), on_underline},
    {ESCPOS_NAME(ESC, '!'), on_mode},
    {ESCPOS_NAME(ESC, ' '), on_gap},
    {ESCPOS_NAME(ESC, '2'), on_spacing},
    {ESCPOS_NAME(ESC, '3'), on_spacing},
    {ESCPOS_NAME(ESC, 'd'), on_feed_lines},
    {ESCPOS_NAME(ESC, 'J'), on_feed_dots},
    {ESCPOS_NAME(ESC, '$'), on_position},
    {ESCPOS_NAME(ESC, '\\'), on_move},
    {ESCPOS_NAME(ESC, 'D'), on_tabs},
    {ESCPOS_NAME(ESC, '*'), graphics_columns},
    {ESCPOS_NAME(ESC, 'i'), on_cut},
    {ESCPOS_NAME(ESC, 'm'), on_cut},
    {ESCPOS_NAME(ESC, 'M'), on_font},
    {ESCPOS_NAME(ESC, '{'), on_turned},
    {ESCPOS_NAME(ESC, 'V'), on_rotated},
    {ESCPOS_NAME(ESC, 't'), on_page_table},
    {ESCPOS_NAME(ESC, 'R'), on_country},
    {ESCPOS_NAME(ESC, 'L'), on_page},
    {ESCPOS_NAME(ESC, 'S'), on_standard},
    {ESCPOS_NAME(FS, '&'), on_chinese},
    {ESCPOS_NAME(FS, 'S'), on_chinese_spacing},
    {ESCPOS_NAME(FS, '.'), on_no_chinese},
    {ESCPOS_NAME(FS, '!'), on_chinese_mode},
    {ESCPOS_NAME(FS, 'W'), on_chinese_quad},
    {ESCPOS_NAME(FS, '-'), on_chinese_underline},
    {ESCPOS_NAME(GS, '!'), on_size},
    {ESCPOS_NAME(GS, 'B'), on_reverse},
    {ESCPOS_NAME(GS, 'L'), on_margin},
    {ESCPOS_NAME(GS, 'W'), on_area},
    {ESCPOS_NAME(GS, 'v'), graphics_raster},
    {ESCPOS_NAME(GS, '('), on_bracket},
    {ESCPOS_NAME(GS, '8'), on_long_graphics},
    {ESCPOS_NAME(GS, 'k'), code_bars},
    {ESCPOS_NAME(GS, 'h'), on_bar_height},
    {ESCPOS_NAME(GS, 'w'), on_bar_width},
    {ESCPOS_NAME(GS, 'H'), on_bar_words},
    {ESCPOS_NAME(GS, 'f'), on_bar_font},
    {ESCPOS_NAME(GS, 'V'), on_cut},
};

/* Seen on a real paper, not here. */
static const struct {
    uint16_t name;
    const char *what;
} left_out[] = {
    {ESCPOS_NAME(FS, 'p'), "a logo kept in the printer (FS p) is not drawn"},
    {ESCPOS_NAME(GS, '/'), "a picture kept in the printer (GS /) is not drawn"},
    {ESCPOS_NAME(GS, 'Q'), "GS Q 0 (a picture in columns) is not drawn"},
    {ESCPOS_NAME(ESC, '&'), "letters of the sender's own (ESC &) are drawn as the printer's"},
    {ESCPOS_NAME(FS, '2'), "Chinese letters of the sender's own (FS 2) are not drawn"},
    {ESCPOS_NAME(ESC, 'K'), "paper moved backwards (ESC K) is drawn as if it stood"},
    {ESCPOS_NAME(ESC, 'e'), "paper moved backwards (ESC e) is drawn as if it stood"},
    {ESCPOS_NAME(GS, 'P'), "another unit of motion (GS P) is not kept: a unit is a dot"},
    {ESCPOS_NAME(GS, '^'), "a macro (GS ^) is not run"},
    {ESCPOS_NAME(GS, 'c'), "a counter (GS c) is not printed"},
};

void command_obey(struct paper *p, const struct escpos_token *t)
{
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        if (commands[i].name == t->name) {
            commands[i].run(p, t->data, t->data_size);
            return;
        }
    for (size_t i = 0; i < ARRAY_LEN(left_out); i++)
        if (left_out[i].name == t->name)
            words_note(p, "%s", left_out[i].what);
    /* the rest asks the printer something or opens a drawer: nothing to see */
}
