/* SPDX-License-Identifier: Apache-2.0 */
/* A line of text drawn as dots, for characters that the printer's font does not have: the same
 * cells as the printer's own (12 and 24 dots), so that it stands in the rhythm of its neighbours.
 */
#pragma once

#include "drivers/receipt/bitmap.h"
#include "drivers/receipt/layout.h"

struct drawn_place {
    int paper_dots; /* width of the bitmap */
    int height;     /* of the line with its white */
};

/* ERR_LIBRARY, ERR_MEMORY, ERR_RANGE (wider than the paper). The caller wipes. */
MUST_CHECK enum err drawn_line(const struct layout_line *line, const struct drawn_place *place,
                               struct bitmap *ret_bitmap);
