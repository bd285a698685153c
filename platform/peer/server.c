/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/peer/server.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "platform/base/log.h"
#include "platform/base/paths.h"

enum { CONNECTIONS_MAX = 16 };

struct connection {
    struct connection *next;
    struct peer_server *server;
    sd_bus *bus;
};

struct peer_server {
    sd_event *loop;
    const struct peer_service *service;
    struct connection *first;
    sd_event_source *source;
    int fd;
    struct sockaddr_un address;
};

static void connection_free(struct connection *c)
{
    struct connection **at = &c->server->first;
    while (*at != c)
        at = &(*at)->next;
    *at = c->next;
    const struct peer_service *service = c->server->service;
    if (service->gone && c->bus)
        service->gone(service->user, c->bus);
    sd_bus_detach_event(c->bus);
    sd_bus_close_unref(c->bus);
    free(c);
}

static int on_disconnected(sd_bus_message *m, void *user, sd_bus_error *error)
{
    (void)m, (void)error;
    connection_free(user);
    return 0;
}

static bool uid_listed(uid_t uid)
{
    const char *list = getenv("BUDAYANG_PEERS");
    while (list && *list) {
        char *end;
        unsigned long one = strtoul(list, &end, 10);
        if (end == list)
            return false;
        if (one == uid)
            return true;
        list = *end == ',' ? end + 1 : end;
    }
    return false;
}

static bool may_enter(int fd)
{
    struct ucred who;
    socklen_t size = sizeof who;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) < 0)
        return false;
    bool ok = who.uid == 0 || who.uid == getuid() || uid_listed(who.uid);
    if (!ok)
        log_event(LOG_WARN, "peer_refused", "uid=%u", (unsigned)who.uid);
    return ok;
}

static int start_bus(struct connection *c, int fd)
{
    const struct peer_service *s = c->server->service;
    sd_id128_t id;
    int r = sd_id128_randomize(&id);
    if (r >= 0)
        r = sd_bus_new(&c->bus);
    if (r < 0 || (r = sd_bus_set_fd(c->bus, fd, fd)) < 0) {
        close(fd);
        return r;
    }
    if ((r = sd_bus_set_server(c->bus, 1, id)) < 0 || (r = sd_bus_set_anonymous(c->bus, 1)) < 0 ||
        (r = sd_bus_set_bus_client(c->bus, 0)) < 0 ||
        (r = sd_bus_add_object_vtable(c->bus, NULL, s->object, s->interface, s->vtable, s->user)) <
            0 ||
        (r = sd_bus_match_signal_async(c->bus, NULL, NULL, "/org/freedesktop/DBus/Local",
                                       "org.freedesktop.DBus.Local", "Disconnected",
                                       on_disconnected, NULL, c)) < 0 ||
        (r = sd_bus_start(c->bus)) < 0)
        return r;
    return sd_bus_attach_event(c->bus, c->server->loop, 0);
}

static int on_accept(sd_event_source *source, int listener, uint32_t events, void *user)
{
    (void)source, (void)events;
    struct peer_server *server = user;
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0)
        return 0;
    struct connection *c = NULL;
    if (peer_server_count(server) >= CONNECTIONS_MAX || !may_enter(fd) ||
        !(c = calloc(1, sizeof *c))) {
        close(fd);
        return 0;
    }
    *c = (struct connection){.server = server, .next = server->first};
    server->first = c;
    int r = start_bus(c, fd);
    if (r < 0) {
        log_event(LOG_WARN, "peer_failed", "errno=%d", -r);
        connection_free(c);
    }
    return 0;
}

static enum err listen_on(struct peer_server *server, const char *name)
{
    char directory[sizeof server->address.sun_path];
    server->address.sun_family = AF_UNIX;
    TRY(paths_join(PLACE_RUN, "", directory, sizeof directory));
    TRY(paths_join(PLACE_RUN, name, server->address.sun_path, sizeof server->address.sun_path));
    mkdir(directory, 0750);
    unlink(server->address.sun_path);
    server->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (server->fd < 0 ||
        bind(server->fd, (struct sockaddr *)&server->address, sizeof server->address) < 0 ||
        chmod(server->address.sun_path, 0660) < 0 || listen(server->fd, CONNECTIONS_MAX) < 0)
        return err_from_errno(errno);
    return ERR_NONE;
}

enum err peer_server_new(sd_event *loop, const struct peer_service *service,
                         struct peer_server **ret_server)
{
    struct peer_server *server = calloc(1, sizeof *server);
    if (!server)
        return ERR_MEMORY;
    *server = (struct peer_server){.loop = loop, .service = service, .fd = -1};
    enum err e = listen_on(server, service->socket);
    if (e == ERR_NONE &&
        sd_event_add_io(loop, &server->source, server->fd, EPOLLIN, on_accept, server) < 0)
        e = ERR_LIBRARY;
    if (e != ERR_NONE) {
        peer_server_free(server);
        return e;
    }
    *ret_server = server;
    return ERR_NONE;
}

void peer_server_free(struct peer_server *server)
{
    if (!server)
        return;
    while (server->first) {
        sd_bus_flush(server->first->bus);
        connection_free(server->first);
    }
    sd_event_source_disable_unref(server->source);
    if (server->fd >= 0) {
        close(server->fd);
        unlink(server->address.sun_path);
    }
    free(server);
}

size_t peer_server_count(const struct peer_server *server)
{
    size_t n = 0;
    for (const struct connection *c = server->first; c; c = c->next)
        n++;
    return n;
}

static int emit_one(struct connection *c, const char *member, bool sensitive, peer_fill_fn *fill,
                    const void *what)
{
    const struct peer_service *s = c->server->service;
    sd_bus_message *m = NULL;
    int r = sd_bus_message_new_signal(c->bus, &m, s->object, s->interface, member);
    if (r >= 0 && sensitive)
        r = sd_bus_message_sensitive(m);
    if (r >= 0 && fill)
        r = fill(m, what);
    if (r >= 0)
        r = sd_bus_send(c->bus, m, NULL);
    sd_bus_message_unref(m);
    return r;
}

void peer_server_emit(struct peer_server *server, const char *member, bool sensitive,
                      peer_fill_fn *fill, const void *what)
{
    for (struct connection *c = server->first; c; c = c->next) {
        int r = emit_one(c, member, sensitive, fill, what);
        if (r < 0)
            log_event(LOG_WARN, "peer_emit_failed", "member=%s errno=%d", member, -r);
    }
}
