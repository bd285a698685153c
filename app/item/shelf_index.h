/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: the file that remembers the faces of a directory's items. */
#pragma once

#include <sys/stat.h>

#include "platform/base/err.h"

struct shelf_index {
    char *text, *at; /* the lines not yet passed */
    struct timespec made;
};

/* What cannot be read or is no such file is an empty index; a damaged one is named in the log. */
void shelf_index_open(const char *directory, struct shelf_index *ret_index);
/* The face's line of a file, or NULL. Files must be asked for in the order of strcmp(). */
char *shelf_index_find(struct shelf_index *index, const char *file, const struct stat *stat);
void shelf_index_close(struct shelf_index *index);

struct shelf_index_row {
    const char *file;
    char *line;
    struct stat stat;
};

/* Rows in any order; whole or not at all. */
MUST_CHECK enum err shelf_index_write(const char *directory, struct shelf_index_row *rows,
                                      size_t count);
