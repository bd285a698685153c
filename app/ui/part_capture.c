/* SPDX-License-Identifier: Apache-2.0 */
/* What is made here: a signature, a photograph. */
#include "app/ui/part_inside.h"

enum { PHOTO_LEAST = 300, PHOTO_MOST = 1280 };

void part_pad(struct layout *l, const struct pad *pad, const char *call, bool refused, int action)
{
    struct flow *f = layout_flow(l, true);
    struct box box = layout_take(l, f, PAD_H);
    struct pixels pixels = {
        .w = PAD_W, .h = PAD_H, .bytes = 1, .version = pad->version, .data = pad->mask};
    scene_add(l->scene, &(struct scene_item){.role = ROLE_PAD,
                                             .state = refused ? STATE_ERROR : 0,
                                             .box = {box.x, box.y, PAD_W, PAD_H},
                                             .label = pad->strokes ? NULL : call,
                                             .pixels = pixels,
                                             .action = action});
}

void part_photo(struct layout *l, const struct pixels *pixels, const char *description)
{
    struct flow *f = layout_flow(l, false);
    int room = layout_room(l, f), whole = LAYOUT_WIDTH * pixels->h / pixels->w;
    int most = whole < PHOTO_MOST ? whole : PHOTO_MOST;
    int h = room > most ? most : room < PHOTO_LEAST ? PHOTO_LEAST : room;
    struct box box = layout_take(l, f, h);
    inside_flex(f);
    scene_add(l->scene,
              &(struct scene_item){
                  .role = ROLE_PHOTO, .box = box, .label = description, .pixels = *pixels});
}
