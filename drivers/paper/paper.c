/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/paper/paper.h"

#include "drivers/paper/lexer.h"
#include "drivers/paper/glyph.h"
#include "drivers/paper/interpreter.h"

static void on_tab(struct paper *p)
{
    for (int i = 0; i < TABS; i++)
        if (p->tab[i] > p->line.x) {
            p->line.x = p->tab[i] < p->sheet.width ? p->tab[i] : p->line.x;
            return;
        }
}

static void on_control(struct paper *p, uint16_t byte)
{
    bool page = p->page;
    if (byte == '\t')
        on_tab(p);
    else if (byte == '\n' || (byte == '\f' && (!page || p->line.count > 0)))
        print_line(p);
    else if (byte == 0x18 && page)
        words_note(p, "CAN would clear the page here");
    p->page = page && byte != '\f';
}

static void obey(struct paper *p, const struct escpos_token *t)
{
    if (t->kind == ESCPOS_TEXT)
        print_text(p, t->data, t->data_size);
    else if (t->kind == ESCPOS_CONTROL)
        on_control(p, t->name);
    else if (t->kind == ESCPOS_COMMAND)
        command_obey(p, t);
    else
        words_print(&p->notes, "offset %zu: unknown command %02X %02X\n", p->at, t->name >> 8,
                    t->name & 0xFF);
}

enum err paper_decode(const void *bytes, size_t size, const struct paper_printer *printer,
                      struct paper **ret_paper)
{
    if (printer->dots < PAPER_DOTS_MIN || printer->dots > PAPER_DOTS_MAX)
        return ERR_RANGE;
    if (size > PAPER_BYTES_MAX)
        return ERR_TOO_LONG;
    struct paper *p = calloc(1, sizeof *p);
    if (!p)
        return ERR_MEMORY;
    p->printer = *printer;
    p->sheet.width = printer->dots;
    charset_init(&p->charset);
    words_add(&p->text, "", 0);
    words_add(&p->notes, "", 0);
    interpreter_reset(p);
    p->strip_top = -1;
    struct escpos_token t;
    while (p->at < size && escpos_next((const uint8_t *)bytes + p->at, size - p->at, true, &t)) {
        obey(p, &t);
        p->at += t.size;
    }
    strip_end(p);
    if (p->line.count > 0)
        words_print(&p->notes, "offset %zu: a line without an end is not printed\n", p->at);
    *ret_paper = p;
    return ERR_NONE;
}

void paper_free(struct paper *p)
{
    if (!p)
        return;
    sheet_done(&p->sheet);
    free(p->text.text);
    free(p->notes.text);
    free(p->graphic);
    charset_done(&p->charset);
    free(p);
}

const char *paper_text(const struct paper *p)
{
    return p->text.text ? p->text.text : "";
}

const char *paper_notes(const struct paper *p)
{
    return p->notes.text ? p->notes.text : "";
}

int paper_width(const struct paper *p)
{
    return p->sheet.width;
}

int paper_height(const struct paper *p)
{
    return p->sheet.height;
}

bool paper_is_black(const struct paper *p, int x, int y)
{
    if (x < 0 || x >= p->sheet.width || y < 0 || y >= p->sheet.height)
        return false;
    return p->sheet.dots[(size_t)y * (size_t)p->sheet.width + (size_t)x];
}
