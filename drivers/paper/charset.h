/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of text → Unicode, as the printer's fonts are numbered. */
#pragma once

#include "platform/base/err.h"

struct charset {
    uint8_t page;       /* ESC t */
    uint32_t high[128]; /* of bytes 80 to FF */
    void *chinese;      /* iconv from GB18030; NULL when there is none */
};

void charset_init(struct charset *c);
void charset_done(struct charset *c);
/* ESC t n, numbered as in Epson's list. False: not known, 437 stays in use. */
bool charset_choose(struct charset *c, uint8_t page);
struct letter {
    uint32_t character;
    bool full; /* of Chinese width */
};

/* The first letter of a text run; returns the bytes it took (>= 1). */
size_t charset_next(struct charset *c, const uint8_t *data, size_t size, bool chinese,
                    struct letter *ret_letter);
