/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/crash/sending/line.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

enum { PIECE = 16 * 1024, TICK_US = 1000 };

/* One direction of a connection. */
struct flow {
    struct link *link;
    enum line_way way;
    int from, to;
    sd_event_source *readable;
};

struct link {
    struct link *next;
    struct line *line;
    int fd[2]; /* the kiosk's, the province's */
    struct flow flow[2];
    bool stalled;
};

struct line {
    sd_event *loop;
    int listener;
    uint16_t port, province_port;
    sd_event_source *accept, *tick;
    struct link *first;
    struct line_plan plan;
    size_t passed;
    unsigned struck;
};

static int listen_anywhere(uint16_t *ret_port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0 && bind(fd, (struct sockaddr *)&address, size) == 0 &&
                listen(fd, 16) == 0 && getsockname(fd, (struct sockaddr *)&address, &size) == 0);
    *ret_port = ntohs(address.sin_port);
    return fd;
}

static int connect_to(uint16_t port)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

/* A close that says reset instead of end. */
static void close_hard(int fd, bool hard)
{
    const struct linger now = {.l_onoff = 1};
    if (hard)
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd);
}

static void link_free(struct link *link, bool hard)
{
    struct link **at = &link->line->first;
    while (*at != link)
        at = &(*at)->next;
    *at = link->next;
    for (int i = 0; i < 2; i++) {
        sd_event_source_disable_unref(link->flow[i].readable);
        close_hard(link->fd[i], hard);
    }
    free(link);
}

/* Loopback takes it at once: both ends read whenever they can. */
static bool pass(int fd, const char *data, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t n = send(fd, data + done, size - done, MSG_NOSIGNAL);
        if (n < 0 && errno != EINTR)
            return false;
        done += n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* How much of what came may go on before the plan strikes; all of it when it does not. */
static size_t before_the_fault(struct line *line, enum line_way way, size_t size, bool *ret_strikes)
{
    const struct line_plan *plan = &line->plan;
    bool counts = plan->fault != LINE_FINE && plan->fault != LINE_REFUSE &&
                  plan->fault != LINE_SLOW && plan->way == way;
    *ret_strikes = counts && line->passed + size > plan->bytes;
    size_t now = *ret_strikes ? plan->bytes - line->passed : size;
    line->passed += counts ? now : 0;
    return now;
}

static void strike(struct link *link, const char *rest, struct flow *flow, size_t size)
{
    struct line *line = link->line;
    const struct line_plan plan = line->plan;
    line->struck++;
    line->plan = (struct line_plan){.fault = LINE_FINE};
    switch (plan.fault) {
    case LINE_STALL:
        link->stalled = true;
        sd_event_source_set_enabled(link->flow[0].readable, SD_EVENT_OFF);
        sd_event_source_set_enabled(link->flow[1].readable, SD_EVENT_OFF);
        break;
    case LINE_CALL:
        plan.called(plan.user);
        if (!pass(flow->to, rest, size))
            link_free(link, false);
        break;
    default:
        link_free(link, plan.fault == LINE_RESET);
    }
}

static int on_tick(sd_event_source *source, uint64_t usec, void *user)
{
    (void)source, (void)usec;
    const struct line *line = user;
    for (struct link *l = line->first; l; l = l->next)
        for (int i = 0; i < 2 && !l->stalled; i++)
            sd_event_source_set_enabled(l->flow[i].readable, SD_EVENT_ON);
    return 0;
}

static void wait_a_tick(struct flow *flow)
{
    struct line *line = flow->link->line;
    sd_event_source_set_enabled(flow->readable, SD_EVENT_OFF);
    sd_event_source_set_time_relative(line->tick, TICK_US);
    sd_event_source_set_enabled(line->tick, SD_EVENT_ONESHOT);
}

static int on_readable(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)source, (void)events;
    char data[PIECE];
    struct flow *flow = user;
    struct link *link = flow->link;
    struct line *line = link->line;
    bool strikes;
    bool slow = line->plan.fault == LINE_SLOW;
    ssize_t got = recv(fd, data, slow ? line->plan.bytes : sizeof data, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return 0;
    if (got <= 0) {
        link_free(link, got < 0);
        return 0;
    }
    size_t now = before_the_fault(line, flow->way, (size_t)got, &strikes);
    if (!pass(flow->to, data, now))
        link_free(link, false);
    else if (strikes)
        strike(link, data + now, flow, (size_t)got - now);
    else if (slow)
        wait_a_tick(flow);
    return 0;
}

static void link_new(struct line *line, int kiosk, int province)
{
    struct link *link = calloc(1, sizeof *link);
    assert_non_null(link);
    *link = (struct link){.next = line->first, .line = line, .fd = {kiosk, province}};
    line->first = link;
    for (int i = 0; i < 2; i++) {
        link->flow[i] = (struct flow){link, (enum line_way)i, link->fd[i], link->fd[!i], NULL};
        setsockopt(link->fd[i], IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        assert_true(sd_event_add_io(line->loop, &link->flow[i].readable, link->fd[i], EPOLLIN,
                                    on_readable, &link->flow[i]) >= 0);
    }
}

static bool is_refused(struct line *line)
{
    if (line->plan.fault != LINE_REFUSE)
        return false;
    if (--line->plan.times <= 0)
        line->plan.fault = LINE_FINE;
    return true;
}

static int on_connection(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)source, (void)events;
    struct line *line = user;
    int kiosk = accept4(fd, NULL, NULL, SOCK_CLOEXEC);
    if (kiosk < 0)
        return 0;
    int province = is_refused(line) ? -1 : connect_to(line->province_port);
    if (province < 0)
        close_hard(kiosk, true);
    else
        link_new(line, kiosk, province);
    return 0;
}

struct line *line_new(sd_event *loop, uint16_t province_port)
{
    struct line *line = calloc(1, sizeof *line);
    assert_non_null(line);
    *line = (struct line){.loop = loop, .province_port = province_port};
    line->listener = listen_anywhere(&line->port);
    assert_true(
        sd_event_add_io(loop, &line->accept, line->listener, EPOLLIN, on_connection, line) >= 0);
    assert_true(
        sd_event_add_time_relative(loop, &line->tick, CLOCK_MONOTONIC, 0, 0, on_tick, line) >= 0);
    return line;
}

void line_free(struct line *line)
{
    while (line->first)
        link_free(line->first, false);
    sd_event_source_disable_unref(line->accept);
    sd_event_source_disable_unref(line->tick);
    close(line->listener);
    free(line);
}

uint16_t line_port(const struct line *line)
{
    return line->port;
}

void line_lead_to(struct line *line, uint16_t province_port)
{
    while (line->first)
        link_free(line->first, true);
    line->province_port = province_port;
}

static void end_stalled(struct line *line)
{
    for (struct link *l = line->first, *next; l; l = next) {
        next = l->next;
        if (l->stalled)
            link_free(l, true);
    }
}

void line_set(struct line *line, const struct line_plan *plan)
{
    line->plan = *plan;
    line->passed = 0;
    if (plan->fault == LINE_FINE)
        end_stalled(line);
}

unsigned line_breaks(const struct line *line)
{
    return line->struck;
}
