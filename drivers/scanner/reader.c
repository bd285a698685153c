/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/reader.h"

#include <math.h>

#include "drivers/scanner/decode.h"
#include "drivers/scanner/grid.h"
#include "drivers/scanner/reading.h"
#include "drivers/scanner/region.h"
#include "drivers/scanner/zxing_shim.h"
#include "platform/base/clock.h"

enum {
    REGION_PIXELS_MAX = 2200000, /* a larger one is shrunk to this */
    AGAIN_PIXELS_MAX = 300000,
    AGAIN_NS = 34, /* for each pixel */
    GUESS_NS = 3000000,
    REST_US = 100000,
    REST_NS = 150, /* for each pixel of a file */
};

static void auto_picture(struct picture *p)
{
    picture_wipe(p);
}

static void auto_reading(struct reading *r)
{
    picture_wipe(&r->region);
    reader_codes_wipe(&r->found.codes);
}

bool reading_fits(const struct reading *r, size_t pixels, int ns)
{
    const struct reader_limit *l = r->limit;
    int64_t cost_us = (int64_t)pixels * ns / 1000;
    if (l->deadline_ms && clock_now_ms() >= l->deadline_ms)
        return false;
    return !r->box_us || clock_busy_us() - r->begun_us + cost_us <= r->box_us;
}

static void place(struct reading *r, const int x[4], const int y[4])
{
    struct quad q;
    if (r->scale <= 0)
        return;
    for (int i = 0; i < 4; i++) {
        q.x[i] = r->at.x + (int)(x[i] / r->scale);
        q.y[i] = r->at.y + (int)(y[i] / r->scale);
    }
    code_list_place(&r->found, &q);
}

static bool on_zbar(void *user, const struct decode_code *code)
{
    struct reading *r = user;
    code_list_add(&r->found, code->data, code->size);
    place(r, code->x, code->y);
    return true;
}

static bool on_zxing(void *user, const struct zxing_code *code)
{
    struct reading *r = user;
    code_list_add(&r->found, code->data, code->size);
    place(r, code->x, code->y);
    return true;
}

static bool on_grid(void *user, const struct picture *upright)
{
    struct reading *r = user;
    const struct zxing_view view = {upright->grey, upright->width, upright->height};
    r->scale = 0;
    if (!zxing_read(&view, ZXING_PURE | ZXING_FIXED, on_zxing, r))
        r->found.error = ERR_MEMORY;
    return r->found.codes.count == 0;
}

static bool go_on(void *user)
{
    return reading_fits(user, GUESS_NS, 1);
}

enum err reading_look(struct reading *r, const struct picture *p, const struct pass *pass)
{
    if (pass->engine == PASS_ZBAR) {
        enum err e =
            decode_qr_placed(&(struct decode_image){p->grey, p->width, p->height}, on_zbar, r);
        return e == ERR_NOT_FOUND || e == ERR_RANGE ? r->found.error : e;
    }
    if (pass->engine == PASS_GRID) {
        TRY(grid_search(p, &(struct grid_calls){on_grid, go_on, r}));
        return r->found.error;
    }
    const struct zxing_view view = {p->grey, p->width, p->height};
    return zxing_read(&view, pass->flags, on_zxing, r) ? r->found.error : ERR_LIBRARY;
}

enum err reading_pass(struct reading *r, const struct pass *pass)
{
    AUTO(auto_picture) struct picture changed = {0};
    const struct picture *seen = &r->region;
    r->scale = (double)r->region.width / r->at.width;
    for (int i = 0; i < PASS_STEPS_MAX && pass->step[i].change; i++) {
        struct picture next;
        enum err e = pass->step[i].change(seen, pass->step[i].how, &next);
        if (e == ERR_RANGE)
            return ERR_NONE; /* too small or too large for it: nothing seen */
        TRY(e);
        picture_wipe(&changed);
        changed = next;
        seen = &changed;
        r->scale *= pass->step[i].percent / 100.0;
    }
    return reading_look(r, seen, pass);
}

/* Pass 0, then the others from where the last picture's time ended. */
static enum err run_passes(struct reading *r)
{
    size_t *resume = r->limit->resume, others = passes_count - 1;
    size_t from = resume ? *resume % others : 0;
    TRY(reading_pass(r, &passes[0]));
    for (size_t i = 0; i < others && r->found.codes.count == 0; i++) {
        size_t k = (from + i) % others;
        if (!reading_fits(r, reading_area(&r->region), passes[k + 1].cost))
            continue;
        TRY(reading_pass(r, &passes[k + 1]));
        if (resume)
            *resume = r->found.codes.count ? k : k + 1;
    }
    return r->found.codes.count ? ERR_NONE : ERR_NOT_FOUND;
}

enum err reading_take(struct reading *r, const struct picture *picture)
{
    picture_wipe(&r->region);
    double most = sqrt((double)REGION_PIXELS_MAX / ((double)r->at.width * r->at.height));
    TRY(picture_crop(picture, r->at, &r->region));
    r->shrunk = most < 1;
    if (!r->shrunk)
        return ERR_NONE;
    struct picture small;
    int width = (int)(r->at.width * most), height = (int)(r->at.height * most);
    TRY(picture_resize(&r->region, width ? width : 1, height ? height : 1, &small));
    picture_wipe(&r->region);
    r->region = small;
    return ERR_NONE;
}

/* ZXing tells one of two codes that stand in one another; ZBar sees the other. Only about what was
 * found, so that it stays cheap. */
static enum err look_again(struct reading *r, const struct picture *picture)
{
    static const struct pass again = {.name = "again", .engine = PASS_ZBAR};
    struct picture_box b = r->found.around.width ? r->found.around : r->at;
    int margin = (b.width + b.height) / 16 + 4;
    b = (struct picture_box){b.x - margin, b.y - margin, b.width + 2 * margin,
                             b.height + 2 * margin};
    size_t pixels = (size_t)b.width * (size_t)b.height;
    if (pixels > AGAIN_PIXELS_MAX || !reading_fits(r, pixels, AGAIN_NS))
        return ERR_NONE;
    AUTO(auto_picture) struct picture part = {0};
    enum err e = picture_crop(picture, b, &part);
    r->at = (struct picture_box){b.x < 0 ? 0 : b.x, b.y < 0 ? 0 : b.y, part.width, part.height};
    r->scale = 1;
    return e == ERR_NONE ? reading_look(r, &part, &again) : e == ERR_RANGE ? ERR_NONE : e;
}

struct reader_limit reader_file_limit(const struct picture *picture)
{
    int64_t pixels = (int64_t)reading_area(picture);
    return (struct reader_limit){.busy_us = READER_BOX_US,
                                 .rest_us = REST_US + pixels * REST_NS / 1000};
}

enum err reader_read(const struct picture *picture, const struct reader_limit *limit,
                     struct reader_codes *ret_codes)
{
    *ret_codes = (struct reader_codes){0};
    if (picture->width < 1 || picture->height < 1)
        return ERR_RANGE;
    AUTO(auto_reading)
    struct reading r = {.limit = limit, .begun_us = clock_busy_us(), .box_us = limit->busy_us};
    r.at = region_busy(picture);
    TRY(reading_take(&r, picture));
    enum err e = run_passes(&r);
    if (e == ERR_NONE)
        e = look_again(&r, picture);
    if (limit->rest_us && (e == ERR_NONE || e == ERR_NOT_FOUND)) {
        r.begun_us = clock_busy_us();
        r.box_us = limit->rest_us;
        e = rest_read(&r, picture);
    }
    TRY(e);
    if (r.found.codes.count == 0)
        return ERR_NOT_FOUND;
    *ret_codes = r.found.codes;
    r.found.codes = (struct reader_codes){0};
    return ERR_NONE;
}
