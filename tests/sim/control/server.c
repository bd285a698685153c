/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/control/server.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "tests/sim/control/command.h"

enum { CLIENTS = 16, FIXED = 4 };

struct client {
    int fd; /* < 0: free */
    char line[COMMAND_LINE];
    size_t size;
    bool waiting;
    unsigned wait_receipts;
    int64_t wait_until;
};

struct server {
    struct cabinet *cabinet;
    int listen_fd, stop_fd, step_fd;
    bool quit;
    struct client client[CLIENTS];
};

enum err server_listen(const char *socket_path, int *ret_fd)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(socket_path) >= sizeof address.sun_path)
        return ERR_TOO_LONG;
    memcpy(address.sun_path, socket_path, strlen(socket_path) + 1);
    AUTO(auto_close) int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    unlink(socket_path);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(fd, CLIENTS) != 0)
        return err_from_errno(errno);
    *ret_fd = fd;
    fd = -1;
    return ERR_NONE;
}

static void client_close(struct client *c)
{
    close(c->fd);
    c->fd = -1;
    c->waiting = false;
    c->size = 0;
}

static void client_say(struct client *c, const char *text)
{
    char out[COMMAND_REPLY + 1];
    int n = snprintf(out, sizeof out, "%s\n", text);
    if (send(c->fd, out, (size_t)n, MSG_NOSIGNAL) != n)
        client_close(c); /* it went, or does not read */
}

static void run_line(struct server *s, struct client *c, char *line)
{
    struct command_reply reply;
    command_run(s->cabinet, line, &reply);
    s->quit = s->quit || reply.quit;
    c->waiting = reply.wait;
    c->wait_receipts = reply.wait_receipts;
    c->wait_until = reply.wait_until;
    if (!reply.wait)
        client_say(c, reply.text);
}

/* Runs the complete lines; one that waits holds those behind it back. */
static void run_lines(struct server *s, struct client *c)
{
    while (c->fd >= 0 && !c->waiting && !s->quit) {
        char *end = memchr(c->line, '\n', c->size);
        if (!end)
            break;
        char line[COMMAND_LINE];
        size_t len = (size_t)(end - c->line);
        memcpy(line, c->line, len);
        line[len] = '\0';
        c->size -= len + 1;
        memmove(c->line, end + 1, c->size);
        run_line(s, c, line);
    }
}

static void client_read(struct server *s, struct client *c)
{
    ssize_t n = recv(c->fd, c->line + c->size, sizeof c->line - c->size, MSG_DONTWAIT);
    if (n < 0 && errno == EAGAIN)
        return;
    if (n <= 0) { /* gone, or a line that does not fit */
        client_close(c);
        return;
    }
    c->size += (size_t)n;
    run_lines(s, c);
}

static void client_accept(struct server *s)
{
    int fd = accept4(s->listen_fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0)
        return;
    for (size_t i = 0; i < CLIENTS; i++)
        if (s->client[i].fd < 0) {
            s->client[i].fd = fd;
            return;
        }
    close(fd);
}

static void answer_waiters(struct server *s)
{
    int64_t now = s->cabinet->world.now();
    for (size_t i = 0; i < CLIENTS; i++) {
        struct client *c = &s->client[i];
        bool there = s->cabinet->receipts >= c->wait_receipts;
        if (!c->waiting || (!there && now < c->wait_until))
            continue;
        char text[64];
        snprintf(text, sizeof text, "%s %u", there ? "ok" : "error only", s->cabinet->receipts);
        c->waiting = false;
        client_say(c, text);
        run_lines(s, c);
    }
}

static int64_t next_time(struct server *s)
{
    int64_t next = world_next(&s->cabinet->world);
    for (size_t i = 0; i < CLIENTS; i++)
        if (s->client[i].waiting && s->client[i].wait_until < next)
            next = s->client[i].wait_until;
    return next;
}

static int timeout_ms(struct server *s)
{
    int64_t next = next_time(s), now = s->cabinet->world.now();
    if (next == INT64_MAX)
        return -1;
    if (next <= now)
        return 0;
    return next - now > 3600000 ? 3600000 : (int)(next - now);
}

static bool wait_for_events(struct server *s)
{
    struct pollfd fds[FIXED + CLIENTS] = {
        {.fd = s->stop_fd, .events = POLLIN},
        {.fd = s->listen_fd, .events = POLLIN},
        {.fd = s->cabinet->world.wake_fd, .events = POLLIN},
        {.fd = s->step_fd, .events = POLLIN},
    };
    for (size_t i = 0; i < CLIENTS; i++) /* one that waits is only watched for going away */
        fds[FIXED + i] =
            (struct pollfd){.fd = s->client[i].fd, .events = s->client[i].waiting ? 0 : POLLIN};
    if (poll(fds, ARRAY_LEN(fds), timeout_ms(s)) < 0)
        return errno == EINTR;
    if (fds[0].revents)
        return false;
    if (fds[2].revents)
        world_drain(&s->cabinet->world);
    if (fds[3].revents)
        clock_step_drain(s->step_fd);
    for (size_t i = 0; i < CLIENTS; i++)
        if (s->client[i].fd >= 0 && fds[FIXED + i].revents && s->client[i].waiting)
            client_close(&s->client[i]);
        else if (s->client[i].fd >= 0 && fds[FIXED + i].revents)
            client_read(s, &s->client[i]);
    if (fds[1].revents)
        client_accept(s);
    return true;
}

enum err server_run(struct cabinet *c, int listen_fd, int stop_fd)
{
    AUTO(auto_free) struct server *s = calloc(1, sizeof *s);
    if (!s)
        return ERR_MEMORY;
    s->cabinet = c;
    s->listen_fd = listen_fd;
    s->stop_fd = stop_fd;
    s->step_fd = clock_step_fd();
    for (size_t i = 0; i < CLIENTS; i++)
        s->client[i].fd = -1;
    while (!s->quit && wait_for_events(s)) {
        world_run(&c->world);
        cabinet_settle(c);
        answer_waiters(s);
    }
    for (size_t i = 0; i < CLIENTS; i++)
        if (s->client[i].fd >= 0)
            client_close(&s->client[i]);
    if (s->step_fd >= 0)
        close(s->step_fd);
    return ERR_NONE;
}
