/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/core/worker.h"

#include <string.h>
#include <sys/eventfd.h>

#include "drivers/core/worker_thread.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

struct letter {
    struct worker *worker;
    enum news news;
    struct command *command;
    enum id_hint hint;
    struct device_info info;
};

static void unref(struct worker *worker)
{
    if (atomic_fetch_sub(&worker->references, 1) > 1)
        return;
    pthread_mutex_destroy(&worker->lock);
    free(worker);
}

static void drop(void *message)
{
    struct letter *letter = message;
    unref(letter->worker);
    free(letter);
}

static void deliver(void *message)
{
    struct letter letter = *(struct letter *)message;
    free(message);
    const struct worker_events *events = letter.worker->config.events;
    switch (letter.news) {
    case NEWS_CHANGED:
        events->changed(events->user, letter.worker, &letter.info);
        break;
    case NEWS_HINT:
        events->hint(events->user, letter.command, letter.hint);
        break;
    case NEWS_ENDED:
        events->ended(events->user, letter.command);
        break;
    case NEWS_RETURNED:
        events->returned(events->user, letter.command);
        break;
    case NEWS_EXITED:
        events->exited(events->user, letter.worker);
        break;
    }
    unref(letter.worker);
}

void worker_tell(struct worker *worker, enum news news, struct command *command, int hint)
{
    struct letter *letter = malloc(sizeof *letter);
    if (letter) {
        *letter = (struct letter){worker, news, command, (enum id_hint)hint, worker->device.info};
        atomic_fetch_add(&worker->references, 1);
        if (mailbox_post(worker->config.box, deliver, drop, letter) == ERR_NONE)
            return;
        drop(letter);
    }
    log_event(LOG_ERROR, "news_lost", "device=%s err=out-of-memory", worker->device.info.id);
}

static void on_change(struct device *device)
{
    worker_tell(device->user, NEWS_CHANGED, NULL, 0);
}

static void on_hint(struct device *device, enum id_hint hint)
{
    struct worker *worker = device->user;
    struct command *command = worker->running;
    if (!command || command->told == (int)hint)
        return;
    command->told = (int)hint;
    worker_tell(worker, NEWS_HINT, command, (int)hint);
}

static void prepare_device(struct worker *worker)
{
    const struct worker_config *c = &worker->config;
    struct device *d = &worker->device;
    *d = (struct device){.row = c->row,
                         .settings = c->settings,
                         .fresh = c->fresh,
                         .check_ms = c->driver->check_ms,
                         .on_change = on_change,
                         .on_hint = on_hint,
                         .user = worker,
                         .rest = DEVICE_READY,
                         .info = {.device_class = c->driver->device_class}};
    text_copy(d->info.id, sizeof d->info.id, c->id);
    text_copy(d->info.model, sizeof d->info.model, c->row->model);
    const struct wire_identity *usb = &worker->port->identity;
    text_copy(d->info.place, sizeof d->info.place, usb->place);
    if (usb->kind != WIRE_USB)
        return;
    snprintf(d->info.usb, sizeof d->info.usb, "%04x:%04x", usb->vendor, usb->product);
    snprintf(d->info.release, sizeof d->info.release, "%04x", usb->release);
}

enum err worker_new(struct wire_port *port, const struct worker_config *config,
                    struct worker **ret_worker)
{
    struct worker *worker = calloc(1, sizeof *worker);
    if (!worker)
        return ERR_MEMORY;
    worker->config = *config;
    atomic_init(&worker->references, 1);
    worker->rule = config->rule;
    worker->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&worker->lock, NULL);
    worker->port = wire_port_ref(port);
    prepare_device(worker);
    if (worker->wake_fd < 0 || pthread_create(&worker->thread, NULL, worker_run, worker) != 0) {
        if (worker->wake_fd >= 0)
            close(worker->wake_fd);
        wire_port_unref(port);
        free(worker);
        return ERR_LIBRARY;
    }
    *ret_worker = worker;
    return ERR_NONE;
}

struct wire_port *worker_port(const struct worker *worker)
{
    return worker->port;
}

static void wake(struct worker *worker)
{
    uint64_t one = 1;
    ssize_t n = write(worker->wake_fd, &one, sizeof one);
    (void)n;
}

void worker_give(struct worker *worker, struct command *command)
{
    pthread_mutex_lock(&worker->lock);
    worker->inbox = command;
    pthread_mutex_unlock(&worker->lock);
    wake(worker);
}

bool worker_cancel(struct worker *worker, struct command *command)
{
    pthread_mutex_lock(&worker->lock);
    bool waits = worker->inbox == command;
    if (waits)
        worker->inbox = NULL;
    else if (worker->running == command && worker->wire)
        wire_cancel(worker->wire);
    pthread_mutex_unlock(&worker->lock);
    return waits;
}

void worker_reset(struct worker *worker)
{
    pthread_mutex_lock(&worker->lock);
    worker->reset = true;
    if (worker->running && worker->wire)
        wire_cancel(worker->wire);
    pthread_mutex_unlock(&worker->lock);
    wake(worker);
}

/* Not in what is never repeated. The lock is held. */
static void ask_to_reopen(struct worker *worker)
{
    worker->reopen = true;
    if (worker->running && !command_is_once(worker->running) && worker->wire)
        wire_cancel(worker->wire);
}

void worker_set_rule(struct worker *worker, const struct pin_rule *rule)
{
    pthread_mutex_lock(&worker->lock);
    worker->rule = *rule;
    ask_to_reopen(worker);
    pthread_mutex_unlock(&worker->lock);
    wake(worker);
}

void worker_record(struct worker *worker, struct wire_tap *tap)
{
    pthread_mutex_lock(&worker->lock);
    wire_tap_unref(worker->tap);
    worker->tap = tap ? wire_tap_ref(tap) : NULL;
    if (tap)
        ask_to_reopen(worker);
    pthread_mutex_unlock(&worker->lock);
    wake(worker);
}

void worker_stop(struct worker *worker)
{
    pthread_mutex_lock(&worker->lock);
    worker->stop = true;
    if (worker->wire)
        wire_shut(worker->wire);
    pthread_mutex_unlock(&worker->lock);
    wake(worker);
}

void worker_free(struct worker *worker)
{
    if (!worker)
        return;
    pthread_join(worker->thread, NULL);
    close(worker->wake_fd);
    wire_port_unref(worker->port);
    wire_tap_unref(worker->tap);
    unref(worker);
}

static bool speaks_to(const void *message, const void *events)
{
    return ((const struct letter *)message)->worker->config.events == events;
}

void worker_forget(struct mailbox *box, const struct worker_events *events)
{
    mailbox_withdraw(box, deliver, speaks_to, events);
}
