/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/service/plug.h"

#include "drivers/camera/nodes.h"
#include "drivers/wire/tty.h"
#include "drivers/wire/usb.h"
#include "platform/base/log.h"

enum { RETRY_MS = 3000 };

struct plug {
    struct hub *hub;
    struct mailbox *box;
    struct timer *retry;
    struct wire_usb *usb;
    struct wire_tty *tty;
    struct camera_nodes *cameras, *documents;
    atomic_bool watching; /* false: what comes now was there before */
    bool told_absent;
};

struct letter {
    struct hub *hub;
    struct wire_port *port;
    bool arrived, fresh;
};

static void drop(void *message)
{
    struct letter *letter = message;
    wire_port_unref(letter->port);
    free(letter);
}

static void deliver(void *message)
{
    struct letter *letter = message;
    if (letter->arrived)
        hub_arrived(letter->hub, letter->port, letter->fresh);
    else
        hub_left(letter->hub, letter->port);
    drop(letter);
}

static void on_plug(void *user, struct wire_port *port, bool arrived)
{
    struct plug *plug = user;
    struct letter *letter = malloc(sizeof *letter);
    if (!letter) {
        log_event(LOG_ERROR, "plug_lost", "err=out-of-memory");
        return;
    }
    *letter = (struct letter){.hub = plug->hub,
                              .port = wire_port_ref(port),
                              .arrived = arrived,
                              .fresh = atomic_load(&plug->watching)};
    if (mailbox_post(plug->box, deliver, drop, letter) != ERR_NONE)
        drop(letter);
}

static void look_for_usb(void *user)
{
    struct plug *plug = user;
    enum err e = wire_usb_new(on_plug, plug, &plug->usb);
    atomic_store(&plug->watching, true);
    if (e == ERR_NONE) {
        log_event(LOG_INFO, "usb_up", "watching=yes");
        return;
    }
    if (!plug->told_absent)
        log_event(LOG_WARN, "usb_absent", "err=%s retry_ms=%d", err_name(e), RETRY_MS);
    plug->told_absent = true;
    timer_set_after(plug->retry, RETRY_MS);
}

/* A line that cannot be watched leaves everything else as it is. */
static void look_for_line(struct plug *plug, const char *path)
{
    enum err e = path[0] ? wire_tty_new(path, on_plug, plug, &plug->tty) : ERR_NONE;
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "tty_unwatched", "path=%s err=%s", path, err_name(e));
}

static void look_for_cameras(struct camera_nodes_config *config, struct camera_nodes **ret_nodes)
{
    enum err e = camera_nodes_new(config, ret_nodes);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "cameras_unwatched", "which=\"%s\" err=%s", config->which,
                  err_name(e));
}

/* Pages are photographed with the one that is named for it, else with any. */
static void look_for_all_cameras(struct plug *plug, const char *which, const char *document)
{
    struct camera_nodes_config config = {.folder = "/dev",
                                         .which = which,
                                         .except = document,
                                         .pages = !*document,
                                         .calls = &v4l2_kernel,
                                         .fn = on_plug,
                                         .user = plug};
    look_for_cameras(&config, &plug->cameras);
    if (!*document)
        return;
    config.which = document;
    config.except = "";
    config.pages = true;
    look_for_cameras(&config, &plug->documents);
}

enum err plug_new(const struct plug_config *config, struct plug **ret_plug)
{
    struct plug *plug = calloc(1, sizeof *plug);
    if (!plug)
        return ERR_MEMORY;
    plug->hub = config->hub;
    plug->box = config->box;
    enum err e = timer_new(config->timers, look_for_usb, plug, &plug->retry);
    if (e != ERR_NONE) {
        free(plug);
        return e;
    }
    look_for_line(plug, config->card_reader_tty);
    look_for_all_cameras(plug, config->camera, config->document_camera);
    look_for_usb(plug);
    *ret_plug = plug;
    return ERR_NONE;
}

void plug_stop(struct plug *plug)
{
    if (!plug)
        return;
    timer_free(plug->retry);
    plug->retry = NULL;
    wire_usb_stop(plug->usb);
    wire_tty_stop(plug->tty);
    camera_nodes_stop(plug->cameras);
    camera_nodes_stop(plug->documents);
}

void plug_free(struct plug *plug)
{
    if (!plug)
        return;
    timer_free(plug->retry);
    wire_usb_free(plug->usb);
    wire_tty_free(plug->tty);
    camera_nodes_free(plug->cameras);
    camera_nodes_free(plug->documents);
    free(plug);
}
