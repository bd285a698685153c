/* SPDX-License-Identifier: Apache-2.0 */
/* After the first code, or when the usual way found none: what else stands in the picture? What was
 * read is whitened, and as long as something is found, or marks of a code are left, the search goes
 * on in the picture at its full size. */
#include <math.h>

#include "drivers/scanner/finder.h"
#include "drivers/scanner/reading.h"
#include "drivers/scanner/region.h"
#include "drivers/scanner/zxing_shim.h"
#include "platform/base/clock.h"

enum {
    ZXING_NS = 6,
    ZBAR_NS = 36,
    MARKS_NS = 12,
    MARKS_RADIUS = 20,
    ZXING_ROUNDS = 8,
    APART_MIN = 12,
    DARKER_MIN = 5,   /* than the surroundings: less is noise */
    SPOTS_SHARE = 15, /* per cent of the box, after the sweeps have had theirs */
    SPOTS = 6,        /* places where marks are left, one after the other */
};

static const float ODDNESS_MAX = 0.8F, EVEN_MIN = 4;

static void auto_picture(struct picture *p)
{
    picture_wipe(p);
}

static struct picture_box whole(const struct picture *p)
{
    return (struct picture_box){0, 0, p->width, p->height};
}

/* One engine over all that is left; *ret_new: it saw something. */
static enum err sweep(struct reading *r, struct picture *left, const struct pass *pass, int ns,
                      bool *ret_new)
{
    size_t places = r->found.places;
    *ret_new = false;
    if (!reading_fits(r, reading_area(left), ns))
        return ERR_NONE;
    r->at = whole(left);
    r->scale = 1;
    TRY(reading_look(r, left, pass));
    code_list_cover(&r->found, places, left);
    *ret_new = r->found.places > places;
    return ERR_NONE;
}

struct stats {
    float mean, spread;
};

/* Of points on circles about a place, `rings` of them out to `radius`. */
static struct stats circle_stats(const struct picture *p, struct point at, float radius, int rings)
{
    enum { POINTS = 16 };
    float sum = 0, squares = 0;
    int n = 0;
    for (int i = 0; i < POINTS * rings; i++) {
        int ring = i / POINTS + 1;
        float r = radius * (float)ring / (float)rings;
        float turn = (float)(i % POINTS) * 6.2831853F / POINTS;
        int x = (int)lroundf(at.x + r * cosf(turn)), y = (int)lroundf(at.y + r * sinf(turn));
        if (x < 0 || y < 0 || x >= p->width || y >= p->height)
            continue;
        float v = p->grey[(size_t)y * (size_t)p->width + (size_t)x];
        sum += v;
        squares += v * v;
        n++;
    }
    if (n == 0)
        return (struct stats){0, 0};
    float mean = sum / (float)n;
    return (struct stats){mean, sqrtf(fmaxf(0, squares / (float)n - mean * mean))};
}

/* The dark middle is 3 modules wide, the light about it lies 1.5 to 2.5 modules out, and both are
 * even. In flat parts of a picture the threshold makes marks of noise: there the pixels of one side
 * differ by half as much as the sides do. */
static bool is_mark(const struct picture *p, const struct finder *f)
{
    struct stats core = circle_stats(p, f->at, 0.9F * f->module, 2);
    struct stats ring = circle_stats(p, f->at, 2.2F * f->module, 1);
    float apart = ring.mean - core.mean;
    return apart >= APART_MIN && apart >= EVEN_MIN * (core.spread + ring.spread) / 2;
}

/* Dark against the surroundings by more than noise. */
static enum err darken(const struct picture *p, struct picture *ret_binary)
{
    TRY(picture_blur(p, MARKS_RADIUS, ret_binary));
    for (size_t i = 0; i < reading_area(p); i++)
        ret_binary->grey[i] = p->grey[i] + DARKER_MIN < ret_binary->grey[i] ? 0 : 255;
    return ERR_NONE;
}

/* The best three marks that are left where the picture is not flat. */
static enum err marks_left(const struct reading *r, const struct picture *left,
                           struct triple *ret_triple, bool *ret_any)
{
    AUTO(auto_picture) struct picture part = {0};
    AUTO(auto_picture) struct picture binary = {0};
    struct finder found[FINDER_MAX];
    struct triple triples[TRIPLE_MAX];
    const struct picture_box at = region_busy(left);
    *ret_any = false;
    if (!reading_fits(r, (size_t)at.width * (size_t)at.height, MARKS_NS))
        return ERR_NONE;
    TRY(picture_crop(left, at, &part));
    TRY(darken(&part, &binary));
    int n = finder_search(&binary, found), good = 0;
    for (int i = 0; i < n; i++)
        if (is_mark(&part, &found[i]))
            found[good++] = found[i];
    *ret_any = finder_triples(found, good, triples) > 0 && triples[0].oddness < ODDNESS_MAX;
    if (!*ret_any)
        return ERR_NONE;
    *ret_triple = triples[0];
    for (int i = 0; i < 3; i++) {
        ret_triple->corner[i].at.x += (float)at.x;
        ret_triple->corner[i].at.y += (float)at.y;
    }
    return ERR_NONE;
}

/* The code of a triple with what lies about it, however it is turned. */
static struct picture_box about(const struct triple *t)
{
    const struct point *a = &t->corner[0].at, *b = &t->corner[1].at, *c = &t->corner[2].at;
    float x[4] = {a->x, b->x, c->x, b->x + c->x - a->x};
    float y[4] = {a->y, b->y, c->y, b->y + c->y - a->y};
    float margin = 10 * t->corner[0].module;
    float x0 = x[0], x1 = x[0], y0 = y[0], y1 = y[0];
    for (int i = 1; i < 4; i++) {
        x0 = x[i] < x0 ? x[i] : x0;
        x1 = x[i] > x1 ? x[i] : x1;
        y0 = y[i] < y0 ? y[i] : y0;
        y1 = y[i] > y1 ? y[i] : y1;
    }
    return (struct picture_box){(int)(x0 - margin), (int)(y0 - margin), (int)(x1 - x0 + 2 * margin),
                                (int)(y1 - y0 + 2 * margin)};
}

static struct picture_box inside(struct picture_box b, const struct picture *p)
{
    int x1 = b.x + b.width, y1 = b.y + b.height;
    b.x = b.x < 0 ? 0 : b.x;
    b.y = b.y < 0 ? 0 : b.y;
    b.width = (x1 > p->width ? p->width : x1) - b.x;
    b.height = (y1 > p->height ? p->height : y1) - b.y;
    return b;
}

/* The table over one spot, until something is read. */
static enum err try_spot(struct reading *r, struct picture *left, struct picture_box spot)
{
    size_t codes = r->found.codes.count, places = r->found.places;
    r->at = inside(spot, left);
    TRY(reading_take(r, left));
    for (size_t i = 0; i < passes_count && r->found.codes.count == codes; i++)
        if (reading_fits(r, reading_area(&r->region), passes[i].cost))
            TRY(reading_pass(r, &passes[i]));
    code_list_cover(&r->found, places, left);
    return ERR_NONE;
}

/* Where marks are left. A spot that nothing came of is whitened too, or it would stay the best. */
static enum err try_spots(struct reading *r, struct picture *left)
{
    for (int i = 0; i < SPOTS; i++) {
        struct triple t;
        bool any;
        TRY(marks_left(r, left, &t, &any));
        if (!any)
            return ERR_NONE;
        struct picture_box b = inside(about(&t), left);
        struct code_list done = {.places = 1,
                                 .place[0] = {{b.x, b.x + b.width, b.x + b.width, b.x},
                                              {b.y, b.y, b.y + b.height, b.y + b.height}}};
        if (b.width > 0 && b.height > 0)
            TRY(try_spot(r, left, b));
        code_list_cover(&done, 0, left);
    }
    return ERR_NONE;
}

/* The engines over the whole picture. Nothing was found in one that was not made smaller: then the
 * table has looked at all of it that is not flat, and only ZXing is worth another look. */
static enum err sweep_all(struct reading *r, struct picture *left, bool shrunk)
{
    static const struct pass zxing = {.engine = PASS_ZXING, .flags = ZXING_SMALLER};
    static const struct pass zbar = {.engine = PASS_ZBAR};
    struct triple t;
    bool any = true;
    for (int i = 0; i < ZXING_ROUNDS && any; i++)
        TRY(sweep(r, left, &zxing, ZXING_NS, &any));
    any = shrunk;
    if (!any && r->found.codes.count > 0)
        TRY(marks_left(r, left, &t, &any));
    return any ? sweep(r, left, &zbar, ZBAR_NS, &any) : ERR_NONE;
}

enum err rest_read(struct reading *r, const struct picture *picture)
{
    AUTO(auto_picture) struct picture left = {0};
    bool shrunk = r->shrunk;
    TRY(picture_crop(picture, whole(picture), &left));
    code_list_cover(&r->found, 0, &left);
    TRY(sweep_all(r, &left, shrunk));
    r->begun_us = clock_busy_us();
    r->box_us = SPOTS_SHARE * r->box_us / 100;
    return r->found.codes.count > 0 || shrunk ? try_spots(r, &left) : ERR_NONE;
}
