/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/finder.h"

#include <math.h>
#include <string.h>

enum { RUNS = 5, LINES_MIN = 2 };

static bool is_dark(const struct picture *p, int x, int y)
{
    return p->grey[(size_t)y * (size_t)p->width + (size_t)x] < 128;
}

/* Pixels of a module when the five runs fit 1:1:3:1:1, else 0. Blur and ink move every edge by the
 * same amount, so dark and light are each compared among themselves too generously to matter. */
static float module_of(const int *run)
{
    float total = 0;
    for (int i = 0; i < RUNS; i++) {
        if (run[i] == 0)
            return 0;
        total += (float)run[i];
    }
    float m = total / 7, slack = m * 0.62F + 0.3F;
    bool fits = fabsf((float)run[0] - m) < slack && fabsf((float)run[1] - m) < slack &&
                fabsf((float)run[2] - 3 * m) < 2 * slack && fabsf((float)run[3] - m) < slack &&
                fabsf((float)run[4] - m) < slack;
    return fits ? m : 0;
}

/* --- from a point outwards --- */

struct walk {
    const struct picture *p;
    int dx, dy;
    int most; /* pixels of one run */
};

static int run_from(const struct walk *w, int *x, int *y, int sign, bool dark)
{
    int n = 0;
    while (*x >= 0 && *y >= 0 && *x < w->p->width && *y < w->p->height &&
           is_dark(w->p, *x, *y) == dark && n <= w->most) {
        *x += sign * w->dx;
        *y += sign * w->dy;
        n++;
    }
    return n;
}

/* The five runs along a line through a dark point. Moves the point to the middle; 0: no pattern. */
static float cross(const struct walk *w, struct point *at)
{
    int x0 = (int)at->x, y0 = (int)at->y, x = x0, y = y0, run[RUNS];
    if (!is_dark(w->p, x0, y0))
        return 0;
    int back = run_from(w, &x, &y, -1, true);
    run[1] = run_from(w, &x, &y, -1, false);
    run[0] = run_from(w, &x, &y, -1, true);
    x = x0 + w->dx;
    y = y0 + w->dy;
    int ahead = run_from(w, &x, &y, 1, true);
    run[2] = back + ahead;
    run[3] = run_from(w, &x, &y, 1, false);
    run[4] = run_from(w, &x, &y, 1, true);
    float m = module_of(run), shift = (float)(ahead - back + 1) / 2;
    at->x += (float)w->dx * shift;
    at->y += (float)w->dy * shift;
    return m;
}

/* --- all of a picture --- */

struct search {
    const struct picture *p;
    struct finder *found;
    int count;
};

static void add(struct search *s, struct point at, float module)
{
    for (int i = 0; i < s->count; i++) {
        struct finder *f = &s->found[i];
        if (hypotf(f->at.x - at.x, f->at.y - at.y) > 2.5F * module)
            continue;
        float n = (float)(f->lines < 32 ? f->lines : 32);
        f->at.x = (f->at.x * n + at.x) / (n + 1);
        f->at.y = (f->at.y * n + at.y) / (n + 1);
        f->module = (f->module * n + module) / (n + 1);
        f->lines++;
        return;
    }
    int slot = s->count;
    if (slot == FINDER_MAX) { /* the weakest makes room, if it is weak */
        slot = 0;
        for (int i = 1; i < s->count; i++)
            slot = s->found[i].lines < s->found[slot].lines ? i : slot;
        if (s->found[slot].lines > 1)
            return;
    } else {
        s->count++;
    }
    s->found[slot] = (struct finder){at, module, 1};
}

/* A row says perhaps; the column and one diagonal through its middle must say so too. */
static void try_at(struct search *s, float x, int y, float across)
{
    struct walk down = {s->p, 0, 1, (int)(across * 7)}, level = {s->p, 1, 0, (int)(across * 7)};
    struct walk slant = {s->p, 1, 1, (int)(across * 7)}, other = {s->p, 1, -1, (int)(across * 7)};
    struct point at = {x, (float)y};
    float m = cross(&down, &at);
    if (m <= 0 || m > 2.5F * across || across > 2.5F * m)
        return;
    across = cross(&level, &at);
    if (across <= 0)
        return;
    struct point a = at, b = at;
    if (cross(&slant, &a) > 0 || cross(&other, &b) > 0)
        add(s, at, (m + across) / 2);
}

static void scan_row(struct search *s, int y)
{
    int run[RUNS] = {0}, x = 0;
    bool dark = false;
    while (x < s->p->width) {
        int from = x;
        while (x < s->p->width && is_dark(s->p, x, y) == dark)
            x++;
        memmove(run, run + 1, sizeof run - sizeof *run);
        run[RUNS - 1] = x - from;
        float m = dark ? module_of(run) : 0;
        if (m > 0)
            try_at(s, (float)(from - run[3]) - (float)run[2] / 2, y, m);
        dark = !dark;
    }
}

static int by_lines(const void *a, const void *b)
{
    return ((const struct finder *)b)->lines - ((const struct finder *)a)->lines;
}

int finder_search(const struct picture *binary, struct finder ret_found[FINDER_MAX])
{
    struct search s = {.p = binary, .found = ret_found};
    for (int y = 0; y < binary->height; y++)
        scan_row(&s, y);
    qsort(ret_found, (size_t)s.count, sizeof *ret_found, by_lines);
    int good = 0;
    while (good < s.count && ret_found[good].lines >= LINES_MIN)
        good++;
    return good;
}

/* --- triples --- */

static float distance(const struct finder *a, const struct finder *b)
{
    return hypotf(a->at.x - b->at.x, a->at.y - b->at.y);
}

/* The corner is `a`; how far from a right angle with equal legs and equal marks. */
static float oddness(const struct finder *a, const struct finder *b, const struct finder *c)
{
    float ab = distance(a, b), ac = distance(a, c);
    float dot =
        (b->at.x - a->at.x) * (c->at.x - a->at.x) + (b->at.y - a->at.y) * (c->at.y - a->at.y);
    float least = fminf(a->module, fminf(b->module, c->module));
    float most = fmaxf(a->module, fmaxf(b->module, c->module));
    if (ab < 10 * least || ac < 10 * least || ab > 200 * most || ac > 200 * most ||
        most > 2.2F * least)
        return 9;
    return fabsf(dot / (ab * ac)) + fabsf(logf(ab / ac)) + 0.5F * logf(most / least);
}

static void keep(struct triple *list, int *count, const struct triple *t)
{
    int at = *count;
    while (at > 0 && list[at - 1].oddness > t->oddness)
        at--;
    if (at == TRIPLE_MAX)
        return;
    int moved = (*count < TRIPLE_MAX ? *count : TRIPLE_MAX - 1) - at;
    memmove(list + at + 1, list + at, (size_t)moved * sizeof *list);
    list[at] = *t;
    *count += *count < TRIPLE_MAX;
}

/* Of three marks the corner that makes the best square; right-handed in the picture. */
static void consider(const struct finder *f[3], struct triple *list, int *count)
{
    enum { ODD = 2 };
    struct triple best = {.oddness = ODD};
    for (int i = 0; i < 3; i++) {
        const struct finder *a = f[i], *b = f[(i + 1) % 3], *c = f[(i + 2) % 3];
        float odd = oddness(a, b, c);
        float turn =
            (b->at.x - a->at.x) * (c->at.y - a->at.y) - (b->at.y - a->at.y) * (c->at.x - a->at.x);
        if (odd < best.oddness)
            best =
                turn > 0 ? (struct triple){{*a, *b, *c}, odd} : (struct triple){{*a, *c, *b}, odd};
    }
    if (best.oddness < 1.2F)
        keep(list, count, &best);
}

int finder_triples(const struct finder *found, int count, struct triple ret_triples[TRIPLE_MAX])
{
    int triples = 0;
    for (int i = 0; i < count; i++)
        for (int j = i + 1; j < count; j++)
            for (int k = j + 1; k < count; k++)
                consider((const struct finder *[]){&found[i], &found[j], &found[k]}, ret_triples,
                         &triples);
    return triples;
}
