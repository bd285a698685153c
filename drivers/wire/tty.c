/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/wire/tty.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>

#include "drivers/wire/tty_port.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

enum { CHANGES = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF };

struct wire_tty {
    char path[TTY_PATH];
    wire_plug_fn *fn;
    void *user;
    int changes_fd, stop_fd, watch;
    pthread_t thread;
    bool has_thread;
    struct tty_port *port; /* what is there now */
    struct stat seen;
};

static void tty_port_free(struct wire_port *port)
{
    free(port);
}

static const struct wire_port_ops port_ops = {.open = tty_wire_open, .free = tty_port_free};

/* Packets of one byte: a line never gives more than it is asked for. */
static const struct wire_identity identity = {
    .tty = true,
    .interface_count = 1,
    .interface[0] = {.device_class = 2,
                     .subclass = 2,
                     .endpoint_count = 2,
                     .endpoint = {{.address = TTY_OUT, .type = WIRE_BULK, .max_packet = 1},
                                  {.address = TTY_IN, .type = WIRE_BULK, .max_packet = 1}}}};

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
static void look(struct wire_tty *tty)
{
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

/* The folder of the path, or what there is of it, is watched. */
static void deepest_folder(const struct wire_tty *tty, char ret_folder[TTY_PATH])
{
    struct stat s;
    text_copy(ret_folder, TTY_PATH, tty->path);
    do {
        char *slash = strrchr(ret_folder, '/');
        if (!slash || slash == ret_folder) {
            text_copy(ret_folder, TTY_PATH, "/");
            return;
        }
        *slash = '\0';
    } while (stat(ret_folder, &s) != 0 || !S_ISDIR(s.st_mode));
}

static void watch(struct wire_tty *tty)
{
    char folder[TTY_PATH], again[TTY_PATH];
    deepest_folder(tty, again);
    do {
        text_copy(folder, sizeof folder, again);
        int old = tty->watch;
        tty->watch = inotify_add_watch(tty->changes_fd, folder, CHANGES);
        if (old >= 0 && old != tty->watch)
            inotify_rm_watch(tty->changes_fd, old);
        deepest_folder(tty, again); /* it may have grown meanwhile */
    } while (strcmp(folder, again) != 0);
}

static void *run(void *user)
{
    struct wire_tty *tty = user;
    struct pollfd fds[2] = {{.fd = tty->changes_fd, .events = POLLIN},
                            {.fd = tty->stop_fd, .events = POLLIN}};
    while (poll(fds, ARRAY_LEN(fds), -1) > 0 || errno == EINTR) {
        char events[4096];
        if (fds[1].revents)
            break;
        ssize_t n = read(tty->changes_fd, events, sizeof events);
        (void)n; /* that something changed is enough */
        watch(tty);
        look(tty);
    }
    return NULL;
}

static enum err start(struct wire_tty *tty)
{
    tty->changes_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    tty->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (tty->changes_fd < 0 || tty->stop_fd < 0)
        return ERR_LIBRARY;
    watch(tty);
    look(tty);
    tty->has_thread = pthread_create(&tty->thread, NULL, run, tty) == 0;
    return tty->has_thread ? ERR_NONE : ERR_LIBRARY;
}

enum err wire_tty_new(const char *path, wire_plug_fn *fn, void *user, struct wire_tty **ret_tty)
{
    if (path[0] != '/')
        return ERR_USAGE;
    if (strlen(path) >= TTY_PATH)
        return ERR_TOO_LONG;
    struct wire_tty *tty = calloc(1, sizeof *tty);
    if (!tty)
        return ERR_MEMORY;
    *tty = (struct wire_tty){.fn = fn, .user = user, .changes_fd = -1, .stop_fd = -1, .watch = -1};
    text_copy(tty->path, sizeof tty->path, path);
    enum err e = start(tty);
    if (e != ERR_NONE) {
        wire_tty_free(tty);
        return e;
    }
    *ret_tty = tty;
    return ERR_NONE;
}

void wire_tty_stop(struct wire_tty *tty)
{
    if (!tty || !tty->has_thread)
        return;
    uint64_t one = 1;
    ssize_t n = write(tty->stop_fd, &one, sizeof one);
    (void)n;
    pthread_join(tty->thread, NULL);
    tty->has_thread = false;
}

void wire_tty_free(struct wire_tty *tty)
{
    if (!tty)
        return;
    wire_tty_stop(tty);
    if (tty->port)
        wire_port_unref(&tty->port->port);
    auto_close(&tty->changes_fd);
    auto_close(&tty->stop_fd);
    free(tty);
}
