/* SPDX-License-Identifier: Apache-2.0 */
/* Typed, bounded reading of a JSON document. The first thing wrong is kept with its path; reads
 * after that yield defaults, so a reader is a plain list of fields. */
#pragma once

#include <jansson.h>

#include "app/words/words.h"
#include "platform/base/err.h"

enum { READ_PATH_MAX = 120, READ_NAME_MAX = 48 };

struct read_fault {
    char path[READ_PATH_MAX];
    char reason[120];
};

struct read {
    enum err err;
    char path[READ_PATH_MAX]; /* where the reader is; of the fault once err is set */
    char reason[120];
    /* Where all faults are wanted: then err stays, and reading goes on with defaults. */
    struct read_fault *faults;
    size_t fault_count, faults_max;
    enum language language; /* of read_said() */
    char untranslated[READ_PATH_MAX +
                      READ_NAME_MAX]; /* the first text without words in that language */
};

enum need { NEED, MAY };

/* "" when absent and MAY. `max` in characters. */
const char *read_text(struct read *r, const json_t *object, const char *name, enum need need,
                      size_t max);
/* A text for citizens: "title" in Chinese, "title_en" in English. Where the other language is not
 * given it is Chinese, and the path is kept in r->untranslated. Other languages may be four times
 * as long: their letters are narrower. */
const char *read_said(struct read *r, const json_t *object, const char *name, enum need need,
                      size_t max);
/* The same for a list of texts, which may be absent; *max becomes the bound of each. */
const json_t *read_list_said(struct read *r, const json_t *object, const char *name, size_t count,
                             size_t *max);
int read_number(struct read *r, const json_t *object, const char *name, int low, int high);
bool read_bool(struct read *r, const json_t *object, const char *name);
/* NULL when absent (a fault if NEED). */
const json_t *read_object(struct read *r, const json_t *object, const char *name, enum need need);
const json_t *read_array(struct read *r, const json_t *object, const char *name, enum need need,
                         size_t max);
/* Index of a string in `words` (NULL-terminated); `otherwise` when absent. */
int read_word(struct read *r, const json_t *object, const char *name, const char *const *words,
              int otherwise);
/* Every member's name must be in `known` (space-separated); one that ends in ~ there may have a
 * language's ending: a typing error is not silence. */
void read_only(struct read *r, const json_t *object, const char *known);

void read_fail(struct read *r, const char *name, enum err e, const char *reason);

/* Enter and leave a part: paths in faults. Index < 0 for a plain member. */
size_t read_enter(struct read *r, const char *name, int index);
void read_leave(struct read *r, size_t mark);
