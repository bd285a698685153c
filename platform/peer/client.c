/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/peer/client.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "platform/base/clock.h"
#include "platform/base/paths.h"

enum { RETRY_MS = 200 };

static const char error_prefix[] = "org.budayang.Error.";

struct call {
    struct call *next, **at;
    struct peer_client *client;
    peer_reply_fn *on_reply;
    void *user;
    sd_bus_slot *slot;
    int64_t due_ms;
};

struct peer_client {
    sd_event *loop;
    struct peer_target target;
    struct timer *retry;
    sd_bus *bus;
    struct call *calls;
};

int peer_fail(sd_bus_error *error, enum err e)
{
    char name[64];
    snprintf(name, sizeof name, "%s%s", error_prefix, err_name(e));
    for (char *p = name + strlen(error_prefix); *p; p++)
        if (*p == '-') /* D-Bus names have no '-' */
            *p = '_';
    return sd_bus_error_set(error, name, err_text(e));
}

/* sd-bus says NoReply both for a time-out and for a connection that went: ask our own watch. */
static enum err error_of(const sd_bus_error *error, int64_t due_ms)
{
    if (sd_bus_error_has_name(error, SD_BUS_ERROR_NO_REPLY))
        return clock_now_ms() >= due_ms ? ERR_TIMEOUT : ERR_GONE;
    if (strncmp(error->name, error_prefix, strlen(error_prefix)) != 0)
        return ERR_LIBRARY;
    char name[64];
    snprintf(name, sizeof name, "%s", error->name + strlen(error_prefix));
    for (char *p = name; *p; p++)
        if (*p == '_')
            *p = '-';
    return err_from_name(name);
}

static void end_call(struct call *call, enum err e, sd_bus_message *reply)
{
    *call->at = call->next;
    if (call->next)
        call->next->at = call->at;
    sd_bus_slot_unref(call->slot);
    call->on_reply(call->user, e, reply);
    free(call);
}

static void drop_link(struct peer_client *client)
{
    if (!client->bus)
        return;
    sd_bus *bus = client->bus;
    client->bus = NULL;
    while (client->calls)
        end_call(client->calls, ERR_GONE, NULL);
    sd_bus_detach_event(bus);
    sd_bus_close_unref(bus);
}

static int on_disconnected(sd_bus_message *m, void *user, sd_bus_error *error)
{
    (void)m, (void)error;
    struct peer_client *client = user;
    drop_link(client);
    client->target.down(client->target.user);
    timer_set_after(client->retry, RETRY_MS);
    return 0;
}

static int on_signal(sd_bus_message *m, void *user, sd_bus_error *error)
{
    (void)error;
    struct peer_client *client = user;
    client->target.signal(client->target.user, sd_bus_message_get_member(m), m);
    return 0;
}

/* The connection is made by hand: a D-Bus address would need escaping of the path. */
static enum err connect_socket(const char *name, int *ret_fd)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    TRY(paths_join(PLACE_RUN, name, address.sun_path, sizeof address.sun_path));
    AUTO(auto_close) int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0)
        return err_from_errno(errno);
    *ret_fd = fd;
    fd = -1;
    return ERR_NONE;
}

bool peer_is_there(const char *name)
{
    int fd = -1;
    if (connect_socket(name, &fd) != ERR_NONE)
        return false;
    close(fd);
    return true;
}

static int start_bus(struct peer_client *client, int fd)
{
    const struct peer_target *t = &client->target;
    int r = sd_bus_new(&client->bus);
    if (r < 0 || (r = sd_bus_set_fd(client->bus, fd, fd)) < 0) {
        close(fd);
        return r;
    }
    if ((r = sd_bus_set_anonymous(client->bus, 1)) < 0 ||
        (r = sd_bus_set_bus_client(client->bus, 0)) < 0 ||
        (r = sd_bus_match_signal_async(client->bus, NULL, NULL, "/org/freedesktop/DBus/Local",
                                       "org.freedesktop.DBus.Local", "Disconnected",
                                       on_disconnected, NULL, client)) < 0 ||
        (r = sd_bus_match_signal_async(client->bus, NULL, NULL, t->object, t->interface, NULL,
                                       on_signal, NULL, client)) < 0 ||
        (r = sd_bus_start(client->bus)) < 0)
        return r;
    return sd_bus_attach_event(client->bus, client->loop, 0);
}

static void try_to_connect(void *user)
{
    struct peer_client *client = user;
    int fd = -1;
    if (connect_socket(client->target.socket, &fd) != ERR_NONE || start_bus(client, fd) < 0) {
        drop_link(client);
        timer_set_after(client->retry, RETRY_MS);
        return;
    }
    client->target.up(client->target.user);
}

enum err peer_client_new(sd_event *loop, struct timers *timers, const struct peer_target *target,
                         struct peer_client **ret_client)
{
    struct peer_client *client = calloc(1, sizeof *client);
    if (!client)
        return ERR_MEMORY;
    *client = (struct peer_client){.loop = loop, .target = *target};
    enum err e = timer_new(timers, try_to_connect, client, &client->retry);
    if (e != ERR_NONE) {
        free(client);
        return e;
    }
    timer_set_after(client->retry, 0);
    *ret_client = client;
    return ERR_NONE;
}

void peer_client_free(struct peer_client *client)
{
    if (!client)
        return;
    drop_link(client);
    timer_free(client->retry);
    free(client);
}

bool peer_client_is_up(const struct peer_client *client)
{
    return client->bus != NULL;
}

enum err peer_client_call_new(struct peer_client *client, const char *member,
                              sd_bus_message **ret_call)
{
    if (!client->bus)
        return ERR_GONE;
    const struct peer_target *t = &client->target;
    int r = sd_bus_message_new_method_call(client->bus, ret_call, NULL, t->object, t->interface,
                                           member);
    return r < 0 ? err_from_errno(-r) : ERR_NONE;
}

static int on_reply(sd_bus_message *m, void *user, sd_bus_error *error)
{
    (void)error;
    struct call *call = user;
    const sd_bus_error *failure = sd_bus_message_get_error(m);
    end_call(call, failure ? error_of(failure, call->due_ms) : ERR_NONE, failure ? NULL : m);
    return 0;
}

enum err peer_client_send(struct peer_client *client, sd_bus_message *message, int64_t timeout_ms,
                          peer_reply_fn *reply, void *user)
{
    struct call *call = calloc(1, sizeof *call);
    if (!call || !client->bus) {
        free(call);
        sd_bus_message_unref(message);
        return client->bus ? ERR_MEMORY : ERR_GONE;
    }
    *call = (struct call){.client = client,
                          .on_reply = reply,
                          .user = user,
                          .next = client->calls,
                          .due_ms = timeout_ms < 0 ? INT64_MAX : clock_now_ms() + timeout_ms};
    int r = sd_bus_call_async(client->bus, &call->slot, message, on_reply, call,
                              timeout_ms < 0 ? UINT64_MAX : (uint64_t)timeout_ms * 1000);
    sd_bus_message_unref(message);
    if (r < 0) {
        free(call);
        return err_from_errno(-r);
    }
    call->at = &client->calls;
    if (call->next)
        call->next->at = &call->next;
    client->calls = call;
    return ERR_NONE;
}
