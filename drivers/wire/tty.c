/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/wire/tty.h"

#include <string.h>
#include <sys/stat.h>

#include "drivers/wire/tty_port.h"
#include "drivers/wire/watch.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

struct wire_tty {
    char path[TTY_PATH];
    wire_plug_fn *fn;
    void *user;
    struct wire_watch *watch;
    struct tty_port *port; /* what is there now */
    struct stat seen;
};

static void tty_port_free(struct wire_port *port)
{
    free(port);
}

static const struct wire_port_ops port_ops = {.open = tty_wire_open, .free = tty_port_free};

/* No packets: a line never gives more than it is asked for. */
static const struct wire_identity identity = {
    .kind = WIRE_TTY,
    .interface_count = 1,
    .interface[0] = {.device_class = 2,
                     .subclass = 2,
                     .endpoint_count = 2,
                     .endpoint = {{.address = TTY_OUT, .type = WIRE_BULK},
                                  {.address = TTY_IN, .type = WIRE_BULK}}}};

static void arrive(struct wire_tty *tty)
{
    struct tty_port *p = calloc(1, sizeof *p);
    if (!p) {
        log_event(LOG_ERROR, "tty_lost", "err=out-of-memory");
        return;
    }
    p->port.ops = &port_ops;
    p->port.references = 1;
    p->port.identity = identity;
    text_copy(p->port.identity.place, sizeof p->port.identity.place, tty->path);
    text_copy(p->path, sizeof p->path, tty->path);
    tty->port = p;
    tty->fn(tty->user, &p->port, true);
}

static void leave(struct wire_tty *tty)
{
    struct tty_port *p = tty->port;
    tty->port = NULL;
    tty->fn(tty->user, &p->port, false);
    wire_port_unref(&p->port);
}

/* A line that went and came between two looks is another one. */
static void look(void *user)
{
    struct wire_tty *tty = user;
    struct stat now;
    bool there = stat(tty->path, &now) == 0 && S_ISCHR(now.st_mode);
    bool same =
        there && tty->port && now.st_rdev == tty->seen.st_rdev && now.st_ino == tty->seen.st_ino;
    if (tty->port && (!there || !same))
        leave(tty);
    if (there && !tty->port) {
        tty->seen = now;
        arrive(tty);
    }
}

enum err wire_tty_new(const char *path, wire_plug_fn *fn, void *user, struct wire_tty **ret_tty)
{
    if (strlen(path) >= TTY_PATH)
        return ERR_TOO_LONG;
    struct wire_tty *tty = calloc(1, sizeof *tty);
    if (!tty)
        return ERR_MEMORY;
    *tty = (struct wire_tty){.fn = fn, .user = user};
    text_copy(tty->path, sizeof tty->path, path);
    enum err e = wire_watch_new(path, look, tty, &tty->watch);
    if (e != ERR_NONE) {
        wire_tty_free(tty);
        return e;
    }
    *ret_tty = tty;
    return ERR_NONE;
}

void wire_tty_stop(struct wire_tty *tty)
{
    if (tty)
        wire_watch_stop(tty->watch);
}

void wire_tty_free(struct wire_tty *tty)
{
    if (!tty)
        return;
    wire_watch_free(tty->watch);
    if (tty->port)
        wire_port_unref(&tty->port->port);
    free(tty);
}
