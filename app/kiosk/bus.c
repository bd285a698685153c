/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/bus_inside.h"

#include <errno.h>
#include <signal.h>

#include "platform/base/clock.h"
#include "platform/base/log.h"

static int on_signal(sd_event_source *source, const struct signalfd_siginfo *info, void *user)
{
    (void)source, (void)info;
    tell(user, tell_new(BUS_QUIT, 0, ERR_NONE));
    return 0;
}

static int on_step(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)source, (void)events;
    clock_step_drain(fd);
    tell(user, tell_new(BUS_CLOCK, 0, ERR_NONE));
    return 0;
}

static enum err watch(struct bus *bus)
{
    bus->step_fd = clock_step_fd();
    int r = 0;
    if (bus->step_fd >= 0)
        r = sd_event_add_io(bus->loop, &bus->step_source, bus->step_fd, EPOLLIN, on_step, bus);
    if (r >= 0)
        r = sd_event_add_signal(bus->loop, NULL, SIGTERM, on_signal, bus);
    if (r >= 0)
        r = sd_event_add_signal(bus->loop, NULL, SIGINT, on_signal, bus);
    return r < 0 ? err_from_errno(-r) : ERR_NONE;
}

static enum err add_clients(struct bus *bus)
{
    const struct devices_events devices = tell_devices_events(bus);
    const struct platform_events platform = tell_platform_events(bus);
    TRY(devices_client_new(bus->loop, bus->timers, &devices, &bus->devices));
    return platform_client_new(bus->loop, bus->timers, &platform, &bus->platform);
}

static enum err start(struct bus *bus)
{
    if (sd_event_new(&bus->loop) < 0)
        return ERR_LIBRARY;
    TRY(timers_new(bus->loop, &bus->timers));
    TRY(mailbox_new(bus->loop, &bus->box));
    TRY(watch(bus));
    return add_clients(bus);
}

static void run_quit(void *message)
{
    struct order *order = message;
    sd_event_exit(order->bus->loop, 0);
    order_free(order);
}

static void *run(void *user)
{
    struct bus *bus = user;
    int r = sd_event_loop(bus->loop);
    if (r < 0) {
        log_event(LOG_ERROR, "bus_loop_failed", "errno=%d", -r);
        tell(bus, tell_new(BUS_QUIT, 0, err_from_errno(-r)));
    }
    return NULL;
}

enum err bus_new(bus_sink_fn *sink, void *user, struct bus **ret_bus)
{
    struct bus *bus = calloc(1, sizeof *bus);
    if (!bus)
        return ERR_MEMORY;
    *bus = (struct bus){.sink = sink, .user = user, .step_fd = -1};
    enum err e = start(bus);
    if (e == ERR_NONE)
        e = err_from_errno(pthread_create(&bus->thread, NULL, run, bus));
    if (e != ERR_NONE) {
        bus_free(bus);
        return e;
    }
    bus->running = true;
    *ret_bus = bus;
    return ERR_NONE;
}

void bus_free(struct bus *bus)
{
    if (!bus)
        return;
    if (bus->running) {
        order_post(order_new(bus, BUS_QUIT, 0), run_quit);
        pthread_join(bus->thread, NULL);
    }
    platform_client_free(bus->platform);
    devices_client_free(bus->devices);
    mailbox_free(bus->box);
    sd_event_source_disable_unref(bus->step_source);
    if (bus->step_fd >= 0)
        close(bus->step_fd);
    timers_free(bus->timers);
    sd_event_unref(bus->loop);
    free(bus);
}
