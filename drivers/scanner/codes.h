/* SPDX-License-Identifier: Apache-2.0 */
/* What has been read so far, and where. Internal to reader. */
#pragma once

#include "drivers/scanner/reader.h"

/* Corners in the pixels of the picture that was given to the reader, in order about the code. */
struct quad {
    int x[4], y[4];
};

struct code_list {
    struct reader_codes codes;
    size_t places;
    struct quad place[READER_CODES_MAX]; /* not of every code; a code may have several */
    struct picture_box around;           /* all codes whose place is known; no width: none is */
    enum err error;                      /* the first that happened while adding */
};

/* An empty payload, one that is there already and one too many are passed over. */
void code_list_add(struct code_list *list, const uint8_t *data, size_t size);
/* Where a code was seen, perhaps one that is known. One too many is passed over. */
void code_list_place(struct code_list *list, const struct quad *quad);
/* Whitens what was read from place `from` on, so that other codes show. */
void code_list_cover(const struct code_list *list, size_t from, struct picture *p);
