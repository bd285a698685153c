/* SPDX-License-Identifier: Apache-2.0 */
/* The sockets and the one thread that serves them. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "platform/base/log.h"
#include "tests/sim/redir/port.h"
#include "tests/sim/redir/redir.h"

struct redir {
    struct transport transport;
    struct world *world;
    int bell;
    bool ends;
    pthread_t thread;
    bool has_thread;
    size_t count;
    struct port port[REDIR_PORTS];
};

/* ---- the thread ---- */

static void accept_peer(struct port *port)
{
    int fd = accept4(port->listen_fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0)
        return;
    enum err e = session_open(port, fd);
    if (e == ERR_NONE)
        return;
    log_event(LOG_ERROR, "sim_redir_failed", "device=%s err=%s", port->gadget->words->name,
              err_name(e));
    close(fd);
}

static void drop_peer(struct port *port)
{
    log_event(LOG_INFO, "sim_redir_gone", "device=%s", port->gadget->words->name);
    session_close(port);
}

static void serve_port(struct port *port, short events)
{
    if (port->fd < 0) {
        if (events)
            accept_peer(port);
        return;
    }
    if (events && !session_read(port)) {
        drop_peer(port);
        return;
    }
    packet_renew(port);
}

static struct pollfd wish_of(const struct port *port)
{
    if (port->fd < 0)
        return (struct pollfd){.fd = port->listen_fd, .events = POLLIN};
    bool full = usbredirparser_has_data_to_write(port->parser) > 0;
    return (struct pollfd){.fd = port->fd, .events = full ? POLLIN | POLLOUT : POLLIN};
}

/* One peer a device: others wait in the socket's backlog. */
static bool turn(struct redir *r)
{
    struct pollfd fds[1 + REDIR_PORTS] = {{.fd = r->bell, .events = POLLIN}};
    uint64_t rung;
    world_lock(r->world);
    for (size_t i = 0; i < r->count; i++)
        fds[1 + i] = wish_of(&r->port[i]);
    world_unlock(r->world);
    if (poll(fds, 1 + r->count, -1) < 0 && errno != EINTR)
        return false;
    if (fds[0].revents && read(r->bell, &rung, sizeof rung) < 0)
        return false;
    world_lock(r->world);
    for (size_t i = 0; i < r->count && !r->ends; i++)
        serve_port(&r->port[i], fds[1 + i].revents);
    bool goes_on = !r->ends;
    world_unlock(r->world);
    return goes_on;
}

static void *run(void *user)
{
    while (turn(user))
        continue;
    return NULL;
}

static void ring(int bell)
{
    uint64_t one = 1;
    ssize_t n = write(bell, &one, sizeof one);
    (void)n;
}

void port_ring(const struct port *port)
{
    ring(port->bell);
}

/* ---- plugs ---- */

static struct port *port_of(struct redir *r, const struct gadget *g)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->port[i].gadget == g)
            return &r->port[i];
    return NULL;
}

static enum err plug(struct transport *t, struct gadget *g, int socket_number)
{
    struct redir *r = (struct redir *)t;
    struct port *port = port_of(r, g);
    (void)socket_number;
    if (!port)
        return ERR_NOT_FOUND;
    world_lock(r->world);
    gadget_appear(g);
    session_tell(port);
    world_unlock(r->world);
    return ERR_NONE;
}

static void unplug(struct transport *t, struct gadget *g)
{
    struct redir *r = (struct redir *)t;
    struct port *port = port_of(r, g);
    if (!port)
        return;
    world_lock(r->world);
    gadget_vanish(g);
    g->presence = GADGET_ABSENT;
    session_tell(port);
    world_unlock(r->world);
}

/* ---- beginning and end ---- */

static void redir_free(struct transport *t)
{
    struct redir *r = (struct redir *)t;
    world_lock(r->world);
    r->ends = true;
    world_unlock(r->world);
    ring(r->bell);
    if (r->has_thread)
        pthread_join(r->thread, NULL);
    world_lock(r->world);
    for (size_t i = 0; i < r->count; i++) {
        struct port *port = &r->port[i];
        session_close(port);
        if (port->listen_fd >= 0)
            unlink(port->path);
        auto_close(&port->listen_fd);
        gadget_vanish(port->gadget);
        port->gadget->presence = GADGET_ABSENT;
    }
    world_unlock(r->world);
    auto_close(&r->bell);
    free(r);
}

static enum err listen_at(struct port *port, const char *directory)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    _Static_assert(sizeof port->path == sizeof address.sun_path, "what a socket may be called");
    int n =
        snprintf(port->path, sizeof port->path, "%s/%s.sock", directory, port->gadget->words->name);
    if (n < 0 || n >= (int)sizeof port->path)
        return ERR_TOO_LONG;
    memcpy(address.sun_path, port->path, (size_t)n + 1);
    if (unlink(port->path) != 0 && errno != ENOENT) /* of an earlier life */
        return err_from_errno(errno);
    port->listen_fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (port->listen_fd < 0 ||
        bind(port->listen_fd, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(port->listen_fd, 1) != 0)
        return err_from_errno(errno);
    return ERR_NONE;
}

static enum err begin(struct redir *r, const char *directory, struct gadget *const *gadgets,
                      size_t count)
{
    r->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (r->bell < 0)
        return err_from_errno(errno);
    for (; r->count < count; r->count++) {
        struct port *port = &r->port[r->count];
        *port =
            (struct port){.gadget = gadgets[r->count], .bell = r->bell, .listen_fd = -1, .fd = -1};
        enum err e = listen_at(port, directory);
        if (e != ERR_NONE) {
            auto_close(&port->listen_fd);
            return e;
        }
    }
    r->has_thread = pthread_create(&r->thread, NULL, run, r) == 0;
    return r->has_thread ? ERR_NONE : ERR_LIBRARY;
}

enum err redir_new(struct world *w, const char *directory, struct gadget *const *gadgets,
                   size_t count, struct transport **ret_transport)
{
    if (count > REDIR_PORTS)
        return ERR_TOO_LONG;
    struct redir *r = calloc(1, sizeof *r);
    if (!r)
        return ERR_MEMORY;
    r->transport = (struct transport){plug, unplug, redir_free};
    r->world = w;
    enum err e = begin(r, directory, gadgets, count);
    if (e != ERR_NONE) {
        redir_free(&r->transport);
        return e;
    }
    *ret_transport = &r->transport;
    return ERR_NONE;
}
