/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/engine.h"

#include <sys/epoll.h>

void engine_pump(struct engine *engine)
{
    unsigned long long ms;
    if (!engine->daemon)
        return;
    MHD_run(engine->daemon);
    if (MHD_get_timeout(engine->daemon, &ms) != MHD_YES) {
        sd_event_source_set_enabled(engine->timer, SD_EVENT_OFF);
        return;
    }
    sd_event_source_set_time_relative(engine->timer, ms * 1000);
    sd_event_source_set_enabled(engine->timer, SD_EVENT_ONESHOT);
}

static int on_readable(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)source, (void)fd, (void)events;
    engine_pump(user);
    return 0;
}

static int on_timer(sd_event_source *source, uint64_t usec, void *user)
{
    (void)source, (void)usec;
    engine_pump(user);
    return 0;
}

bool engine_start(struct engine *engine, sd_event *loop, struct MHD_Daemon *daemon)
{
    *engine = (struct engine){.daemon = daemon};
    if (!daemon)
        return false;
    const union MHD_DaemonInfo *epoll = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);
    if (sd_event_add_time_relative(loop, &engine->timer, CLOCK_MONOTONIC, 0, 1000, on_timer,
                                   engine) < 0 ||
        sd_event_source_set_enabled(engine->timer, SD_EVENT_OFF) < 0 ||
        sd_event_add_io(loop, &engine->readable, epoll->epoll_fd, EPOLLIN, on_readable, engine) <
            0) {
        engine_stop(engine);
        return false;
    }
    engine_pump(engine);
    return true;
}

uint16_t engine_port(const struct engine *engine)
{
    return MHD_get_daemon_info(engine->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

void engine_stop(struct engine *engine)
{
    engine->readable = sd_event_source_disable_unref(engine->readable);
    engine->timer = sd_event_source_disable_unref(engine->timer);
    if (engine->daemon)
        MHD_stop_daemon(engine->daemon);
    engine->daemon = NULL;
}
