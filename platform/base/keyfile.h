/* SPDX-License-Identifier: Apache-2.0 */
/* An ini file with a table of keys: every key known, typed, bounded, given once (but for lists),
 * none missing but what may be empty, numbers that the caller has a usual value for, and sections
 * that may be absent as a whole. */
#pragma once

#include "platform/base/err.h"

enum { KEYFILE_KEYS = 64, KEYFILE_WHY = 160 };

enum key_kind {
    KEY_TEXT,   /* char[high + 1] at least, UTF-8, low to high bytes, of `alphabet` if given */
    KEY_NUMBER, /* int, low to high */
    KEY_USUAL,  /* the same; left out, the draft keeps what the caller put there */
    KEY_WORD,   /* int: index of the word in `words` (NULL at its end) */
    KEY_OWN,    /* whatever `read` makes of it; with low 0 it may be left out */
    KEY_LIST,   /* the same, and it may stand there again: `read` adds to what there is */
};

struct key {
    const char *section, *name;
    enum key_kind kind;
    size_t offset; /* in the struct that is filled */
    int low, high;
    const char *alphabet;
    const char *const *words;
    /* OWN, LIST: fills the field; NULL, or what is wrong with the value. */
    const char *(*read)(const char *value, void *field);
};

struct keyfile {
    const struct key *keys;
    size_t count; /* at most KEYFILE_KEYS */
    size_t limit; /* bytes of a file */
    /* Sections that may be absent with all their keys; NULL at its end, or NULL. */
    const char *const *optional;
    /* Rules between keys, asked when each is well by itself: NULL, or what is wrong and (in
     * *ret_name) with which key. May be NULL. */
    const char *(*check)(const void *filled, const char **ret_name);
};

/* libinih cuts long lines silently and stops at a NUL: whoever gives it a text looks before. */
bool keyfile_lines_are_sane(const char *text, size_t len);

/* Fills `draft`. What is left out stays as it was there, but a text becomes empty. On failure the
 * content of `draft` is undefined and ret_why (NULL or KEYFILE_WHY bytes) says "line 7: idle_s: out
 * of range". ERR_FORMAT, ERR_RANGE, ERR_MISSING, ERR_TOO_LONG, ERR_ENCODING. */
MUST_CHECK enum err keyfile_parse(const struct keyfile *shape, const char *text, size_t len,
                                  void *draft, char *ret_why);
/* The same from a file; also ERR_ABSENT, ERR_ACCESS, ERR_DISK. */
MUST_CHECK enum err keyfile_load(const struct keyfile *shape, const char *path, void *draft,
                                 char *ret_why);
