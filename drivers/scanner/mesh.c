/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/mesh.h"

#include <math.h>
#include <string.h>

enum { SPACING = 4, PATCH = 2, SEARCH = 3, NEAR = 4 };

static const float EDGE = 1.5F;  /* from the code's border to the outermost knots, in modules */
static const float STEP = 0.15F; /* of the search, in modules; SEARCH steps each way */
static const float REACH = 5;    /* modules over which knots pull one another */

/* --- known modules --- */

static int known_in_finder(int c, int r)
{
    int far = abs(c - 3) > abs(r - 3) ? abs(c - 3) : abs(r - 3);
    return far != 2 && far != 4;
}

/* Middle of an alignment pattern within two of `at`, or -1. */
static int alignment_near(int dimension, int at)
{
    int version = (dimension - 17) / 4, count = version / 7 + 2;
    int step = version == 32 ? 26 : (dimension - 13 + 2 * count - 3) / (2 * count - 2) * 2;
    if (abs(at - 6) <= 2)
        return 6;
    for (int i = 0, middle = dimension - 7; i < count - 1; i++, middle -= step)
        if (abs(at - middle) <= 2)
            return middle;
    return -1;
}

static int known_alignment(int dimension, int c, int r)
{
    int x = alignment_near(dimension, c), y = alignment_near(dimension, r), last = dimension - 7;
    if (dimension < 25 || x < 0 || y < 0 || (x == 6 && y == 6) || (x == 6 && y == last) ||
        (x == last && y == 6))
        return -1;
    int far = abs(c - x) > abs(r - y) ? abs(c - x) : abs(r - y);
    return far != 1;
}

int mesh_known(int dimension, int column, int row)
{
    int c = column, r = row, n = dimension;
    if (c < 8 && r < 8)
        return known_in_finder(c, r);
    if (c >= n - 8 && r < 8)
        return known_in_finder(n - 1 - c, r);
    if (c < 8 && r >= n - 8)
        return known_in_finder(c, n - 1 - r);
    int alignment = known_alignment(n, c, r);
    if (alignment >= 0)
        return alignment;
    return c == 6 ? r % 2 == 0 : r == 6 ? c % 2 == 0 : -1;
}

/* --- the net as a map --- */

struct fit {
    struct mesh *mesh;
    const struct relief *relief;
    const struct flat *flat;
    struct point mark[3]; /* the marks' middles, in modules: there the flat map is right */
    bool set[MESH_SIDE_MAX * MESH_SIDE_MAX];
};

static float coordinate(const struct mesh *m, int knot)
{
    return EDGE + (float)knot * ((float)m->dimension - 2 * EDGE) / (float)(m->side - 1);
}

/* Sums of a weighted least-squares plane through differences from the flat map. */
struct plane {
    double w, wu, wv, wuu, wuv, wvv, x, xu, xv, y, yu, yv;
};

static void add_sample(struct plane *p, const struct fit *f, struct point from, struct point module,
                       struct point seen)
{
    struct point guess = flat_place(f->flat, module).at;
    double u = module.x - from.x, v = module.y - from.y;
    double w = exp(-(u * u + v * v) / (2 * REACH * REACH)) + 1e-9;
    double dx = seen.x - guess.x, dy = seen.y - guess.y;
    p->w += w, p->wu += w * u, p->wv += w * v;
    p->wuu += w * u * u, p->wuv += w * u * v, p->wvv += w * v * v;
    p->x += w * dx, p->xu += w * dx * u, p->xv += w * dx * v;
    p->y += w * dy, p->yu += w * dy * u, p->yv += w * dy * v;
}

/* Solves for value and slopes by Cramer's rule; the slopes are held back a little (ridge), so that
 * few samples cannot tilt the plane. */
static void solve(const struct plane *p, double x, double xu, double xv, double ret[3])
{
    double ridge = 2 * p->w, a = p->w, b = p->wu, c = p->wv;
    double d = p->wuu + ridge, e = p->wuv, g = p->wvv + ridge;
    double det = a * (d * g - e * e) - b * (b * g - e * c) + c * (b * e - d * c);
    ret[0] = (x * (d * g - e * e) - b * (xu * g - e * xv) + c * (xu * e - d * xv)) / det;
    ret[1] = (a * (xu * g - e * xv) - x * (b * g - e * c) + c * (b * xv - xu * c)) / det;
    ret[2] = (a * (d * xv - xu * e) - b * (b * xv - xu * c) + x * (b * e - d * c)) / det;
}

static struct place predict(const struct fit *f, int column, int row)
{
    const struct mesh *m = f->mesh;
    struct point here = {coordinate(m, column), coordinate(m, row)};
    struct plane p = {0};
    for (int r = row - NEAR; r <= row + NEAR; r++)
        for (int c = column - NEAR; c <= column + NEAR; c++)
            if (r >= 0 && c >= 0 && r < m->side && c < m->side && f->set[r * m->side + c])
                add_sample(&p, f, here, (struct point){coordinate(m, c), coordinate(m, r)},
                           m->knot[r * m->side + c]);
    for (int i = 0; i < 3; i++)
        add_sample(&p, f, here, f->mark[i], flat_place(f->flat, f->mark[i]).at);
    double x[3], y[3];
    solve(&p, p.x, p.xu, p.xv, x);
    solve(&p, p.y, p.yu, p.yv, y);
    struct place b = flat_place(f->flat, here);
    return (struct place){{b.at.x + (float)x[0], b.at.y + (float)y[0]},
                          {b.right.x + (float)x[1], b.right.y + (float)y[1]},
                          {b.down.x + (float)x[2], b.down.y + (float)y[2]}};
}

/* --- moving a knot --- */

static int height_at(const struct relief *r, float x, float y)
{
    int px = (int)x, py = (int)y;
    if (x < 0 || y < 0 || px >= r->near->width || py >= r->near->height)
        return 0;
    size_t i = (size_t)py * (size_t)r->near->width + (size_t)px;
    return r->near->grey[i] - r->far->grey[i];
}

/* The modules about a knot: where they stand from the middle one, and what they must be. */
struct patch {
    int count;
    struct point offset[(2 * PATCH + 1) * (2 * PATCH + 1)];
    int known[(2 * PATCH + 1) * (2 * PATCH + 1)];
};

static struct patch patch_of(int n, const struct place *p, int column, int row)
{
    struct patch patch = {.count = 0};
    for (int r = row - PATCH; r <= row + PATCH; r++)
        for (int c = column - PATCH; c <= column + PATCH; c++) {
            if (r < 0 || c < 0 || r >= n || c >= n)
                continue;
            float u = (float)(c - column), v = (float)(r - row);
            patch.offset[patch.count] =
                (struct point){u * p->right.x + v * p->down.x, u * p->right.y + v * p->down.y};
            patch.known[patch.count++] = mesh_known(n, c, r);
        }
    return patch;
}

/* How dark and bright the middles are, those of fixed patterns as they must be. */
static int contrast(const struct relief *relief, const struct patch *patch, struct point at)
{
    int sum = 0;
    for (int i = 0; i < patch->count; i++) {
        int h = height_at(relief, at.x + patch->offset[i].x, at.y + patch->offset[i].y);
        sum += patch->known[i] < 0 ? abs(h) : patch->known[i] ? -h : h;
    }
    return sum;
}

static struct point moved_by(const struct place *p, struct point at, float u, float v)
{
    return (struct point){at.x + u * p->right.x + v * p->down.x,
                          at.y + u * p->right.y + v * p->down.y};
}

static void settle(struct fit *f, int column, int row)
{
    struct mesh *m = f->mesh;
    struct place p = predict(f, column, row);
    float u = coordinate(m, column), v = coordinate(m, row);
    const struct patch patch = patch_of(m->dimension, &p, (int)u, (int)v);
    /* The patch is of whole modules: measured from the middle of the one the knot is in. */
    struct point middle = moved_by(&p, p.at, floorf(u) + 0.5F - u, floorf(v) + 0.5F - v);
    struct point best = p.at;
    float most = -1e9F;
    for (int i = -SEARCH; i <= SEARCH; i++)
        for (int k = -SEARCH; k <= SEARCH; k++) {
            float a = (float)i * STEP, b = (float)k * STEP, near = 1 - 0.5F * (a * a + b * b);
            float score = near * (float)contrast(f->relief, &patch, moved_by(&p, middle, a, b));
            if (score > most) {
                most = score;
                best = moved_by(&p, p.at, a, b);
            }
        }
    m->knot[row * m->side + column] = best;
    f->set[row * m->side + column] = true;
}

/* --- in which order --- */

struct turn {
    float far; /* from the nearest mark, in modules */
    int column, row;
};

static int nearest_first(const void *a, const void *b)
{
    float x = ((const struct turn *)a)->far, y = ((const struct turn *)b)->far;
    return x < y ? -1 : x > y;
}

static void grow(struct fit *f)
{
    enum { ROUNDS = 2 }; /* the second time each knot knows all its neighbours */
    struct turn turn[MESH_SIDE_MAX * MESH_SIDE_MAX];
    int side = f->mesh->side;
    for (int i = 0; i < side * side; i++) {
        turn[i] = (struct turn){1e9F, i % side, i / side};
        for (int k = 0; k < 3; k++)
            turn[i].far = fminf(turn[i].far, hypotf(coordinate(f->mesh, i % side) - f->mark[k].x,
                                                    coordinate(f->mesh, i / side) - f->mark[k].y));
    }
    qsort(turn, (size_t)side * (size_t)side, sizeof *turn, nearest_first);
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < side * side; i++)
            settle(f, turn[i].column, turn[i].row);
}

void mesh_fit(const struct flat *flat, int dimension, const struct relief *relief,
              struct mesh *ret_mesh)
{
    float first = 3.5F, last = (float)dimension - 3.5F;
    struct fit f = {.mesh = ret_mesh,
                    .relief = relief,
                    .flat = flat,
                    .mark = {{first, first}, {last, first}, {first, last}}};
    ret_mesh->dimension = dimension;
    ret_mesh->side = (dimension - 3 + SPACING / 2) / SPACING + 1;
    grow(&f);
}

/* --- reading --- */

int mesh_marks_match(const struct flat *flat, int dimension, const struct relief *relief)
{
    enum { MARK = 8 };
    int right = 0;
    for (int i = 0; i < 3 * MARK * MARK; i++) {
        int c = i % MARK, r = i / MARK % MARK;
        c = i / (MARK * MARK) == 1 ? dimension - 1 - c : c;
        r = i / (MARK * MARK) == 2 ? dimension - 1 - r : r;
        struct point p = flat_place(flat, (struct point){(float)c + 0.5F, (float)r + 0.5F}).at;
        right += (height_at(relief, p.x, p.y) < 0) == mesh_known(dimension, c, r);
    }
    return right * 100 / (3 * MARK * MARK);
}

int mesh_module(const struct mesh *m, const struct relief *relief, int column, int row)
{
    float step = ((float)m->dimension - 2 * EDGE) / (float)(m->side - 1);
    float u = ((float)column + 0.5F - EDGE) / step, v = ((float)row + 0.5F - EDGE) / step;
    int c = (int)u, r = (int)v;
    c = c > m->side - 2 ? m->side - 2 : c;
    r = r > m->side - 2 ? m->side - 2 : r;
    u -= (float)c;
    v -= (float)r;
    const struct point *k = &m->knot[r * m->side + c], *l = k + m->side;
    float x = (k[0].x * (1 - u) + k[1].x * u) * (1 - v) + (l[0].x * (1 - u) + l[1].x * u) * v;
    float y = (k[0].y * (1 - u) + k[1].y * u) * (1 - v) + (l[0].y * (1 - u) + l[1].y * u) * v;
    return height_at(relief, x, y);
}
