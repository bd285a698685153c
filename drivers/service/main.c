/* SPDX-License-Identifier: Apache-2.0 */
/* kiosk-devices: what is plugged in → workers → the devices bridge. */
#include <signal.h>
#include <systemd/sd-event.h>

#include "drivers/bus/server.h"
#include "drivers/core/hub.h"
#include "drivers/idcard/sam_driver.h"
#include "drivers/receipt/receipt.h"
#include "drivers/scanner/scanner.h"
#include "drivers/service/bridge.h"
#include "drivers/service/plug.h"
#include "platform/base/harden.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/base/settings.h"

enum { PATH_SIZE = 512 };

/* One row per driver. */
static const struct driver *const drivers[] = {
    &sam_driver,   &escpos_driver, &hidpos_driver, &scanner_line_driver,
    &wedge_driver, &camera_driver, NULL,
};

struct service {
    sd_event *loop;
    struct timers *timers;
    struct mailbox *box;
    struct ids *ids;
    struct settings settings;
    struct pins pins;
    struct hub *hub;
    struct bridge bridge;
    struct devices_handler handler;
    struct devices_server *server;
    struct plug *plug;
};

static void on_device(void *user, const struct device_info *info)
{
    struct service *s = user;
    if (s->server)
        devices_server_changed(s->server, info);
}

/* Settings are the kiosk's to demand; devices work without them. */
static void load_settings(struct settings *settings)
{
    char path[PATH_SIZE], why[SETTINGS_WHY] = "";
    enum err e = paths_join(PLACE_ETC, "kiosk.ini", path, sizeof path);
    if (e == ERR_NONE)
        e = settings_load(path, settings, why);
    if (e != ERR_NONE)
        log_event(LOG_WARN, "settings_missing", "err=%s why=\"%s\"", err_name(e), why);
}

static enum err load_ids(struct ids **ret_ids)
{
    char why[IDS_WHY] = "";
    enum err e = ids_load(ret_ids, why);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "ids_unusable", "err=%s why=\"%s\"", err_name(e), why);
    return e;
}

static enum err start_hub(struct service *s)
{
    const struct hub_config config = {
        .ids = s->ids,
        .drivers = drivers,
        .settings = {.receipt_profile = s->settings.devices.receipt_profile},
        .pins = &s->pins,
        .box = s->box,
        .on_device = on_device,
        .user = s};
    return hub_new(&config, &s->hub);
}

static enum err start_plug(struct service *s)
{
    const struct plug_config config = {.hub = s->hub,
                                       .box = s->box,
                                       .timers = s->timers,
                                       .card_reader_tty = s->settings.devices.card_reader_tty,
                                       .camera = s->settings.devices.camera,
                                       .document_camera = s->settings.devices.document_camera};
    return plug_new(&config, &s->plug);
}

/* SIGTERM and SIGINT end the loop; every thread made later inherits the blocked set. */
static enum err watch_signals(sd_event *loop)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    signal(SIGPIPE, SIG_IGN);
    if (sigprocmask(SIG_BLOCK, &ends, NULL) < 0 ||
        sd_event_add_signal(loop, NULL, SIGTERM, NULL, NULL) < 0 ||
        sd_event_add_signal(loop, NULL, SIGINT, NULL, NULL) < 0)
        return ERR_LIBRARY;
    return ERR_NONE;
}

static enum err start(struct service *s)
{
    if (sd_event_new(&s->loop) < 0)
        return ERR_LIBRARY;
    TRY(watch_signals(s->loop));
    TRY(timers_new(s->loop, &s->timers));
    TRY(mailbox_new(s->loop, &s->box));
    load_settings(&s->settings);
    TRY(load_ids(&s->ids));
    pins_load(&s->pins);
    TRY(start_hub(s));
    TRY(start_plug(s));
    s->handler = bridge_template;
    TRY(recorder_new(s->hub, s->ids, s->timers, &s->bridge.recorder));
    s->bridge.hub = s->hub;
    s->handler.user = &s->bridge;
    return devices_server_new(s->loop, &s->handler, &s->server);
}

static void finish(struct service *s)
{
    recorder_free(s->bridge.recorder);
    hub_free(s->hub); /* before the rest: a worker's transfer ends on the libusb thread */
    plug_stop(s->plug);
    devices_server_free(s->server);
    mailbox_free(s->box);
    plug_free(s->plug);
    timers_free(s->timers);
    free(s->ids);
    sd_event_unref(s->loop);
}

int main(int argc, char **argv)
{
    (void)argc;
    struct service s = {0};
    harden_process(argv);
    log_init("kiosk-devices");
    enum err e = start(&s);
    if (e == ERR_NONE) {
        log_event(LOG_INFO, "started", "pid=%d", (int)getpid());
        e = sd_event_loop(s.loop) < 0 ? ERR_LIBRARY : ERR_NONE;
    }
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "ended", "err=%s", err_name(e));
    finish(&s);
    return e == ERR_NONE ? EXIT_SUCCESS : EXIT_FAILURE;
}
