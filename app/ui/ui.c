/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/ui.h"

#include "app/ui/glyph.h"
#include "app/ui/hit.h"
#include "app/ui/paint.h"
#include "app/ui/window.h"
#include "platform/base/clock.h"
#include "platform/base/log.h"

struct ui {
    struct window window;
    struct themes themes;
    struct glyph *glyph;
    struct icons *icons;
    struct scene scenes[2];
    int front;
    struct needs needs;
    bool stale; /* the frame does not hold the front scene: paint all */
    int overflow_page;
    struct hit hit;
    bool focus_on; /* keys are in use: the focus shows */
    int focus;     /* index in the front scene */
};

enum err ui_new(const struct ui_options *options, struct ui **ret_ui)
{
    struct ui *ui = calloc(1, sizeof *ui);
    if (!ui)
        return ERR_MEMORY;
    scene_clear(&ui->scenes[0]);
    scene_clear(&ui->scenes[1]);
    hit_init(&ui->hit);
    ui->stale = true;
    ui->focus = ui->overflow_page = -1;
    enum err e = themes_load(&ui->themes);
    e = e ? e : glyph_new(&ui->glyph);
    e = e ? e : icons_new(&ui->icons);
    e = e ? e : window_open(&ui->window, options);
    if (e) {
        ui_free(ui);
        return e;
    }
    *ret_ui = ui;
    return ERR_NONE;
}

void ui_free(struct ui *ui)
{
    if (!ui)
        return;
    scene_clear(&ui->scenes[0]);
    scene_clear(&ui->scenes[1]);
    icons_free(ui->icons);
    glyph_free(ui->glyph);
    window_close(&ui->window);
    free(ui);
}

static struct scene *front(struct ui *ui)
{
    return &ui->scenes[ui->front];
}

/* --- painting ---------------------------------------------------------------------------------*/

static void paint(struct ui *ui, struct dirty *d)
{
    struct painter p = {
        .theme = themes_for(&ui->themes, ui->needs), .glyph = ui->glyph, .icons = ui->icons};
    bool fresh = false;
    if (ui->stale)
        dirty_all(d);
    if (d->count == 0 || !window_canvas(&ui->window, &p.canvas, &fresh))
        return;
    if (fresh)
        dirty_all(d);
    for (int i = 0; i < d->count; i++)
        paint_scene(&p, front(ui), d->boxes[i]);
    ui->stale = false;
    window_present(&ui->window, d);
}

/* Sets pressed and focused as they should be; what changed is dirty. */
static void mark_states(struct ui *ui, struct scene *s, struct dirty *d)
{
    for (int i = 0; i < s->count; i++) {
        struct scene_item *item = &s->items[i];
        unsigned state = item->state & ~(unsigned)(STATE_PRESSED | STATE_FOCUSED);
        if (hit_is_pressed(&ui->hit, s, i))
            state |= STATE_PRESSED;
        if (ui->focus_on && ui->focus == i)
            state |= STATE_FOCUSED;
        if (state == item->state)
            continue;
        item->state = state;
        if (d)
            dirty_add(d, scene_item_reach(item));
    }
}

static void repaint_states(struct ui *ui)
{
    struct dirty d = {0};
    mark_states(ui, front(ui), &d);
    paint(ui, &d);
}

/* --- showing ----------------------------------------------------------------------------------*/

/* The focus stays with its item while the page stays; a new page begins at its first. */
static int carry_focus(struct ui *ui, const struct scene *after)
{
    const struct scene *before = front(ui);
    bool keep = ui->focus >= 0 && ui->focus < before->count && before->page == after->page;
    if (keep) {
        const struct scene_item *old = &before->items[ui->focus];
        int index = scene_find(after, old->action, old->arg);
        if (index >= 0)
            return index;
    }
    return hit_focus_step(after, -1, 1);
}

static void report_overflow(struct ui *ui, const struct scene *s)
{
    if (s->overflows == 0 || s->page == ui->overflow_page)
        return;
    ui->overflow_page = s->page;
    log_event(LOG_WARN, "scene_overflow", "page=%d count=%d", s->page, s->overflows);
}

static bool needs_differ(struct needs a, struct needs b)
{
    return a.large != b.large || a.contrast != b.contrast;
}

void ui_show(struct ui *ui, const struct screen *screen, struct needs needs)
{
    struct dirty d = {0};
    struct scene *after = &ui->scenes[1 - ui->front];
    struct layout layout = {.scene = after,
                            .theme = themes_for(&ui->themes, needs),
                            .glyph = ui->glyph,
                            .needs = needs};
    layout_run(&layout, screen);
    report_overflow(ui, after);
    hit_shift(&ui->hit, front(ui), after, layout.now_ms);
    hit_show(&ui->hit, after, layout.now_ms);
    ui->focus = carry_focus(ui, after);
    mark_states(ui, after, NULL);
    if (needs_differ(ui->needs, needs))
        ui->stale = true;
    ui->needs = needs;
    dirty_compare(&d, front(ui), after);
    scene_clear(front(ui));
    ui->front = 1 - ui->front;
    paint(ui, &d);
}

int64_t ui_wake_at(const struct ui *ui)
{
    return ui->scenes[ui->front].wake_ms;
}

const struct scene *ui_scene(const struct ui *ui)
{
    return &ui->scenes[ui->front];
}

void ui_wipe(struct ui *ui)
{
    struct canvas canvas;
    bool fresh;
    scene_clear(front(ui));
    glyph_wipe(ui->glyph);
    if (window_canvas(&ui->window, &canvas, &fresh))
        raster_fill(&canvas, canvas.clip, 0);
    ui->stale = true;
    ui->focus_on = false;
}

/* --- events -----------------------------------------------------------------------------------*/

static struct ui_event pressed(const struct ui *ui, int index)
{
    if (index < 0)
        return (struct ui_event){.kind = UI_ACTIVE};
    const struct scene_item *item = &ui_scene(ui)->items[index];
    return (struct ui_event){.kind = UI_PRESS, .action = item->action, .arg = item->arg};
}

static enum stroke_phase phase_of(Uint32 type)
{
    if (type == SDL_FINGERDOWN || type == SDL_MOUSEBUTTONDOWN)
        return STROKE_BEGIN;
    return type == SDL_FINGERUP || type == SDL_MOUSEBUTTONUP ? STROKE_END : STROKE_MOVE;
}

static struct ui_event take_contact(struct ui *ui, Uint32 type, struct contact contact)
{
    int64_t now = clock_now_ms();
    int index = -1;
    struct ui_event written = {.kind = UI_STROKE, .stroke.phase = phase_of(type)};
    window_map(&ui->window, &contact.x, &contact.y);
    ui->focus_on = false;
    if (written.stroke.phase == STROKE_BEGIN)
        hit_down(&ui->hit, front(ui), contact, now);
    else if (written.stroke.phase == STROKE_MOVE)
        hit_move(&ui->hit, front(ui), contact);
    bool writes = hit_writes(&ui->hit, front(ui), contact, &written.stroke.x, &written.stroke.y);
    if (written.stroke.phase == STROKE_END)
        index = hit_up(&ui->hit, front(ui), contact, now);
    repaint_states(ui);
    return writes ? written : pressed(ui, index);
}

static struct ui_event take_finger(struct ui *ui, const SDL_TouchFingerEvent *f)
{
    int w, h;
    window_size(&ui->window, &w, &h);
    return take_contact(
        ui, f->type,
        (struct contact){(int64_t)f->fingerId, (int)(f->x * (float)w), (int)(f->y * (float)h)});
}

static struct ui_event take_mouse(struct ui *ui, const SDL_Event *event)
{
    if (event->type == SDL_MOUSEMOTION)
        return event->motion.state & SDL_BUTTON_LMASK
                   ? take_contact(ui, event->type,
                                  (struct contact){HIT_MOUSE, event->motion.x, event->motion.y})
                   : (struct ui_event){0};
    if (event->button.button != SDL_BUTTON_LEFT)
        return (struct ui_event){0};
    return take_contact(ui, event->type,
                        (struct contact){HIT_MOUSE, event->button.x, event->button.y});
}

static struct ui_event take_key(struct ui *ui, const SDL_Keysym *key)
{
    int step = 0;
    switch (key->sym) {
    case SDLK_TAB:
        step = key->mod & KMOD_SHIFT ? -1 : 1;
        break;
    case SDLK_DOWN:
    case SDLK_RIGHT:
        step = 1;
        break;
    case SDLK_UP:
    case SDLK_LEFT:
        step = -1;
        break;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
    case SDLK_SPACE:
        return pressed(ui, ui->focus_on && scene_is_live(front(ui), ui->focus) ? ui->focus : -1);
    default:
        return (struct ui_event){.kind = UI_ACTIVE};
    }
    /* The first key shows where the focus is; the next ones move it. */
    if (ui->focus_on || !scene_is_live(front(ui), ui->focus))
        ui->focus = hit_focus_step(front(ui), ui->focus, step);
    ui->focus_on = true;
    repaint_states(ui);
    return (struct ui_event){.kind = UI_ACTIVE};
}

static struct ui_event take_window(struct ui *ui, const SDL_WindowEvent *event)
{
    struct dirty d = {0};
    if (event->event == SDL_WINDOWEVENT_EXPOSED || event->event == SDL_WINDOWEVENT_SIZE_CHANGED) {
        ui->stale = true;
        paint(ui, &d);
    }
    return (struct ui_event){0};
}

struct ui_event ui_take(struct ui *ui, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_QUIT:
        return (struct ui_event){.kind = UI_QUIT};
    case SDL_WINDOWEVENT:
        return take_window(ui, &event->window);
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
        return take_finger(ui, &event->tfinger);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEMOTION:
        return take_mouse(ui, event);
    case SDL_KEYDOWN:
        return take_key(ui, &event->key.keysym);
    default:
        return (struct ui_event){0};
    }
}
