/* SPDX-License-Identifier: Apache-2.0 */
/* What must be painted again: the boxes in which two lists differ. */
#pragma once

#include "app/ui/scene.h"

enum { DIRTY_BOXES = 12 };

struct dirty {
    int count;
    struct box boxes[DIRTY_BOXES];
};

/* Overlapping boxes become one; when there are too many the last ones do. */
void dirty_add(struct dirty *d, struct box box);
void dirty_all(struct dirty *d);
/* Adds everything in which the lists differ; nothing when they are equal. */
void dirty_compare(struct dirty *d, const struct scene *before, const struct scene *after);
