/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: the modes of a printer and what it has put on the sheet so far. */
#pragma once

#include "drivers/paper/barcode.h"
#include "drivers/paper/charset.h"
#include "drivers/paper/line.h"
#include "drivers/paper/paper.h"

enum { TABS = 32, CODE_DATA = 7092, TEXT_LIMIT = 1 << 18, CUTS_MAX = 256 };

struct words {
    char *text; /* NUL-terminated */
    size_t size, room;
};

/* What is told once, however often it happens. */
enum told { TOLD_UTF8 = 1, TOLD_PAGE = 2, TOLD_LONG = 4, TOLD_ROTATED = 8, TOLD_WORDS = 16 };

struct paper {
    struct paper_printer printer;
    struct sheet sheet;
    struct words text, notes;
    unsigned told;
    int y; /* where the next line begins */
    int cut[CUTS_MAX];
    size_t cuts;
    struct line line;
    struct charset charset;
    /* modes */
    int align;        /* 0 left, 1 centre, 2 right */
    int margin, area; /* GS L, GS W */
    int spacing, gap;
    bool page;                       /* ESC L … FF */
    bool chinese;                    /* FS & */
    bool turned;                     /* ESC { */
    struct style style;              /* ESC !, GS !, ESC E … */
    bool double_wide, double_high;   /* FS ! on top, Chinese only */
    int chinese_underline;           /* dots */
    int chinese_left, chinese_right; /* FS S */
    int tab[TABS];
    struct barcode_look bars; /* GS h, GS w, GS H, GS f */
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
/* "offset 12: …" */
void PRINTF_LIKE(2, 3) words_note(struct paper *p, const char *format, ...);
void words_note_once(struct paper *p, enum told what, const char *text);
/* "[QR payload]"; bytes that are no text are told as \xx. */
void words_payload(struct paper *p, const char *kind, const uint8_t *data, size_t size);
/* print.c: onto the sheet */
void print_text(struct paper *p, const uint8_t *data, size_t size);
void print_line(struct paper *p);                 /* what LF does */
void print_line_by(struct paper *p, int spacing); /* at least this far */
void print_feed(struct paper *p, int dots);
void print_columns(struct paper *p, const struct columns *columns, const int zoom[2]);
/* An image of `wide` × `high` dots, rows padded to bytes, each dot magnified. */
void print_bits(struct paper *p, const uint8_t *bits, int wide, int high, const int zoom[2]);
/* What is left of the line goes out; where something of this size begins: *ret_left and p->y, which
 * the caller moves on. False: the sheet is full. */
bool print_place(struct paper *p, int wide, int high, int *ret_left);
int print_area(const struct paper *p);
/* code.c: GS ( k, d is what follows its length; GS k */
void code_obey(struct paper *p, const uint8_t *d, size_t size);
void code_bars(struct paper *p, const uint8_t *d, size_t size);
/* picture commands, graphics.c: each gets what follows prefix and function */
void graphics_raster(struct paper *p, const uint8_t *d, size_t size);
void graphics_columns(struct paper *p, const uint8_t *d, size_t size);
void graphics_obey(struct paper *p, const uint8_t *d, size_t size);
/* strip.c: a picture of this width was put down from `top` to p->y */
void strip_add(struct paper *p, int top, int wide);
/* Tells of the pictures so far: "[QR payload]" for each code in them, else "[raster WxH]". */
void strip_end(struct paper *p);
/* command.c */
struct escpos_token;
void command_obey(struct paper *p, const struct escpos_token *t);
