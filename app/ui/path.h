/* SPDX-License-Identifier: Apache-2.0 */
/* Outlines of points: filled with antialiasing, or stroked with round ends and joins. */
#pragma once

#include "app/ui/raster.h"

enum { PATH_POINTS = 160 };

struct point {
    float x, y;
};

struct path {
    int count;
    struct point points[PATH_POINTS];
};

/* Points past PATH_POINTS are dropped. */
void path_add(struct path *p, float x, float y);
/* Degrees, 0 to the right, clockwise on the screen. */
void path_add_arc(struct path *p, struct point centre, float radius, float from, float to);
/* A cubic curve from the last point. */
void path_add_curve(struct path *p, struct point a, struct point b, struct point end);
/* A box with round corners, turned about its centre. */
void path_add_box(struct path *p, struct point centre, struct point size, float radius,
                  float degrees);

/* The outline closes itself. */
void path_fill(struct canvas *c, const struct path *p, uint32_t colour);
void path_stroke(struct canvas *c, const struct path *p, float width, bool closed, uint32_t colour);
/* Raises the mask of `area` (w × h bytes) by one line with round ends. */
void path_cover(uint8_t *mask, struct box area, float half, const struct point ends[2]);
/* Distance of a point from the line a–b. */
float path_distance(struct point at, struct point a, struct point b);
/* Is the point inside (even-odd)? */
bool path_holds(const struct path *p, struct point at);
