/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/pad.h"

#include <math.h>

#include "platform/base/secret.h"

/* Two millimetres on a screen of 21.5 inches: a felt pen. */
static const float HALF_WIDTH = 4.0F;
/* A finger at rest trembles by less; a step of a curve is a straight line to the eye. */
static const float TREMBLE = 2.0F, STEP = 4.0F;
/* Less than a short name needs; and how much longer than its own size a line must be. */
static const float LEAST_LENGTH = 240.0F, LEAST_SIZE = 60.0F, WINDING = 1.5F;
enum { STEPS_MAX = 48 };

static float distance(struct point a, struct point b)
{
    return hypotf(b.x - a.x, b.y - a.y);
}

static struct point middle(struct point a, struct point b)
{
    return (struct point){(a.x + b.x) / 2, (a.y + b.y) / 2};
}

static void line_to(struct pad *pad, struct point to)
{
    const struct point ends[2] = {pad->drawn, to};
    path_cover(pad->mask, (struct box){0, 0, PAD_W, PAD_H}, HALF_WIDTH, ends);
    pad->drawn = to;
}

/* A quadratic curve from what is drawn, bent by `by`, to `to`. */
static void curve_to(struct pad *pad, struct point by, struct point to)
{
    struct point from = pad->drawn;
    int steps = (int)(distance(from, by) + distance(by, to)) / (int)STEP + 1;
    steps = steps > STEPS_MAX ? STEPS_MAX : steps;
    for (int i = 1; i <= steps; i++) {
        float t = (float)i / (float)steps, s = 1 - t;
        line_to(pad, (struct point){s * s * from.x + 2 * s * t * by.x + t * t * to.x,
                                    s * s * from.y + 2 * s * t * by.y + t * t * to.y});
    }
}

static void begin(struct pad *pad, struct point at)
{
    struct box here = {(int)at.x, (int)at.y, 1, 1};
    pad->reach = pad->strokes++ ? box_union(pad->reach, here) : here;
    pad->down = true;
    pad->last = pad->drawn = at;
    line_to(pad, at);
}

static void go_on(struct pad *pad, struct point at)
{
    struct point to = middle(pad->last, at);
    pad->length += distance(pad->last, at);
    pad->reach = box_union(pad->reach, (struct box){(int)at.x, (int)at.y, 1, 1});
    curve_to(pad, pad->last, to);
    pad->last = at;
}

void pad_take(struct pad *pad, const struct stroke *stroke)
{
    struct point at = {(float)stroke->x, (float)stroke->y};
    if (stroke->phase == STROKE_BEGIN)
        begin(pad, at);
    else if (!pad->down)
        return;
    else if (distance(pad->last, at) >= TREMBLE)
        go_on(pad, at);
    if (stroke->phase == STROKE_END) {
        line_to(pad, pad->last);
        pad->down = false;
    }
    pad->version++;
}

void pad_wipe(struct pad *pad)
{
    int version = pad->version + 1;
    wipe(pad, sizeof *pad);
    pad->version = version;
}

bool pad_is_signature(const struct pad *pad)
{
    float w = (float)pad->reach.w, h = (float)pad->reach.h, size = hypotf(w, h);
    bool winds = pad->strokes > 1 || pad->length >= WINDING * size;
    return pad->length >= LEAST_LENGTH && size >= LEAST_SIZE && winds;
}
