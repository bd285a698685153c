/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/path.h"

#include <math.h>
#include <string.h>

enum { SUBLINES = 16, CROSSINGS = 32, CURVE_STEPS = 12, ARC_STEP_DEGREES = 8 };

static const float radian = 0.017453292F;

void path_add(struct path *p, float x, float y)
{
    if (p->count < PATH_POINTS)
        p->points[p->count++] = (struct point){x, y};
}

void path_add_arc(struct path *p, struct point centre, float radius, float from, float to)
{
    int steps = (int)(fabsf(to - from) / ARC_STEP_DEGREES) + 1;
    for (int i = 0; i <= steps; i++) {
        float a = (from + (to - from) * (float)i / (float)steps) * radian;
        path_add(p, centre.x + radius * cosf(a), centre.y + radius * sinf(a));
    }
}

void path_add_curve(struct path *p, struct point a, struct point b, struct point end)
{
    if (p->count == 0)
        return;
    struct point s = p->points[p->count - 1];
    for (int i = 1; i <= CURVE_STEPS; i++) {
        float t = (float)i / CURVE_STEPS, u = 1 - t;
        float k0 = u * u * u, k1 = 3 * u * u * t, k2 = 3 * u * t * t, k3 = t * t * t;
        path_add(p, k0 * s.x + k1 * a.x + k2 * b.x + k3 * end.x,
                 k0 * s.y + k1 * a.y + k2 * b.y + k3 * end.y);
    }
}

void path_add_box(struct path *p, struct point centre, struct point size, float radius,
                  float degrees)
{
    static const float signs[4][2] = {{1, 1}, {-1, 1}, {-1, -1}, {1, -1}};
    int first = p->count;
    for (int i = 0; i < 4; i++) {
        struct point corner = {centre.x + signs[i][0] * (size.x / 2 - radius),
                               centre.y + signs[i][1] * (size.y / 2 - radius)};
        path_add_arc(p, corner, radius, (float)i * 90, (float)i * 90 + 90);
    }
    float c = cosf(degrees * radian), s = sinf(degrees * radian);
    for (int i = first; i < p->count; i++) {
        float x = p->points[i].x - centre.x, y = p->points[i].y - centre.y;
        p->points[i] = (struct point){centre.x + x * c - y * s, centre.y + x * s + y * c};
    }
}

static struct box bounds(const struct path *p, float more, struct box clip)
{
    struct point least = p->points[0], most = p->points[0];
    for (int i = 1; i < p->count; i++) {
        least.x = fminf(least.x, p->points[i].x);
        least.y = fminf(least.y, p->points[i].y);
        most.x = fmaxf(most.x, p->points[i].x);
        most.y = fmaxf(most.y, p->points[i].y);
    }
    int x = (int)floorf(least.x - more), y = (int)floorf(least.y - more);
    struct box box = {x, y, (int)ceilf(most.x + more) - x + 1, (int)ceilf(most.y + more) - y + 1};
    return box_cut(box, clip);
}

/* Sorted places where the outline crosses the height y. */
static int crossings(const struct path *p, float y, float ret_x[CROSSINGS])
{
    int n = 0;
    for (int i = 0; i < p->count && n < CROSSINGS; i++) {
        struct point a = p->points[i], b = p->points[(i + 1) % p->count];
        if ((a.y <= y) == (b.y <= y))
            continue;
        float x = a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y);
        int at = n++;
        for (; at > 0 && ret_x[at - 1] > x; at--)
            ret_x[at] = ret_x[at - 1];
        ret_x[at] = x;
    }
    return n;
}

/* Coverage of one row of pixels in sublines: of single pixels, and of stretches of whole pixels as
 * a difference at their two ends. */
struct coverage {
    struct box area;
    float edge[SCENE_NATIVE_W + 2], whole[SCENE_NATIVE_W + 2];
};

static void cover(struct coverage *v, float from, float to)
{
    from = fmaxf(from - (float)v->area.x, 0);
    to = fminf(to - (float)v->area.x, (float)v->area.w);
    if (to <= from)
        return;
    int first = (int)from, last = (int)to;
    if (first == last) {
        v->edge[first] += to - from;
        return;
    }
    v->edge[first] += (float)(first + 1) - from;
    if (last < v->area.w)
        v->edge[last] += to - (float)last;
    v->whole[first + 1] += 1;
    v->whole[last] -= 1;
}

static void paint_row(struct canvas *c, const struct coverage *v, int y, uint32_t colour)
{
    float sum = 0;
    for (int i = 0; i < v->area.w; i++) {
        sum += v->whole[i];
        float alpha = (sum + v->edge[i]) * (255.0F / SUBLINES);
        if (alpha >= 1)
            raster_dot(c, v->area.x + i, y, colour, alpha > 255 ? 255 : (int)alpha);
    }
}

void path_fill(struct canvas *c, const struct path *p, uint32_t colour)
{
    struct coverage v;
    float x[CROSSINGS];
    if (p->count < 3)
        return;
    v.area = bounds(p, 0, c->clip);
    for (int y = v.area.y; y < v.area.y + v.area.h; y++) {
        memset(v.edge, 0, sizeof *v.edge * (size_t)(v.area.w + 2));
        memset(v.whole, 0, sizeof *v.whole * (size_t)(v.area.w + 2));
        for (int s = 0; s < SUBLINES; s++) {
            int n = crossings(p, (float)y + ((float)s + 0.5F) / SUBLINES, x);
            for (int i = 0; i + 1 < n; i += 2)
                cover(&v, x[i], x[i + 1]);
        }
        paint_row(c, &v, y, colour);
    }
}

float path_distance(struct point at, struct point a, struct point b)
{
    float dx = b.x - a.x, dy = b.y - a.y;
    float length = dx * dx + dy * dy;
    float t = length > 0 ? ((at.x - a.x) * dx + (at.y - a.y) * dy) / length : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    float x = at.x - a.x - t * dx, y = at.y - a.y - t * dy;
    return sqrtf(x * x + y * y);
}

bool path_holds(const struct path *p, struct point at)
{
    float x[CROSSINGS];
    int n = crossings(p, at.y, x), left = 0;
    for (int i = 0; i < n; i++)
        left += x[i] < at.x;
    return left & 1;
}

void path_cover(uint8_t *mask, struct box area, float half, const struct point ends[2])
{
    struct path line = {.count = 2, .points = {ends[0], ends[1]}};
    struct box near = bounds(&line, half + 1, area);
    for (int y = near.y; y < near.y + near.h; y++)
        for (int x = near.x; x < near.x + near.w; x++) {
            struct point at = {(float)x + 0.5F, (float)y + 0.5F};
            float alpha = (half - path_distance(at, ends[0], ends[1]) + 0.5F) * 255;
            uint8_t *pixel = &mask[(y - area.y) * area.w + x - area.x];
            if (alpha > *pixel)
                *pixel = alpha > 255 ? 255 : (uint8_t)alpha;
        }
}

void path_stroke(struct canvas *c, const struct path *p, float width, bool closed, uint32_t colour)
{
    if (p->count < 1)
        return;
    struct box area = bounds(p, width / 2 + 1, c->clip);
    uint8_t *mask AUTO(auto_free) =
        box_is_empty(area) ? NULL : calloc((size_t)area.w, (size_t)area.h);
    if (!mask)
        return;
    int lines = closed ? p->count : p->count - 1;
    for (int i = 0; i < lines; i++) {
        struct point ends[2] = {p->points[i], p->points[(i + 1) % p->count]};
        path_cover(mask, area, width / 2, ends);
    }
    raster_mask(c, area, mask, colour);
}
