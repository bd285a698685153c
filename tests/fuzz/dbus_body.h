/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as the body of a message that came over a bridge: sd-bus reads them from a socket, as
 * it does what a peer sends. The D-Bus Specification 0.38, "Message Format" and "Authentication
 * Protocol". */
#pragma once

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <systemd/sd-bus.h>

#include "platform/base/must.h"

enum { DBUS_BODY_MAX = 60000, DBUS_FDS_MAX = 4, DBUS_PATIENCE_US = 1000000 };

/* Descriptors that go with a message; they stay the caller's. */
struct dbus_fds {
    size_t count;
    int fd[DBUS_FDS_MAX];
};

struct dbus_pipe {
    sd_bus *bus;
    int peer;
    uint32_t serial;
};

static inline void dbus_demand(bool good)
{
    if (!good)
        __builtin_trap();
}

static inline void dbus_close(struct dbus_pipe *pipe)
{
    sd_bus_close_unref(pipe->bus);
    close(pipe->peer);
    *pipe = (struct dbus_pipe){.peer = -1};
}

static inline void dbus_open(struct dbus_pipe *pipe)
{
    static const char hello[] = "\0AUTH ANONYMOUS\r\nNEGOTIATE_UNIX_FD\r\nBEGIN\r\n";
    int pair[2];
    sd_id128_t id = SD_ID128_MAKE(42, 55, 44, 41, 59, 41, 4e, 47, 42, 55, 44, 41, 59, 41, 4e, 47);
    dbus_demand(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
    dbus_demand(sd_bus_new(&pipe->bus) >= 0 && sd_bus_set_fd(pipe->bus, pair[0], pair[0]) >= 0);
    dbus_demand(sd_bus_set_server(pipe->bus, 1, id) >= 0 &&
                sd_bus_set_anonymous(pipe->bus, 1) >= 0);
    dbus_demand(sd_bus_negotiate_fds(pipe->bus, 1) >= 0);
    dbus_demand(sd_bus_set_trusted(pipe->bus, 1) >= 0 && sd_bus_start(pipe->bus) >= 0);
    pipe->peer = pair[1];
    dbus_demand(write(pipe->peer, hello, sizeof hello - 1) == (ssize_t)sizeof hello - 1);
    int r; /* descriptors that come before the handshake's end are refused */
    while ((r = sd_bus_process(pipe->bus, NULL)) > 0)
        ;
    dbus_demand(r == 0 && sd_bus_is_ready(pipe->bus) > 0);
}

static inline size_t dbus_pad(uint8_t *at, size_t size, size_t to)
{
    while (size % to != 0)
        at[size++] = 0;
    return size;
}

static inline size_t dbus_field(uint8_t *head, size_t at, uint8_t code, char type, const char *text)
{
    uint32_t len = (uint32_t)strlen(text);
    at = dbus_pad(head, at, 8);
    head[at++] = code;
    head[at++] = 1;
    head[at++] = (uint8_t)type;
    head[at++] = 0;
    if (type == 'g') {
        head[at++] = (uint8_t)len;
    } else {
        memcpy(head + at, &len, 4);
        at += 4;
    }
    memcpy(head + at, text, len + 1);
    return at + len + 1;
}

static inline size_t dbus_number(uint8_t *head, size_t at, uint8_t code, uint32_t number)
{
    at = dbus_pad(head, at, 8);
    memcpy(head + at, (const uint8_t[]){code, 1, 'u', 0}, 4);
    memcpy(head + at + 4, &number, 4);
    return at + 8;
}

/* A call without an answer whose body has this signature. */
static inline size_t dbus_head(uint8_t *head, uint32_t serial, const char *signature, size_t size,
                               size_t fds)
{
    const uint32_t body = (uint32_t)size;
    memcpy(head, "l\1\1\1", 4);
    memcpy(head + 4, &body, 4);
    memcpy(head + 8, &serial, 4);
    size_t at = dbus_field(head, 16, 1, 'o', "/t");
    at = dbus_field(head, at, 3, 's', "T");
    at = dbus_field(head, at, 8, 'g', signature);
    if (fds)
        at = dbus_number(head, at, 9, (uint32_t)fds);
    const uint32_t fields = (uint32_t)(at - 16);
    memcpy(head + 12, &fields, 4);
    return dbus_pad(head, at, 8);
}

/* Whole, whatever signal comes between: libFuzzer's alarm does. */
static inline void dbus_send(int peer, const void *data, size_t size, const struct dbus_fds *fds)
{
    union {
        struct cmsghdr align;
        uint8_t room[CMSG_SPACE(sizeof(int) * DBUS_FDS_MAX)];
    } control = {.room = {0}};
    for (size_t done = 0; done < size;) {
        struct iovec part = {(uint8_t *)(uintptr_t)data + done, size - done};
        struct msghdr all = {.msg_iov = &part, .msg_iovlen = 1};
        if (fds && fds->count && done == 0) {
            all.msg_control = control.room;
            all.msg_controllen = CMSG_SPACE(sizeof(int) * fds->count);
            struct cmsghdr *rights = CMSG_FIRSTHDR(&all);
            rights->cmsg_level = SOL_SOCKET;
            rights->cmsg_type = SCM_RIGHTS;
            rights->cmsg_len = CMSG_LEN(sizeof(int) * fds->count);
            memcpy(CMSG_DATA(rights), fds->fd, sizeof(int) * fds->count);
        }
        ssize_t n = sendmsg(peer, &all, MSG_NOSIGNAL);
        dbus_demand(n >= 0 || errno == EINTR);
        done += n > 0 ? (size_t)n : 0;
    }
}

/* NULL when sd-bus itself refused it, or dropped it without a word. Little-endian machines only. */
static inline sd_bus_message *dbus_receive_with(struct dbus_pipe *pipe, const char *signature,
                                                const uint8_t *body, size_t size,
                                                const struct dbus_fds *fds)
{
    uint8_t head[512];
    if (!pipe->bus)
        dbus_open(pipe);
    size_t len = dbus_head(head, ++pipe->serial, signature, size, fds ? fds->count : 0);
    dbus_send(pipe->peer, head, len, fds);
    dbus_send(pipe->peer, body, size, NULL);
    for (;;) {
        sd_bus_message *m = NULL;
        int r = sd_bus_process(pipe->bus, &m);
        if (m && strcmp(sd_bus_message_get_member(m), "T") == 0)
            return m;
        sd_bus_message_unref(m);
        if (r == 0) /* nothing came though all was sent: it was dropped */
            r = sd_bus_wait(pipe->bus, DBUS_PATIENCE_US) == 0 ? -EBADMSG : 0;
        if (r < 0) {
            dbus_close(pipe);
            return NULL;
        }
    }
}

static inline sd_bus_message *dbus_receive(struct dbus_pipe *pipe, const char *signature,
                                           const uint8_t *body, size_t size)
{
    return dbus_receive_with(pipe, signature, body, size, NULL);
}

/* A message of ours, to be read again once it is turned. */
static inline sd_bus_message *dbus_begin(struct dbus_pipe *pipe)
{
    sd_bus_message *m = NULL;
    dbus_demand(sd_bus_message_new_method_call(pipe->bus, &m, NULL, "/t", NULL, "T") >= 0);
    return m;
}

static inline void dbus_turn(sd_bus_message *m)
{
    dbus_demand(sd_bus_message_seal(m, 1, 0) >= 0 && sd_bus_message_rewind(m, true) >= 0);
}
