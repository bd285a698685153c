/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/layout.h"

#include "app/ui/wrap.h"
#include "platform/base/clock.h"

enum {
    STEP = 8,
    LEAST_WAKE_MS = 100,
    ROOMIEST = -1,
    SETTLE = 2,
    LEANEST = 2,
    TOP = 176,
    FOOT_GAP = 24,
    LOW_GAP = 16
};

static void begin_flow(struct flow *f, int y, int bottom)
{
    f->top = f->y = y;
    f->bottom = bottom;
    f->flex_end = -1;
}

/* Low reach: what is pressed stands at the bottom; words have what it leaves. */
static int touch_top(const struct layout *l, int bottom)
{
    int top = l->touch_h < 0 ? LAYOUT_LOW_TOP : bottom - l->touch_h;
    return top < LAYOUT_LOW_TOP ? LAYOUT_LOW_TOP : top;
}

static void begin_pass(struct layout *l, const struct screen *screen)
{
    scene_clear(l->scene);
    l->scene->page = screen->page;
    l->saw_actions = l->paged = l->optional = l->whole = l->spared = false;
    l->foot = LAYOUT_ACTIONS_BOTTOM - l->theme->size[SIZE_BUTTON_H];
    int bottom = l->has_actions ? l->foot - FOOT_GAP : LAYOUT_BARE_BOTTOM;
    int touch = touch_top(l, bottom);
    begin_flow(&l->words, TOP, l->needs.low ? touch - LOW_GAP : bottom);
    begin_flow(&l->touch, touch, bottom);
}

int layout_gap_of(const struct layout *l)
{
    int gap = l->theme->size[SIZE_GAP];
    return l->lean >= LEANEST ? gap * 2 / 3 : l->lean <= ROOMIEST ? gap * 4 / 3 : gap;
}

static void learn(struct flow *f)
{
    f->reserve = f->flex_end < 0 ? 0 : f->y - f->flex_end;
}

static void run_pass(struct layout *l, const struct screen *screen)
{
    begin_pass(l, screen);
    int touch = l->touch.y;
    screen->compose(l, screen->model);
    l->touch_h = l->touch.y > touch ? l->touch.y - touch - layout_gap_of(l) : 0;
    l->has_actions = l->saw_actions;
    learn(&l->words);
    learn(&l->touch);
}

/* Low reach: the foot was reckoned with another height than it has now. */
static bool moved(const struct layout *l)
{
    return l->needs.low && l->touch_h > 0 && l->touch.top != touch_top(l, l->touch.bottom);
}

/* A list on one page is worth more than roominess and what may be left out. */
static bool could_be_leaner(const struct layout *l)
{
    return l->lean < 0 || (l->lean == 0 && l->optional) || l->whole;
}

static bool fits(const struct layout *l)
{
    return l->scene->overflows == 0 && !(l->paged && could_be_leaner(l));
}

static void settle(struct layout *l, const struct screen *screen, bool spare)
{
    l->spare = spare;
    l->words.reserve = l->touch.reserve = 0;
    l->touch_h = -1;
    run_pass(l, screen);
    run_pass(l, screen);
    /* A list that found another page for itself changes what stands below it. */
    for (int again = 0; again < SETTLE && (l->scene->overflows > 0 || moved(l)); again++)
        run_pass(l, screen);
}

/* It costs no page of a list, and nothing else its size; beside a list that has pages anyway it may
 * stand. */
static void give_up_spare(struct layout *l, const struct screen *screen)
{
    bool fitted = fits(l);
    settle(l, screen, false);
    if (fitted && l->paged)
        settle(l, screen, true);
}

void layout_run(struct layout *l, const struct screen *screen)
{
    l->now_ms = clock_now_ms();
    l->has_actions = true;
    for (l->lean = ROOMIEST;; l->lean++) {
        settle(l, screen, true);
        if (l->spared && (l->paged || !fits(l)))
            give_up_spare(l, screen);
        if (fits(l) || l->lean == LEANEST)
            return;
    }
}

struct flow *layout_flow(struct layout *l, bool touch)
{
    return touch && l->needs.low ? &l->touch : &l->words;
}

struct box layout_take(struct layout *l, struct flow *f, int h)
{
    struct box box = {LAYOUT_MARGIN, f->y, LAYOUT_WIDTH, h};
    if (box.y + h > f->bottom)
        l->scene->overflows++;
    f->y += h + layout_gap_of(l);
    return box;
}

void layout_keep_whole(struct layout *l)
{
    l->whole = true;
}

void layout_gap(struct layout *l, int steps)
{
    l->words.y += steps * (l->lean >= LEANEST ? STEP / 2 : STEP);
}

int layout_room(struct layout *l, const struct flow *f)
{
    /* What is pressed is moved down to the foot after it was placed: its room is the whole reach,
     * or a short last page of a list would reckon with less than the pages before it. */
    int above = l->needs.low && f == &l->touch ? f->top - LAYOUT_LOW_TOP : 0;
    return f->bottom - f->y - f->reserve + above;
}

struct box layout_column(struct box row, int i, int n, int gap)
{
    /* Each edge is rounded by itself, so that columns differ by a pixel at most. */
    int from = row.x + (row.w + gap) * i / n;
    int to = row.x + (row.w + gap) * (i + 1) / n - gap;
    return (struct box){from, row.y, to - from, row.h};
}

int layout_text_height(struct layout *l, enum type_style style, const char *text, int width)
{
    struct wrap wrap;
    if (!text || !*text)
        return 0;
    wrap_text(&(struct letters){l->glyph, l->theme, style}, text, width, &wrap);
    if (wrap.overflow)
        l->scene->overflows++;
    return wrap.count * glyph_line_height(l->theme, style);
}

int layout_text_width(struct layout *l, enum type_style style, const char *text)
{
    size_t len = 0;
    while (text && text[len])
        len++;
    return len ? glyph_width(l->glyph, l->theme, style, text, len) : 0;
}

void layout_wake_in(struct layout *l, int ms)
{
    scene_wake_at(l->scene, l->now_ms + (ms < LEAST_WAKE_MS ? LEAST_WAKE_MS : ms));
}
