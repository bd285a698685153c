/* SPDX-License-Identifier: Apache-2.0 */
/* The thread of one device: attach, serve, recover, rest. */
#include "drivers/core/worker_thread.h"

#include "platform/base/clock.h"
#include "platform/base/log.h"

enum {
    CHECK_DEFAULT_MS = 3000,
    RUNG_PAUSE_MS = 100, /* times the rung: a passing fault passes */
    FORGET_MS = 10000,   /* a failure this long after the last one starts a new ladder */
    REOPEN_PAUSE_MS = 200,
};

static bool stopping(struct worker *w)
{
    pthread_mutex_lock(&w->lock);
    bool stop = w->stop;
    pthread_mutex_unlock(&w->lock);
    return stop;
}

/* What the loop's side wants of it; a reset opens it again too. */
enum wish { WISH_NONE, WISH_REOPEN, WISH_RESET };

static enum wish take_wish(struct worker *w)
{
    pthread_mutex_lock(&w->lock);
    enum wish wish = w->reset ? WISH_RESET : w->reopen ? WISH_REOPEN : WISH_NONE;
    w->reset = w->reopen = false;
    pthread_mutex_unlock(&w->lock);
    return wish;
}

/* Sleeps until then, or until the loop's side wants something. */
static void doze(struct worker *w, int64_t until_ms)
{
    uint64_t rung;
    if (clock_sleep_until(until_ms, w->wake_fd)) {
        ssize_t n = read(w->wake_fd, &rung, sizeof rung);
        (void)n;
    }
}

static void hold_wire(struct worker *w, struct wire *wire)
{
    pthread_mutex_lock(&w->lock);
    w->wire = wire;
    if (wire && w->stop)
        wire_shut(wire);
    pthread_mutex_unlock(&w->lock);
    w->device.wire = wire;
}

/* A recording is of whole conversations: it begins with the opening. */
static void listen(struct worker *w, struct wire *wire)
{
    pthread_mutex_lock(&w->lock);
    w->listening = w->tap ? wire_tap_ref(w->tap) : NULL;
    pthread_mutex_unlock(&w->lock);
    wire_listen(wire, w->listening);
}

static void detach(struct worker *w)
{
    struct wire *wire = w->device.wire;
    if (w->device.open)
        w->config.driver->close(&w->device);
    w->device.open = false;
    hold_wire(w, NULL);
    wire_close(wire);
    wire_tap_unref(w->listening);
    w->listening = NULL;
}

static enum err clear_halts(struct wire *wire);

/* Is it the one that belongs here? Said once in the log, however often it is asked. */
static enum err judge(struct worker *w)
{
    pthread_mutex_lock(&w->lock);
    struct pin_rule rule = w->rule;
    pthread_mutex_unlock(&w->lock);
    struct device *d = &w->device;
    const struct wire_identity *usb = &w->port->identity;
    enum pin_change change = pin_judge(&rule, usb, d->info.serial);
    if (change != PIN_SAME && change != w->change)
        log_event(LOG_WARN, "device_suspect", "device=%s change=%s place=%s usb=%s release=%s",
                  d->info.id, pin_change_name(change), usb->place, d->info.usb, d->info.release);
    w->change = change;
    return change == PIN_SAME ? ERR_NONE : ERR_STRANGER;
}

static enum err attach(struct worker *w)
{
    struct device *d = &w->device;
    struct wire *wire;
    TRY(wire_port_open(w->port, w->config.interface, &wire));
    listen(w, wire);
    hold_wire(w, wire);
    d->rest = DEVICE_READY;
    /* A halted endpoint stays halted when its interface is opened again (USB 2.0, 9.4.5). */
    if (w->attempt > 0)
        TRY(clear_halts(wire));
    enum err e = w->config.driver->open(d);
    d->fresh = false; /* also when it failed: the next try comes later by itself */
    TRY(e);
    d->open = w->proven = true;
    return judge(w);
}

static enum err check(struct worker *w)
{
    wire_rearm(w->device.wire);
    TRY(w->config.driver->check(&w->device));
    device_well(&w->device);
    return ERR_NONE;
}

/* Of one that stays as bad as it was, the log says no more. */
static enum remedy next_remedy(struct worker *w, enum err e)
{
    int64_t now = clock_now_ms();
    if (now - w->failed_ms > FORGET_MS)
        w->attempt = w->rests = 0;
    w->failed_ms = now;
    w->remedy = advice_remedy(advice_for(e), w->attempt++);
    bool known = w->remedy == REMEDY_REST && w->rests > 0 && w->device.info.why == e;
    w->device.info.why = e;
    w->device.info.failures++;
    if (!known)
        log_event(LOG_WARN, "device_failed", "device=%s err=%s remedy=%s", w->device.info.id,
                  err_name(e), remedy_name(w->remedy));
    return w->remedy;
}

static enum err clear_halts(struct wire *wire)
{
    for (size_t i = 0; i < wire->interface->endpoint_count; i++)
        TRY(wire_clear_halt(wire, wire->interface->endpoint[i].address));
    return ERR_NONE;
}

/* Climbs the ladder on the open wire. Not ERR_NONE: it must be opened again, perhaps after a rest
 * (w->remedy). */
static enum err recover(struct worker *w, enum err e)
{
    while (e != ERR_NONE && !stopping(w)) {
        enum err tried = ERR_NONE;
        switch (next_remedy(w, e)) {
        case REMEDY_NONE:
            return ERR_NONE;
        case REMEDY_RETRY:
            /* What halted stays so, and a check need not cross that endpoint. */
            tried = e == ERR_STALL ? clear_halts(w->device.wire) : ERR_NONE;
            break;
        case REMEDY_CLEAR_HALT:
            tried = clear_halts(w->device.wire);
            break;
        case REMEDY_RESET:
            tried = wire_reset(w->device.wire);
            break;
        case REMEDY_REOPEN:
        case REMEDY_REST:
            return e;
        }
        if (tried == ERR_NONE)
            tried = wire_pause(w->device.wire, RUNG_PAUSE_MS * (int64_t)w->attempt);
        e = tried == ERR_NONE ? check(w) : tried;
    }
    return e;
}

/* The code's own fault: neither the device's nor the link's. */
static bool is_refused_code(const struct command *c, enum err e)
{
    return c->kind == COMMAND_SCAN && e == ERR_ENCODING;
}

/* The result of a driver's function → does the command end with it? */
static bool is_end(struct worker *w, const struct command *c, enum err e)
{
    if (command_is_once(c) || e == ERR_NONE || atomic_load(&c->cancelled) || is_refused_code(c, e))
        return true;
    return e != ERR_CANCELLED && advice_for(e)->ends_command && !stopping(w);
}

static enum err call_driver(struct worker *w, struct command *c)
{
    const struct driver *driver = w->config.driver;
    enum err e = ERR_NONE;
    switch (c->kind) {
    case COMMAND_IDENTIFY:
        w->device.wants_photo = c->wants_photo;
        return driver->identify(&w->device, &c->record);
    case COMMAND_SCAN:
        return driver->scan(&w->device, &c->code);
    case COMMAND_CAPTURE:
        e = driver->capture ? driver->capture(&w->device, &c->snapshot) : ERR_UNSUPPORTED;
        return e == ERR_CANCELLED && !atomic_load(&c->cancelled) ? ERR_GONE : e;
    case COMMAND_PRINT:
        c->outcome = driver->print(&w->device, &c->job, &e);
        if (c->outcome == PRINT_DONE)
            return ERR_NONE;
        return e == ERR_CANCELLED && !atomic_load(&c->cancelled) ? ERR_GONE : e;
    }
    return ERR_USAGE;
}

static void take_up(struct worker *w, struct command *c)
{
    pthread_mutex_lock(&w->lock);
    w->running = c;
    wire_rearm(w->device.wire);
    if (atomic_load(&c->cancelled))
        wire_cancel(w->device.wire);
    pthread_mutex_unlock(&w->lock);
    device_show(&w->device, DEVICE_BUSY);
    w->device.busy = true;
}

/* Puts the command down: ended, or back into the inbox to be run again. After a failure the device
 * stays shown as busy until a check or a rest has found out how it is. */
static void put_down(struct worker *w, struct command *c, bool ended, bool well)
{
    w->device.busy = false;
    if (ended && well)
        device_show(&w->device, w->device.rest);
    pthread_mutex_lock(&w->lock);
    w->running = NULL;
    wire_rearm(w->device.wire);
    if (!ended && atomic_load(&c->cancelled))
        ended = true;
    if (!ended)
        w->inbox = c;
    pthread_mutex_unlock(&w->lock);
    if (ended)
        worker_tell(w, NEWS_ENDED, c, 0);
}

static enum err run_command(struct worker *w, struct command *c)
{
    take_up(w, c);
    enum err e = call_driver(w, c);
    command_set_result(c, e);
    bool well = advice_for(e)->ends_command || is_refused_code(c, e);
    put_down(w, c, is_end(w, c, e), well);
    return well ? ERR_NONE : e; /* the check that follows sees the rest */
}

static struct command *take_command(struct worker *w)
{
    pthread_mutex_lock(&w->lock);
    struct command *c = w->inbox;
    w->inbox = NULL;
    pthread_mutex_unlock(&w->lock);
    return c;
}

/* One command, one check, or a nap until the next. */
static enum err step(struct worker *w, int64_t *check_due)
{
    struct command *c = take_command(w);
    if (c) {
        *check_due = 0; /* its flags may have changed */
        return run_command(w, c);
    }
    if (clock_now_ms() < *check_due) {
        doze(w, *check_due);
        return ERR_NONE;
    }
    enum err e = check(w);
    *check_due = clock_now_ms() + (w->device.check_ms ? w->device.check_ms : CHECK_DEFAULT_MS);
    return e;
}

/* Commands and checks until the device must be opened again. */
static enum err serve(struct worker *w)
{
    int64_t check_due = 0;
    while (!stopping(w)) {
        TRY(recover(w, step(w, &check_due)));
        enum wish wish = take_wish(w);
        if (wish == WISH_NONE)
            continue;
        w->remedy = REMEDY_REOPEN;
        return wish == WISH_RESET && wire_reset(w->device.wire) == ERR_GONE ? ERR_GONE : ERR_IO;
    }
    return ERR_CANCELLED;
}

/* A command that cannot be run here now. */
static void give_back(struct worker *w, enum err e)
{
    struct command *c = take_command(w);
    if (!c)
        return;
    bool ends = command_is_once(c) || (!stopping(w) && advice_for(e)->ends_command);
    if (ends)
        command_set_result(c, stopping(w) ? ERR_GONE : e);
    worker_tell(w, ends ? NEWS_ENDED : NEWS_RETURNED, c, 0);
}

/* One that never once was what its id promises, and says something else, is perhaps not it. One
 * that was, and now talks nonsense, is out of order. */
static enum device_state state_at_rest(const struct worker *w, enum err e)
{
    bool strange = err_category(e) == ERR_CAT_INPUT && !w->proven;
    return strange ? DEVICE_SUSPECT : advice_for(e)->state;
}

static void rest(struct worker *w, enum err e)
{
    device_show(&w->device, state_at_rest(w, e));
    int64_t end = clock_now_ms() + advice_rest_ms(w->rests++);
    for (;;) {
        give_back(w, e);
        if (stopping(w) || clock_now_ms() >= end)
            break;
        if (take_wish(w) != WISH_NONE) {
            w->rests = 0;
            break;
        }
        doze(w, end);
    }
    w->failed_ms = clock_now_ms(); /* resting is no sign of health */
}

void *worker_run(void *user)
{
    struct worker *w = user;
    while (!stopping(w)) {
        enum err e = attach(w);
        if (e == ERR_NONE)
            e = serve(w);
        else if (!stopping(w) && next_remedy(w, e) != REMEDY_REST)
            w->remedy = REMEDY_REOPEN;
        detach(w);
        if (stopping(w))
            break;
        if (w->remedy == REMEDY_REST)
            rest(w, e);
        else
            doze(w, clock_now_ms() + REOPEN_PAUSE_MS);
    }
    give_back(w, ERR_GONE);
    worker_tell(w, NEWS_EXITED, NULL, 0);
    return NULL;
}
