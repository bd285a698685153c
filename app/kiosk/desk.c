/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/desk.h"

#include <string.h>

#include "app/kiosk/errand.h"
#include "app/kiosk/hear.h"
#include "app/kiosk/route.h"
#include "app/screen/actions.h"
#include "platform/base/clock.h"
#include "platform/base/log.h"

/* More verdicts in one round than any visit has screens: a ring in the route. */
enum { STEPS_MAX = SCREEN_COUNT };

static void judge(struct desk *desk)
{
    availability_judge(&desk->availability, &desk->model.shelf);
    desk->model.service = desk->availability.service;
    desk->model.now_ms = clock_now_ms();
    desk->model.touched_ms = desk->idle.touched_ms;
}

void desk_init(struct desk *desk, const struct settings *settings, struct bus *bus)
{
    memset(desk, 0, sizeof *desk);
    desk->bus = bus;
    desk->model.settings = settings;
    desk->model.screen = SCREEN_HOME;
    desk->model.entered_ms = clock_now_ms();
    wares_load_menus(&desk->model);
    wares_load(&desk->wares, &desk->model);
    availability_init(&desk->availability);
    idle_init(&desk->idle, settings->visit.idle_s, settings->visit.warn_s);
    judge(desk);
}

static void wipe_visit(struct desk *desk)
{
    errands_drop(&desk->model, desk->bus);
    bus_forget(desk->bus);
    model_wipe_visit(&desk->model);
    desk->wiped = true;
}

void desk_done(struct desk *desk)
{
    wipe_visit(desk);
    shelf_done(&desk->model.shelf);
    menus_done(&desk->model.menus);
    wares_done(&desk->wares);
}

static void go_to(struct desk *desk, enum screen_id to, bool back)
{
    struct model *model = &desk->model;
    log_event(LOG_INFO, "screen", "from=%s to=%s", screen_of(model->screen)->name,
              screen_of(to)->name);
    if (!back)
        model->whence[to] = model->screen;
    bool same = model_turn_page(model, to, back);
    model->screen = to;
    model->overlay = OVERLAY_NONE;
    model->entered_ms = model->now_ms;
    if (screen_of(to)->at_rest)
        wares_rest(&desk->wares, model);
    errands_enter(model, to);
    if (screen_of(to)->enter && !same)
        screen_of(to)->enter(model);
    idle_touch(&desk->idle);
}

/* A citizen who needs large letters still needs them to read the farewell. */
static void end_visit(struct desk *desk, enum screen_id to)
{
    struct visit_needs needs = desk->model.visit.needs;
    wipe_visit(desk);
    if (to == SCREEN_THANKS)
        desk->model.visit.needs = needs;
}

static void follow(struct desk *desk, enum verdict verdict)
{
    struct model *model = &desk->model;
    enum screen_id from = model->screen, to = route_next(from, verdict);
    bool back = to == SCREEN_WHENCE || verdict == VERDICT_BACK;
    if (to == SCREEN_WHENCE)
        to = model->whence[from];
    if (to == SCREEN_COUNT) {
        log_event(LOG_ERROR, "no_way", "screen=%s verdict=%d", screen_of(from)->name, (int)verdict);
        to = SCREEN_HOME;
        verdict = VERDICT_EXIT;
    }
    if (route_wipes(from, verdict, to))
        end_visit(desk, to);
    go_to(desk, to, back);
}

/* Closing interrupts nobody: only a screen at rest gives way, and to an order only when nobody is
 * known here who may want something else as well. */
static enum verdict look_at_service(const struct model *model)
{
    bool at_rest = model->screen == SCREEN_HOME || model->screen == SCREEN_ATTRACT;
    bool known = model->visit.identity != VISIT_UNKNOWN;
    if (model->service.why != SERVICE_WHY_TROUBLE && known)
        return VERDICT_STAY;
    if (at_rest && model->service.level == SERVICE_CLOSED)
        return VERDICT_CLOSE;
    return VERDICT_STAY;
}

static enum verdict next_verdict(struct desk *desk)
{
    struct model *model = &desk->model;
    enum verdict verdict = look_at_service(model);
    const struct screen_kind *kind = screen_of(model->screen);
    if (verdict == VERDICT_STAY && kind->tick)
        verdict = kind->tick(model);
    return verdict;
}

static int patience(const struct desk *desk)
{
    return desk->model.visit.needs.large ? 2 : 1;
}

static bool idle_matters(const struct model *model)
{
    const struct screen_kind *kind = screen_of(model->screen);
    return !kind->has_own_end && (!kind->at_rest || model->screen == SCREEN_HOME);
}

static void look_at_idle(struct desk *desk)
{
    struct model *model = &desk->model;
    if (!idle_matters(model)) {
        if (model->overlay == OVERLAY_IDLE)
            model->overlay = OVERLAY_NONE;
        return;
    }
    enum idle_state idle = idle_look(&desk->idle, patience(desk), &model->overlay_left_s);
    if (idle != IDLE_ACTIVE && model->screen == SCREEN_HOME && !model->visit.open) {
        if (!service_card_lies_there(&model->service))
            follow(desk, VERDICT_REST); /* nobody's data: nothing to warn of */
        else if (idle == IDLE_OVER)
            follow(desk, VERDICT_EXIT); /* large type and contrast end with their citizen */
        return;
    }
    switch (idle) {
    case IDLE_WARN:
        model->overlay = OVERLAY_IDLE;
        break;
    case IDLE_OVER:
        log_event(LOG_INFO, "visit_left", "screen=%s", screen_of(model->screen)->name);
        follow(desk, VERDICT_EXIT);
        break;
    case IDLE_ACTIVE:
    default:
        if (model->overlay == OVERLAY_IDLE)
            model->overlay = OVERLAY_NONE;
    }
}

/* After this time a card that lies there is nobody's any more: staff are told, without a name. */
enum { CARD_LEFT_MS = 120000 };

static void look_at_card(struct desk *desk)
{
    struct model *model = &desk->model;
    if (model->visit.open || !service_card_lies_there(&model->service))
        desk->left_ms = 0;
    else if (desk->left_ms == 0)
        desk->left_ms = model->now_ms;
    bool left = desk->left_ms && model->now_ms >= desk->left_ms + CARD_LEFT_MS;
    if (left && !model->card_left)
        log_event(LOG_WARN, "card_left", "screen=%s", screen_of(model->screen)->name);
    model->card_left = left;
}

static int64_t card_due(const struct desk *desk)
{
    return desk->left_ms && !desk->model.card_left ? desk->left_ms + CARD_LEFT_MS : INT64_MAX;
}

static void look_at_sound(struct desk *desk)
{
    enum sound sound = chime_look(&desk->chime, &desk->model, desk->left_ms);
    if (sound != SOUND_NONE)
        desk->sound = sound;
}

void desk_round(struct desk *desk)
{
    judge(desk);
    census_tell(&desk->census, &desk->model.service, desk->bus);
    look_at_card(desk);
    look_at_sound(desk);
    look_at_idle(desk);
    for (int i = 0; i < STEPS_MAX; i++) {
        enum verdict verdict = next_verdict(desk);
        if (verdict == VERDICT_STAY)
            break;
        follow(desk, verdict);
    }
    errands_follow(&desk->model, desk->bus);
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

int64_t desk_due(const struct desk *desk)
{
    const struct model *model = &desk->model;
    const struct screen_kind *kind = screen_of(model->screen);
    int64_t due = sooner(errands_due(model), availability_due(&desk->availability));
    due = sooner(due, sooner(card_due(desk), chime_due(&desk->chime)));
    if (kind->due)
        due = sooner(due, kind->due(model));
    if (idle_matters(model))
        due = sooner(due, idle_due(&desk->idle, patience(desk)));
    return due;
}

int desk_page(const struct desk *desk)
{
    const struct model *model = &desk->model;
    return ((int)model->screen * FORM_PLACES_MAX + model->page.place) * OVERLAY_COUNT +
           (int)model->overlay;
}

/* Presses. */

static void ask_to_leave(struct desk *desk)
{
    if (visit_would_lose(&desk->model.visit))
        desk->model.overlay = OVERLAY_EXIT;
    else
        follow(desk, VERDICT_EXIT);
}

static bool press_bar(struct desk *desk, int action)
{
    struct visit_needs *needs = &desk->model.visit.needs;
    switch (action) {
    case UI_TEXT_SIZE:
        needs->large = !needs->large;
        return true;
    case UI_CONTRAST:
        needs->contrast = !needs->contrast;
        return true;
    case UI_LOW_REACH:
        needs->low = !needs->low;
        return true;
    case UI_LANGUAGE:
        visit_speak(&desk->model.visit, (needs->language + 1) % LANGUAGE_COUNT);
        return true;
    case UI_EXIT:
        ask_to_leave(desk);
        return true;
    default:
        return false;
    }
}

static bool press_dialog(struct desk *desk, int action)
{
    if (action != ACTION_STAY && action != ACTION_LEAVE)
        return false;
    desk->model.overlay = OVERLAY_NONE;
    if (action == ACTION_LEAVE)
        follow(desk, VERDICT_EXIT);
    return true;
}

void desk_touch(struct desk *desk)
{
    /* While the warning is up only its own buttons answer it. */
    if (desk->model.overlay != OVERLAY_IDLE)
        idle_touch(&desk->idle);
    if (desk->model.screen == SCREEN_ATTRACT)
        follow(desk, VERDICT_NEXT);
}

void desk_press(struct desk *desk, int action, int arg)
{
    judge(desk);
    idle_touch(&desk->idle);
    if (press_bar(desk, action) || press_dialog(desk, action))
        return;
    const struct screen_kind *kind = screen_of(desk->model.screen);
    enum verdict verdict = kind->act ? kind->act(&desk->model, action, arg) : VERDICT_STAY;
    if (verdict != VERDICT_STAY)
        follow(desk, verdict);
}

void desk_stroke(struct desk *desk, const struct stroke *stroke)
{
    const struct screen_kind *kind = screen_of(desk->model.screen);
    idle_touch(&desk->idle);
    if (kind->draw)
        kind->draw(&desk->model, stroke);
}

void desk_take(struct desk *desk, struct bus_event *event)
{
    judge(desk);
    if (hear_event(desk, event))
        desk_touch(desk);
    bus_event_free(event);
}
