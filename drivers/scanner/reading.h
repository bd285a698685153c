/* SPDX-License-Identifier: Apache-2.0 */
/* One picture being read: between reader.c (the first code) and rest.c (the others). */
#pragma once

#include "drivers/scanner/codes.h"
#include "drivers/scanner/passes.h"

struct reading {
    const struct reader_limit *limit;
    int64_t begun_us, box_us; /* box_us: 0 no limit */
    struct picture region;
    struct picture_box at; /* the region in the picture */
    bool shrunk;           /* the region is smaller than its part of the picture */
    double scale;          /* pixels of what is looked at for one of the picture; 0: unknown */
    struct code_list found;
};

/* Would so much work fit into the box? `ns`: for each pixel. */
bool reading_fits(const struct reading *r, size_t pixels, int ns);
static inline size_t reading_area(const struct picture *p)
{
    return (size_t)p->width * (size_t)p->height;
}
/* One engine over one picture, whose place is r->at and r->scale; nothing found is no error. */
MUST_CHECK enum err reading_look(struct reading *r, const struct picture *p,
                                 const struct pass *pass);
/* One row of the table over r->region. */
MUST_CHECK enum err reading_pass(struct reading *r, const struct pass *pass);
/* Takes r->at of the picture as region; a large one is shrunk. */
MUST_CHECK enum err reading_take(struct reading *r, const struct picture *picture);

/* The codes that were not found yet. */
MUST_CHECK enum err rest_read(struct reading *r, const struct picture *picture);
