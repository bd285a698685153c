/* SPDX-License-Identifier: Apache-2.0 */
/* All items of this kiosk. A bad file is named in the log with line and reason and left out; the
 * others stay. */
#pragma once

#include "app/item/item.h"

enum { SHELF_MAX = 64 };

struct shelf {
    size_t count;
    struct item *item[SHELF_MAX];
    bool withdrawn[SHELF_MAX]; /* the province does not offer it now */
};

/* Reads <directory>/ *.json in the order of their tiles, then by name. ERR_ABSENT when the
 * directory cannot be read. An empty shelf is no error. `ret_left_out` (may be NULL) counts the bad
 * files. */
MUST_CHECK enum err shelf_load(const char *directory, struct shelf *ret_shelf,
                               size_t *ret_left_out);
void shelf_done(struct shelf *shelf);

/* NULL when it is not there or withdrawn. */
const struct item *shelf_find(const struct shelf *shelf, const char *task_code);
/* What the province's catalogue says of one item; unknown codes are ignored. */
void shelf_offer(struct shelf *shelf, const char *task_code, bool offered);
size_t shelf_offered(const struct shelf *shelf);
