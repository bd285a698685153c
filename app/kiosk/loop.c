/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/loop.h"

#include <SDL2/SDL_events.h>

#include "app/kiosk/desk.h"
#include "app/screen/screen.h"
#include "app/sound/sound.h"
#include "app/ui/ui.h"
#include "platform/base/clock.h"
#include "platform/base/harden.h"
#include "platform/base/log.h"

enum { SLEEP_AT_MOST_MS = 60000 };

struct loop {
    struct ui *ui;
    struct bus *bus;
    struct sounds *sounds;
    struct desk desk;
    uint32_t bus_event; /* SDL's number for our own events */
    bool ended;
    enum err err; /* why, when something failed */
};

/* On the bus thread. */
static void on_bus(void *user, struct bus_event *event)
{
    const struct loop *loop = user;
    SDL_Event carrier = {.user = {.type = loop->bus_event, .data1 = event}};
    if (SDL_PushEvent(&carrier) == 1)
        return;
    log_event(LOG_ERROR, "event_queue_full", "kind=%d", (int)event->kind);
    bus_event_free(event);
    abort(); /* an order without its end would hang the visit: begin again instead */
}

static struct needs needs_of(const struct desk *desk)
{
    const struct visit_needs *needs = &desk->model.visit.needs;
    return (struct needs){.large = needs->large, .contrast = needs->contrast, .low = needs->low};
}

static void sound(struct loop *loop)
{
    sounds_play(loop->sounds, loop->desk.sound,
                chime_volume(loop->desk.model.settings, clock_hour()));
    loop->desk.sound = SOUND_NONE;
}

static void show(struct loop *loop)
{
    desk_round(&loop->desk);
    if (loop->desk.wiped) {
        ui_wipe(loop->ui);
        harden_scrub_stack();
    }
    loop->desk.wiped = false;
    sound(loop);
    const struct screen screen = {
        .page = desk_page(&loop->desk), .compose = screen_compose, .model = &loop->desk.model};
    ui_show(loop->ui, &screen, needs_of(&loop->desk));
}

static void take_bus(struct loop *loop, struct bus_event *event)
{
    if (event->kind == BUS_QUIT) {
        loop->ended = true;
        loop->err = event->err;
    }
    desk_take(&loop->desk, event);
}

static void take_ui(struct loop *loop, const SDL_Event *event)
{
    struct ui_event what = ui_take(loop->ui, event);
    if (what.kind == UI_QUIT)
        loop->ended = true;
    else if (what.kind == UI_PRESS)
        desk_press(&loop->desk, what.action, what.arg);
    else if (what.kind == UI_STROKE)
        desk_stroke(&loop->desk, &what.stroke);
    else if (what.kind == UI_ACTIVE)
        desk_touch(&loop->desk);
}

/* Each event is followed by its picture, so that the next press means what is shown. */
static void take(struct loop *loop, const SDL_Event *event)
{
    if (event->type == loop->bus_event)
        take_bus(loop, event->user.data1);
    else
        take_ui(loop, event);
    show(loop);
}

static int sleep_ms(const struct loop *loop)
{
    int64_t due = desk_due(&loop->desk), wake = ui_wake_at(loop->ui);
    int64_t left = (wake < due ? wake : due) - clock_now_ms();
    return left < 0 ? 0 : left > SLEEP_AT_MOST_MS ? SLEEP_AT_MOST_MS : (int)left;
}

static void run(struct loop *loop)
{
    SDL_Event event;
    show(loop);
    while (!loop->ended) {
        if (SDL_WaitEventTimeout(&event, sleep_ms(loop)))
            take(loop, &event);
        else
            show(loop);
    }
}

/* What the bus thread said last belongs to us. Not by SDL_PollEvent: it stops at the mark of an
 * earlier poll, with events behind it. */
static void drain(const struct loop *loop)
{
    SDL_Event event;
    while (SDL_PeepEvents(&event, 1, SDL_GETEVENT, loop->bus_event, loop->bus_event) == 1)
        bus_event_free(event.user.data1);
}

static enum err run_with_bus(struct loop *loop, const struct settings *settings)
{
    TRY(bus_new(on_bus, loop, &loop->bus));
    desk_init(&loop->desk, settings, loop->bus);
    run(loop);
    desk_done(&loop->desk);
    bus_free(loop->bus);
    drain(loop);
    return loop->err;
}

enum err loop_run(const struct settings *settings, bool windowed)
{
    static struct loop loop; /* large; one per program */
    const struct ui_options options = {.title = settings->kiosk.title, .fullscreen = !windowed};
    TRY(ui_new(&options, &loop.ui));
    loop.bus_event = SDL_RegisterEvents(1);
    enum err e = sounds_new(&loop.sounds);
    if (e == ERR_NONE)
        e = run_with_bus(&loop, settings);
    ui_wipe(loop.ui);
    sounds_free(loop.sounds); /* before the window, whose end is SDL's */
    ui_free(loop.ui);
    return e;
}
