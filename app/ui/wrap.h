/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of Chinese text. No line begins with closing or pausing punctuation or ends with an
 * opening one; Latin words and groups of digits stay whole; a heading's lines are balanced and
 * break after punctuation where they can; no text ends with a line of one character. */
#pragma once

#include "app/ui/glyph.h"

enum { WRAP_LINES = 16 };

struct wrap_line {
    const char *text;
    size_t len;
    int width;
};

struct wrap {
    int count;
    bool overflow; /* more than WRAP_LINES, or a word wider than the width */
    struct wrap_line lines[WRAP_LINES];
};

/* Breaks at '\n' and where needed. The lines point into `text`. */
void wrap_text(const struct letters *letters, const char *text, int width, struct wrap *ret_wrap);
