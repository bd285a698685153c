/* SPDX-License-Identifier: Apache-2.0 */
/* Typed, bounded reading of a JSON document. The first thing wrong is kept with its path; reads
 * after that yield defaults, so a reader is a plain list of fields. */
#pragma once

#include <jansson.h>

#include "platform/base/err.h"

enum { READ_PATH_MAX = 120 };

struct read {
    enum err err;
    char path[READ_PATH_MAX]; /* where the reader is; of the fault once err is set */
    char reason[120];
};

enum need { NEED, MAY };

/* "" when absent and MAY. `max` in characters. */
const char *read_text(struct read *r, const json_t *object, const char *name, enum need need,
                      size_t max);
int read_number(struct read *r, const json_t *object, const char *name, int low, int high);
bool read_bool(struct read *r, const json_t *object, const char *name);
/* NULL when absent (a fault if NEED). */
const json_t *read_object(struct read *r, const json_t *object, const char *name, enum need need);
const json_t *read_array(struct read *r, const json_t *object, const char *name, enum need need,
                         size_t max);
/* Index of a string in `words` (NULL-terminated); `otherwise` when absent. */
int read_word(struct read *r, const json_t *object, const char *name, const char *const *words,
              int otherwise);
/* Every member's name must be in `known` (space-separated): a typing error is not silence. */
void read_only(struct read *r, const json_t *object, const char *known);

void read_fail(struct read *r, const char *name, enum err e, const char *reason);

/* Enter and leave a part: paths in faults. Index < 0 for a plain member. */
size_t read_enter(struct read *r, const char *name, int index);
void read_leave(struct read *r, size_t mark);
