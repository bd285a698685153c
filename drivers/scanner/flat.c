/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/flat.h"

#include <math.h>
#include <string.h>

enum { RAYS = 96, UNKNOWNS = 8 };

static const double TURN = 6.28318530717958648;

static bool is_dark(const struct picture *p, double x, double y)
{
    return x >= 0 && y >= 0 && x < p->width && y < p->height &&
           p->grey[(size_t)y * (size_t)p->width + (size_t)x] < 128;
}

/* From the middle outwards: dark, light, dark, and the point where the last ends. */
static bool ring_edge(const struct picture *p, const struct finder *f, double dx, double dy,
                      struct point *ret_edge)
{
    bool dark = true;
    int changes = 0;
    for (int i = 0; i < (int)(16 * f->module); i++) {
        double t = i / 2.0;
        double x = f->at.x + t * dx, y = f->at.y + t * dy;
        if (is_dark(p, x, y) == dark)
            continue;
        dark = !dark;
        if (++changes == 3) {
            *ret_edge = (struct point){(float)(x - 0.25 * dx), (float)(y - 0.25 * dy)};
            return true;
        }
    }
    return false;
}

/* Of the ring's edge the points farthest out along the code's own diagonals. */
static bool find_corners(const struct picture *p, const struct finder *f,
                         const struct point axis[2], struct point ret_corner[4])
{
    static const int sign[4][2] = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}};
    double det = (double)axis[0].x * axis[1].y - (double)axis[0].y * axis[1].x;
    double most[4] = {-1e9, -1e9, -1e9, -1e9};
    int seen = 0;
    for (int i = 0; i < RAYS; i++) {
        struct point e;
        if (!ring_edge(p, f, cos(i * TURN / RAYS), sin(i * TURN / RAYS), &e))
            continue;
        seen++;
        double x = e.x - f->at.x, y = e.y - f->at.y;
        double u = (x * axis[1].y - y * axis[1].x) / det, v = (y * axis[0].x - x * axis[0].y) / det;
        for (int k = 0; k < 4; k++) {
            double out = u * sign[k][0] + v * sign[k][1];
            if (out > most[k]) {
                most[k] = out;
                ret_corner[k] = e;
            }
        }
    }
    return seen > RAYS * 3 / 4;
}

static float length(struct point a, struct point b)
{
    return hypotf(a.x - b.x, a.y - b.y);
}

/* A mark's side is 7 modules. Seen at a slant, modules shrink along the way: the mean of both ends'
 * sizes is near enough for a first guess. */
static float modules_between(const struct marks *m, int to, const int edge[2][2])
{
    float sum = 0;
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++) {
            const struct point *c = m->corner[k ? to : 0];
            sum += length(c[edge[i][0]], c[edge[i][1]]) / 4;
        }
    return length(m->centre[0], m->centre[to]) * 7 / sum;
}

enum err flat_marks(const struct picture *binary, const struct triple *t, struct marks *ret_marks)
{
    static const int across[2][2] = {{0, 1}, {3, 2}}, down[2][2] = {{0, 3}, {1, 2}};
    struct point o = t->corner[0].at, a = t->corner[1].at, b = t->corner[2].at;
    const struct point axis[2] = {{a.x - o.x, a.y - o.y}, {b.x - o.x, b.y - o.y}};
    struct marks m;
    for (int i = 0; i < 3; i++) {
        m.centre[i] = t->corner[i].at;
        if (!find_corners(binary, &t->corner[i], axis, m.corner[i]))
            return ERR_NOT_FOUND;
    }
    m.modules[0] = modules_between(&m, 1, across);
    m.modules[1] = modules_between(&m, 2, down);
    *ret_marks = m;
    return ERR_NONE;
}

/* --- least squares --- */

struct system {
    double a[UNKNOWNS][UNKNOWNS + 1];
};

/* x (1 + g u + h v) = a u + b v + c, likewise y; each adds a row to the normal equations. */
static void add_row(struct system *s, const double row[UNKNOWNS], double value, double weight)
{
    for (int i = 0; i < UNKNOWNS; i++) {
        for (int k = 0; k < UNKNOWNS; k++)
            s->a[i][k] += weight * row[i] * row[k];
        s->a[i][UNKNOWNS] += weight * row[i] * value;
    }
}

static void add_point(struct system *s, double u, double v, struct point p, double weight)
{
    const double x[UNKNOWNS] = {u, v, 1, 0, 0, 0, -u * p.x, -v * p.x};
    const double y[UNKNOWNS] = {0, 0, 0, u, v, 1, -u * p.y, -v * p.y};
    add_row(s, x, p.x, weight);
    add_row(s, y, p.y, weight);
}

static void swap_rows(struct system *s, int i, int k)
{
    double keep[UNKNOWNS + 1];
    memcpy(keep, s->a[i], sizeof keep);
    memcpy(s->a[i], s->a[k], sizeof keep);
    memcpy(s->a[k], keep, sizeof keep);
}

/* Gauss and Jordan, the largest pivot first. */
static bool solve(struct system *s)
{
    for (int c = 0; c < UNKNOWNS; c++) {
        int pivot = c;
        for (int r = c + 1; r < UNKNOWNS; r++)
            pivot = fabs(s->a[r][c]) > fabs(s->a[pivot][c]) ? r : pivot;
        if (fabs(s->a[pivot][c]) < 1e-12)
            return false;
        swap_rows(s, c, pivot);
        for (int r = 0; r < UNKNOWNS; r++) {
            double by = r == c ? 0 : s->a[r][c] / s->a[c][c];
            for (int k = c; k <= UNKNOWNS && by != 0; k++)
                s->a[r][k] -= by * s->a[c][k];
        }
    }
    return true;
}

static double depth(const struct flat *f, double u, double v)
{
    return 1 + f->a[6] * u + f->a[7] * v;
}

/* Modules are counted in hundreds within, to keep the equations' numbers near one another. */
static const double UNIT = 100;

enum err flat_fit(const struct marks *m, int dimension, bool stiff, struct flat *ret_flat)
{
    enum { CENTRE_WEIGHT = 8 };
    static const int corner[4][2] = {{0, 0}, {7, 0}, {7, 7}, {0, 7}};
    struct system s = {0};
    struct flat f;
    for (int i = 0; i < 3; i++) {
        int u0 = i == 1 ? dimension - 7 : 0, v0 = i == 2 ? dimension - 7 : 0;
        add_point(&s, (u0 + 3.5) / UNIT, (v0 + 3.5) / UNIT, m->centre[i], CENTRE_WEIGHT);
        for (int k = 0; k < 4; k++)
            add_point(&s, (u0 + corner[k][0]) / UNIT, (v0 + corner[k][1]) / UNIT, m->corner[i][k],
                      1);
    }
    if (stiff)
        for (int i = 6; i < UNKNOWNS; i++)
            s.a[i][i] += 1e12; /* no vanishing point */
    if (!solve(&s))
        return ERR_RANGE;
    for (int i = 0; i < UNKNOWNS; i++)
        f.a[i] = s.a[i][UNKNOWNS] / s.a[i][i];
    double far = dimension / UNIT;
    if (depth(&f, far, 0) < 0.3 || depth(&f, 0, far) < 0.3 || depth(&f, far, far) < 0.3)
        return ERR_RANGE;
    *ret_flat = f;
    return ERR_NONE;
}

struct place flat_place(const struct flat *f, struct point module)
{
    double u = module.x / UNIT, v = module.y / UNIT, w = depth(f, u, v);
    const double *a = f->a;
    double x = (a[0] * u + a[1] * v + a[2]) / w, y = (a[3] * u + a[4] * v + a[5]) / w;
    return (struct place){
        {(float)x, (float)y},
        {(float)((a[0] - x * a[6]) / w / UNIT), (float)((a[3] - y * a[6]) / w / UNIT)},
        {(float)((a[1] - x * a[7]) / w / UNIT), (float)((a[4] - y * a[7]) / w / UNIT)}};
}
