/* SPDX-License-Identifier: Apache-2.0 */
/* Where on a picture do words stand? Letters are drawn here once more, in each size and weight, and
 * looked for: a place counts when every fully inked pixel has one colour, every empty pixel
 * another, and the next letter follows. Spaces are not looked for: gaps between letters may be
 * anything up to most of a letter, and words may go on in the next line. */
#pragma once

#include "tests/story/eye/screen.h"

struct letters;

enum { FOUND_MAX = 32 };

struct found {
    int x, y, w, h;
    int size; /* of the letters, pixels */
    bool bold;
};

/* Opens the Noto CJK fonts; NULL when they are not there. */
struct letters *letters_open(void);
/* Finds up to `limit` (<= FOUND_MAX) places of `text` (UTF-8); returns how many. */
int letters_find(struct letters *l, struct pixels p, const char *text, struct found *ret_found,
                 int limit);
