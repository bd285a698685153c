/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/dirty.h"

#include "app/ui/paint.h"

static const struct box whole = {0, 0, SCENE_NATIVE_W, SCENE_NATIVE_H};

void dirty_add(struct dirty *d, struct box box)
{
    box = box_cut(box, whole);
    if (box_is_empty(box))
        return;
    for (int i = 0; i < d->count; i++) {
        bool meets = !box_is_empty(box_cut(d->boxes[i], box));
        if (!meets && (d->count < DIRTY_BOXES || i < d->count - 1))
            continue;
        box = box_union(d->boxes[i], box);
        d->boxes[i] = d->boxes[--d->count];
        i = -1; /* the greater box may meet others now */
    }
    d->boxes[d->count++] = box;
}

void dirty_all(struct dirty *d)
{
    d->count = 0;
    dirty_add(d, whole);
}

/* A drawing whose phase alone differs moves in a part of its box. */
static bool moves_only(const struct scene_item *a, const struct scene_item *b)
{
    struct scene_item still = *b;
    still.total = a->total;
    return a->role == ROLE_PICTURE && scene_item_is_equal(a, &still);
}

static void compare(struct dirty *d, const struct scene_item *a, const struct scene_item *b)
{
    if (scene_item_is_equal(a, b))
        return;
    if (moves_only(a, b)) {
        dirty_add(d, paint_motion(b));
        return;
    }
    dirty_add(d, scene_item_reach(a));
    dirty_add(d, scene_item_reach(b));
}

void dirty_compare(struct dirty *d, const struct scene *before, const struct scene *after)
{
    int less = before->count < after->count ? before->count : after->count;
    int head = 0, tail = 0;
    if (before->count == after->count) {
        for (int i = 0; i < less; i++)
            compare(d, &before->items[i], &after->items[i]);
        return;
    }
    /* Something came or went: what stands before and after it is still the same. */
    while (head < less && scene_item_is_equal(&before->items[head], &after->items[head]))
        head++;
    while (tail < less - head && scene_item_is_equal(&before->items[before->count - 1 - tail],
                                                     &after->items[after->count - 1 - tail]))
        tail++;
    for (int i = head; i < before->count - tail; i++)
        dirty_add(d, scene_item_reach(&before->items[i]));
    for (int i = head; i < after->count - tail; i++)
        dirty_add(d, scene_item_reach(&after->items[i]));
}
