/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/grid.h"

#include <math.h>
#include <string.h>

#include "drivers/scanner/mesh.h"

enum {
    THRESHOLD_RADIUS = 20,
    QUIET = 4,
    SCALE = 2,   /* pixels of a module in the upright picture */
    GUESSES = 3, /* sizes tried for one triple */
    FAR_MODULES = 5,
    MARKS_MIN = 78, /* of 100 modules of the marks, before anything is bent */
    MATCH_MIN = 82, /* of 100 fixed modules that must be as they should */
};

static void auto_picture(struct picture *p)
{
    picture_wipe(p);
}

struct grid {
    struct picture near, far;
    float module; /* that they were made for */
    const struct grid_calls *calls;
    bool enough;
};

static void auto_grid(struct grid *g)
{
    picture_wipe(&g->near);
    picture_wipe(&g->far);
}

static float mean_module(const struct triple *t)
{
    return (t->corner[0].module + t->corner[1].module + t->corner[2].module) / 3;
}

static enum err make_relief(struct grid *g, const struct picture *p, float module)
{
    if (g->near.grey && module < g->module * 1.3F && g->module < module * 1.3F)
        return ERR_NONE;
    auto_grid(g);
    TRY(picture_blur(p, (int)(module * 0.22F), &g->near));
    TRY(picture_blur(p, (int)(module * FAR_MODULES) + 2, &g->far));
    g->module = module;
    return ERR_NONE;
}

/* dimension is 4 × version + 17, and 7 of it lie outside the marks' middles. */
static int version_of(const struct marks *m)
{
    return (int)lroundf(((m->modules[0] + m->modules[1]) / 2 - 10) / 4);
}

/* In hundredths. */
static int match(const struct mesh *m, const struct relief *relief)
{
    int right = 0, all = 0, n = m->dimension;
    for (int r = 0; r < n; r++)
        for (int c = 0; c < n; c++) {
            int known = mesh_known(n, c, r);
            if (known < 0)
                continue;
            right += (mesh_module(m, relief, c, r) < 0) == known;
            all++;
        }
    return all ? right * 100 / all : 0;
}

static enum err draw(const struct mesh *m, const struct relief *relief, struct picture *ret_upright)
{
    int side = (m->dimension + 2 * QUIET) * SCALE;
    TRY(picture_init(ret_upright, side, side));
    memset(ret_upright->grey, 255, (size_t)side * (size_t)side);
    for (int y = 0; y < m->dimension * SCALE; y++)
        for (int x = 0; x < m->dimension * SCALE; x++) {
            int c = x / SCALE, r = y / SCALE, known = mesh_known(m->dimension, c, r);
            if (known < 0 ? mesh_module(m, relief, c, r) < 0 : known)
                ret_upright->grey[(size_t)(y + QUIET * SCALE) * (size_t)side +
                                  (size_t)(x + QUIET * SCALE)] = 0;
        }
    return ERR_NONE;
}

static enum err try_dimension(struct grid *g, const struct marks *marks, int dimension, bool stiff)
{
    struct mesh mesh;
    struct flat flat;
    const struct relief relief = {&g->near, &g->far};
    if (flat_fit(marks, dimension, stiff, &flat) != ERR_NONE ||
        mesh_marks_match(&flat, dimension, &relief) < MARKS_MIN)
        return ERR_NONE;
    mesh_fit(&flat, dimension, &relief, &mesh);
    if (match(&mesh, &relief) < MATCH_MIN)
        return ERR_NONE;
    AUTO(auto_picture) struct picture upright = {0};
    TRY(draw(&mesh, &relief, &upright));
    g->enough = !g->calls->on_grid(g->calls->user, &upright);
    return ERR_NONE;
}

static enum err try_triple(struct grid *g, const struct picture *p, const struct picture *binary,
                           const struct triple *t)
{
    static const struct {
        int version;
        bool stiff;
    } guess[] = {{0, false}, {0, true}, {1, false}, {-1, false}, {1, true}, {-1, true}};
    struct marks marks;
    if (flat_marks(binary, t, &marks) != ERR_NONE)
        return ERR_NONE;
    TRY(make_relief(g, p, mean_module(t)));
    for (size_t i = 0; i < ARRAY_LEN(guess) && !g->enough; i++) {
        int dimension = (version_of(&marks) + guess[i].version) * 4 + 17;
        if (dimension < 21 || dimension > MESH_DIMENSION_MAX)
            continue;
        if (!g->calls->go_on(g->calls->user))
            return ERR_NONE;
        TRY(try_dimension(g, &marks, dimension, guess[i].stiff));
    }
    return ERR_NONE;
}

enum err grid_search(const struct picture *p, const struct grid_calls *calls)
{
    AUTO(auto_picture) struct picture binary = {0};
    AUTO(auto_grid) struct grid g = {.calls = calls};
    struct finder found[FINDER_MAX];
    struct triple triples[TRIPLE_MAX];
    TRY(picture_threshold(p, THRESHOLD_RADIUS, &binary));
    int n = finder_triples(found, finder_search(&binary, found), triples);
    for (int i = 0; i < n && !g.enough; i++)
        TRY(try_triple(&g, p, &binary, &triples[i]));
    return ERR_NONE;
}
