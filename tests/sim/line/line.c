/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/line/line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/eventfd.h>
#include <termios.h>

#include "platform/base/text.h"

enum { PATH_SIZE = 512, PIECE = 4096, FIRST_IN = 0x80 };

struct line {
    struct transport transport;
    struct world *world;
    char link_path[PATH_SIZE];
    struct gadget *gadget;
    int master, slave; /* the slave is held open: without it the master hangs up */
    int stop_fd;
    pthread_t thread;
    struct transfer in;
    bool listening; /* `in` is with the gadget */
    uint8_t in_data[PIECE];
};

static const struct endpoint *endpoint_of(const struct gadget *g, uint8_t direction)
{
    for (size_t i = 0; i < g->endpoint_count; i++)
        if ((g->endpoint[i].address & FIRST_IN) == direction)
            return &g->endpoint[i];
    return NULL;
}

/* What the gadget says goes out at once; it may not be asked again from here. */
static void on_said(struct transfer *t)
{
    struct line *l = t->owner;
    l->listening = false;
    if (t->status == 0 && t->actual > 0 && write(l->master, t->data, t->actual) < 0)
        t->actual = 0; /* nobody reads: a line loses what is too much */
    uint64_t one = 1;
    ssize_t n = write(l->stop_fd, &one, sizeof one);
    (void)n;
}

/* With the world's lock. A line has no halt that its host could clear: it ends with the fault. */
static void forget_halts(struct line *l)
{
    for (size_t i = 0; l->gadget->fault.kind != FAULT_STALL && i < l->gadget->endpoint_count; i++)
        l->gadget->endpoint[i].halted = false;
}

static void listen_on(struct line *l)
{
    const struct endpoint *e = endpoint_of(l->gadget, FIRST_IN);
    if (l->listening || l->gadget->presence != GADGET_PRESENT || e->halted)
        return;
    l->in = (struct transfer){.kind = TRANSFER_BULK,
                              .endpoint = e->address,
                              .data = l->in_data,
                              .size = sizeof l->in_data,
                              .done = on_said,
                              .owner = l};
    l->listening = true;
    gadget_submit(l->gadget, &l->in);
}

static void on_heard(struct transfer *t)
{
    free(t);
}

static void tell(struct line *l, const uint8_t *data, size_t size)
{
    struct transfer *t = calloc(1, sizeof *t + size);
    if (!t)
        return;
    *t = (struct transfer){.kind = TRANSFER_BULK,
                           .endpoint = endpoint_of(l->gadget, 0)->address,
                           .data = (uint8_t *)(t + 1),
                           .size = size,
                           .done = on_heard};
    memcpy(t->data, data, size);
    gadget_submit(l->gadget, t);
}

/* False: the line is to end. */
static bool serve(struct line *l)
{
    uint8_t data[PIECE];
    uint64_t rung;
    struct pollfd fds[2] = {{.fd = l->master, .events = POLLIN},
                            {.fd = l->stop_fd, .events = POLLIN}};
    if (poll(fds, ARRAY_LEN(fds), -1) < 0 && errno != EINTR)
        return false;
    ssize_t size = fds[0].revents ? read(l->master, data, sizeof data) : 0;
    if (fds[1].revents && read(l->stop_fd, &rung, sizeof rung) < 0)
        return false;
    world_lock(l->world);
    bool goes_on = l->gadget->presence == GADGET_PRESENT;
    forget_halts(l);
    if (goes_on && size > 0)
        tell(l, data, (size_t)size);
    if (goes_on)
        listen_on(l);
    world_unlock(l->world);
    return goes_on;
}

static void *run(void *user)
{
    while (serve(user))
        continue;
    return NULL;
}

static enum err open_pair(struct line *l)
{
    struct termios t;
    char name[64];
    l->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (l->master < 0 || grantpt(l->master) != 0 || unlockpt(l->master) != 0 ||
        ptsname_r(l->master, name, sizeof name) != 0)
        return err_from_errno(errno);
    l->slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (l->slave < 0 || tcgetattr(l->slave, &t) != 0)
        return err_from_errno(errno);
    cfmakeraw(&t);
    if (tcsetattr(l->slave, TCSANOW, &t) != 0 || symlink(name, l->link_path) != 0)
        return err_from_errno(errno);
    return ERR_NONE;
}

static enum err plug(struct transport *transport, struct gadget *g, int socket_number)
{
    struct line *l = (struct line *)transport;
    (void)socket_number;
    l->gadget = g;
    l->listening = false;
    world_lock(l->world);
    gadget_appear(g);
    world_unlock(l->world);
    l->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    enum err e = l->stop_fd < 0 ? ERR_LIBRARY : open_pair(l);
    if (e == ERR_NONE && pthread_create(&l->thread, NULL, run, l) != 0)
        e = ERR_LIBRARY;
    if (e != ERR_NONE) {
        auto_close(&l->master);
        auto_close(&l->slave);
        auto_close(&l->stop_fd);
        g->presence = GADGET_ABSENT;
    }
    return e;
}

static void unplug(struct transport *transport, struct gadget *g)
{
    struct line *l = (struct line *)transport;
    world_lock(l->world);
    gadget_vanish(g);
    world_unlock(l->world);
    uint64_t one = 1;
    ssize_t n = write(l->stop_fd, &one, sizeof one);
    (void)n;
    pthread_join(l->thread, NULL);
    unlink(l->link_path);
    auto_close(&l->slave);
    auto_close(&l->master);
    auto_close(&l->stop_fd);
    world_lock(l->world);
    g->presence = GADGET_ABSENT;
    world_unlock(l->world);
}

static void line_free(struct transport *transport)
{
    struct line *l = (struct line *)transport;
    if (l->gadget && l->gadget->presence != GADGET_ABSENT)
        unplug(transport, l->gadget);
    free(l);
}

enum err line_new(struct world *w, const char *link_path, struct transport **ret_transport)
{
    struct line *l = calloc(1, sizeof *l);
    if (!l)
        return ERR_MEMORY;
    *l = (struct line){.transport = {plug, unplug, line_free},
                       .world = w,
                       .master = -1,
                       .slave = -1,
                       .stop_fd = -1};
    if (!text_copy(l->link_path, sizeof l->link_path, link_path)) {
        free(l);
        return ERR_TOO_LONG;
    }
    *ret_transport = &l->transport;
    return ERR_NONE;
}
