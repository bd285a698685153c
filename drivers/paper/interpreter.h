/* SPDX-License-Identifier: Apache-2.0 */
/* The modes of a printer and what it has put on the sheet so far. */
#pragma once

#include "drivers/paper/line.h"
#include "drivers/paper/paper.h"

enum { TABS = 32, CODE_DATA = 7092, TEXT_LIMIT = 1 << 18 };

struct words {
    char *text; /* NUL-terminated */
    size_t size, room;
};

struct paper {
    struct sheet sheet;
    struct words text, notes;
    int y; /* where the next line begins */
    struct line line;
    /* modes */
    int align;        /* 0 left, 1 centre, 2 right */
    int margin, area; /* GS L, GS W */
    int spacing, gap;
    bool chinese;                  /* FS & */
    struct style style;            /* ESC !, GS !, ESC E … */
    bool double_wide, double_high; /* FS ! on top, Chinese only */
    bool chinese_underline;
    int tab[TABS];
    /* a QR code being made */
    int module_dots;
    int correction; /* 0 L … 3 H */
    uint8_t code[CODE_DATA];
    size_t code_size;
    /* a stored picture (GS ( L function 112) */
    uint8_t *graphic;
    int graphic_wide, graphic_high, graphic_x, graphic_y;
    /* pictures since the last text; strips that touch are one */
    int strip_top, strip_wide;
    size_t at; /* offset of the token, for notes */
};

void interpreter_reset(struct paper *p);
/* words.c */
void words_add(struct words *w, const char *text, size_t size);
void PRINTF_LIKE(2, 3) words_print(struct words *w, const char *format, ...);
/* One character of a text run in the present mode: bytes it took (>= 1), `ret_full` when it is of
 * Chinese width. */
size_t words_decode(const uint8_t *data, size_t size, bool chinese, uint32_t *ret_character,
                    bool *ret_full);
/* print.c: onto the sheet */
void print_text(struct paper *p, const uint8_t *data, size_t size);
void print_line(struct paper *p); /* what LF does */
void print_feed(struct paper *p, int dots);
/* An image of `wide` × `high` dots, rows padded to bytes, each dot magnified. */
void print_bits(struct paper *p, const uint8_t *bits, int wide, int high, const int zoom[2]);
void print_code(struct paper *p);
/* strip.c: a picture of this width was put down from `top` to p->y */
void strip_add(struct paper *p, int top, int wide);
/* Tells of the pictures so far: "[QR payload]" for each code in them, else "[raster WxH]". */
void strip_end(struct paper *p);
/* command.c */
struct escpos_token;
void command_obey(struct paper *p, const struct escpos_token *t);
