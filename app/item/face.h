/* SPDX-License-Identifier: Apache-2.0 */
/* What lists and search need to know of an item: some hundred bytes, where the whole document takes
 * some hundred thousand. Written as one line of text, so that an index file can hold thousands. */
#pragma once

#include "app/item/item.h"

enum {
    FACE_KEYS_MAX = 24,
    FACE_KEY_MAX = 200,
    FACE_LINE_MAX = 16 * 1024, /* bytes; the bounds of all texts leave it below this */
};

enum face_key_kind {
    FACE_KEY_INITIALS, /* "ydjyba": each letter begins a word */
    FACE_KEY_SPELLED,  /* "yi di jiu yi bei an", "care away from home" */
    FACE_KEY_DEPT_INITIALS,
    FACE_KEY_DEPT_SPELLED,
    FACE_KEY_KINDS
};

struct face_key {
    const char *text; /* small letters and single spaces */
    uint32_t letters; /* bit 0: it holds an a; bit 25: a z */
    uint8_t kind, length;
};

struct face_words {
    const char *title, *subtitle, *summary, *help_org, *help_hours, *dept_name;
};

struct face {
    const char *task_code, *task_name, *icon, *colour;
    const char *menus; /* ids, a space behind each */
    struct item_traits traits;
    int order;
    struct face_words in[LANGUAGE_COUNT];
    size_t key_count;
    struct face_key key[FACE_KEYS_MAX];
};

/* One line without its end, parts divided by TAB (no text of an item holds one). The caller frees.
 * ERR_MEMORY. */
MUST_CHECK enum err face_write(const struct item *item, char **ret_line);
/* The opposite: cuts `line`, into which *ret_face then points. ERR_FORMAT: it is not such a line;
 * *ret_face is untouched, the line is not. */
MUST_CHECK enum err face_read(char *line, struct face *ret_face);

/* Bits of the small letters in a text. */
uint32_t face_letters(const char *text);
