/* SPDX-License-Identifier: Apache-2.0 */
/* What has been read so far, and where. */
#pragma once

#include "drivers/scanner/reader.h"

struct code_list {
    struct reader_codes codes;
    struct picture_box around; /* all codes whose place is known; no width: none is */
    enum err error;            /* the first that happened while adding */
};

/* An empty payload, one that is there already and one too many are passed over. */
void code_list_add(struct code_list *list, const uint8_t *data, size_t size);
/* A place, in the pixels of the picture that was given to the reader. */
void code_list_place(struct code_list *list, int x, int y);
