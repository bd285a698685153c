/* SPDX-License-Identifier: Apache-2.0 */
/* A receipt job set into lines that fit the paper. ASCII takes one column, every other character
 * two. Text is broken between words and between Chinese characters, but no line begins with a
 * closing sign (，。？！：；、） …) or ends with an opening one (GB/T 15834-2011 §5.1). The
 * labels of neighbouring pairs share one column; a long value goes on in its own. */
#pragma once

#include "drivers/bus/types.h"

enum { LAYOUT_COLUMNS_MAX = 64, LAYOUT_LINES_MAX = 320 };

enum layout_kind { LAYOUT_TEXT, LAYOUT_RULE, LAYOUT_QR, LAYOUT_FEED };

struct layout_line {
    enum layout_kind kind;
    enum receipt_align align;
    int scale;        /* TEXT: 1 or 2; FEED: lines */
    size_t bold_from; /* byte of text; its length when nothing is bold */
    size_t size;      /* QR: bytes of payload */
    /* At most 12 bytes for 2 columns, 9 for one, or a QR payload. */
    char text[RECEIPT_TEXT_MAX + 1];
};

struct layout {
    size_t count;
    struct layout_line line[LAYOUT_LINES_MAX];
};

enum { LAYOUT_MARKS_MAX = 2 };

/* Of the marks upon one character the first LAYOUT_MARKS_MAX are kept. Characters that nobody sees
 * (zero width, variation selectors, direction marks) are left out; a line feed in TEXT begins a new
 * line. ERR_ENCODING (not UTF-8, a control character), ERR_RANGE (a scale, kind or alignment that
 * does not exist), ERR_MISSING (QR without payload), ERR_TOO_LONG. */
MUST_CHECK enum err layout_new(const struct receipt_job *job, int columns,
                               struct layout **ret_layout);
/* Erases it. NULL is fine. */
void layout_free(struct layout *layout);
DEFINE_AUTO(struct layout, layout_free);

/* Columns that one character takes at scale 1 (0: a mark upon the one before), and a whole text. */
int layout_width_of(uint32_t code_point);
int layout_width(const char *text);
