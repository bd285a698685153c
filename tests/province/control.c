/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/control.h"
#include "tests/province/desk_corrections.h"

#include "tests/province/carried.h"
#include "tests/province/control_booking.h"
#include "tests/province/control_people.h"
#include "tests/province/counted.h"
#include "tests/province/together.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>

enum { LINE_MAX_SIZE = 1024 };

struct tester {
    struct tester *next;
    struct control *control;
    int fd;
    sd_event_source *readable, *patience;
    char line[LINE_MAX_SIZE];
    size_t len;
    counted_fn *counted; /* what it waits for, NULL when it does not */
    int wanted;
};

struct control {
    sd_event *loop;
    struct control_rooms rooms;
    int fd;
    sd_event_source *accept;
    struct tester *first;
    struct sockaddr_un address;
};

static void tester_free(struct tester *t)
{
    struct tester **at = &t->control->first;
    while (*at != t)
        at = &(*at)->next;
    *at = t->next;
    sd_event_source_disable_unref(t->readable);
    sd_event_source_disable_unref(t->patience);
    close(t->fd);
    free(t);
}

/* A reply can be long (`cases`): the tester reads, so writing may wait. */
static void say(struct tester *t, const char *word, const char *rest)
{
    char *text = NULL;
    int len = asprintf(&text, "%s%s%s\n", word, *rest ? " " : "", rest);
    for (int sent = 0; len > 0 && sent < len;) {
        ssize_t n = send(t->fd, text + sent, (size_t)(len - sent), MSG_NOSIGNAL);
        if (n < 0 && errno != EINTR)
            break;
        sent += n > 0 ? (int)n : 0;
    }
    free(text);
}

static void say_whether(struct tester *t, bool ok, const char *why)
{
    say(t, ok ? "ok" : "error", ok ? "" : why);
}

static void say_number(struct tester *t, const char *word, long n)
{
    char text[24];
    snprintf(text, sizeof text, "%ld", n);
    say(t, word, text);
}

static void do_network(struct tester *t, const char *rest)
{
    if (strcmp(rest, "cut") == 0) {
        web_cut(t->control->rooms.web);
        say(t, "ok", "");
    } else if (strcmp(rest, "restore") == 0) {
        bool ok = web_restore(t->control->rooms.web);
        say(t, ok ? "ok" : "error", ok ? "" : "the port is taken");
    } else {
        say(t, "error", "network cut|restore");
    }
}

static void do_fault(struct tester *t, const char *rest)
{
    const char *wrong = faults_set(&t->control->rooms.desk->faults, rest);
    say(t, wrong ? "error" : "ok", wrong ? wrong : "");
}

/* Those of the line need a new one. */
static void do_lapse(struct tester *t, const char *rest)
{
    struct control_rooms *rooms = &t->control->rooms;
    if (!lapses_set(&rooms->desk->lapses, rest)) {
        say(t, "error", "unknown lapse");
        return;
    }
    web_cut(rooms->web);
    say_whether(t, web_restore(rooms->web), "the port is taken");
}

static void do_gateway(struct tester *t, const char *rest)
{
    const char *wrong = guard_say(t->control->rooms.desk->guard, rest);
    say(t, wrong ? "error" : "ok", wrong ? wrong : "");
}

static void say_json(struct tester *t, const json_t *value)
{
    AUTO(auto_free) char *text = value ? json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    say(t, "ok", text ? text : "{}");
}

static void do_cases(struct tester *t, const char *rest)
{
    (void)rest;
    json_t *list = store_list(t->control->rooms.desk->store);
    say_json(t, list);
    json_decref(list);
}

static void do_corrections(struct tester *t, const char *rest)
{
    (void)rest;
    json_t *list = store_list_corrections(t->control->rooms.desk->store);
    say_json(t, list);
    json_decref(list);
}

static void do_heartbeat(struct tester *t, const char *rest)
{
    (void)rest;
    say_json(t, t->control->rooms.desk->upkeep.heartbeat);
}

static void do_tickets(struct tester *t, const char *rest)
{
    (void)rest;
    say_json(t, t->control->rooms.desk->upkeep.tickets);
}

static void do_orders(struct tester *t, const char *rest)
{
    (void)rest;
    say_json(t, t->control->rooms.desk->remote.orders);
}

static void do_arrivals(struct tester *t, const char *rest)
{
    (void)rest;
    say_json(t, t->control->rooms.desk->arrivals);
}

static void do_requests(struct tester *t, const char *rest)
{
    (void)rest;
    say_number(t, "ok", t->control->rooms.desk->requests);
}

static void do_part(struct tester *t, const char *rest)
{
    say_whether(t, together_act_line(t->control->rooms.desk, rest),
                "no such part, or not NUMBER TASK_CODE STATE WORDS");
}

static void do_promise(struct tester *t, const char *rest)
{
    t->control->rooms.desk->promise_days = strtol(rest, NULL, 10);
    say(t, "ok", "");
}

static void do_decide(struct tester *t, const char *rest)
{
    say_whether(t, desk_decide(t->control->rooms.desk, rest), "no such case");
}

static void do_return(struct tester *t, const char *rest)
{
    say_whether(t, desk_return_line(t->control->rooms.desk, rest),
                "no such case, or not NUMBER FIELD NAME DAY REASON");
}

static void do_carried(struct tester *t, const char *rest)
{
    struct carried c = {.rows = 0};
    char text[96];
    const char *wrong = carried_take(t->control->rooms.desk, rest, &c);
    snprintf(text, sizeof text, "rows=%d new=%d known=%d refused=%d", c.rows, c.fresh, c.known,
             c.refused);
    say(t, wrong ? "error" : "ok", wrong ? wrong : text);
}

static void do_publish(struct tester *t, const char *rest)
{
    char sm3[65] = "";
    const char *wrong = publisher_obey(t->control->rooms.desk->publisher, rest, sm3);
    say(t, wrong ? "error" : "ok", wrong ? wrong : sm3);
}

static void do_quit(struct tester *t, const char *rest)
{
    (void)rest;
    say(t, "ok", "");
    sd_event_exit(t->control->loop, 0);
}

/* The wait's clock is the real one: a stepped one would end it too early. */
static int on_patience_over(sd_event_source *source, uint64_t usec, void *user)
{
    (void)source, (void)usec;
    struct tester *t = user;
    int have = t->counted(t->control->rooms.desk);
    t->counted = NULL;
    t->patience = sd_event_source_disable_unref(t->patience);
    say_number(t, "error timeout, have", have);
    return 0;
}

static bool is_answered(struct tester *t)
{
    int have = t->counted(t->control->rooms.desk);
    if (have < t->wanted)
        return false;
    t->counted = NULL;
    t->patience = sd_event_source_disable_unref(t->patience);
    say_number(t, "ok", have);
    return true;
}

static void do_wait(struct tester *t, const char *rest)
{
    char what[16];
    long ms = 0;
    bool read = sscanf(rest, "%15s %d %ld", what, &t->wanted, &ms) == 3 && ms >= 0;
    t->counted = read ? counted_of(what) : NULL;
    if (!t->counted) {
        say(t, "error", "wait cases|ratings|tickets|heartbeats N MS");
        return;
    }
    if (is_answered(t))
        return;
    if (sd_event_add_time_relative(t->control->loop, &t->patience, CLOCK_MONOTONIC,
                                   (uint64_t)ms * 1000, 1000, on_patience_over, t) < 0) {
        t->counted = NULL;
        say(t, "error", "no timer");
    }
}

static const struct {
    const char *word;
    void (*run)(struct tester *t, const char *rest);
} commands[] = {
    {"network", do_network}, {"fault", do_fault},         {"cases", do_cases},
    {"wait", do_wait},       {"requests", do_requests},   {"promise", do_promise},
    {"lapse", do_lapse},     {"heartbeat", do_heartbeat}, {"tickets", do_tickets},
    {"decide", do_decide},   {"arrivals", do_arrivals},   {"publish", do_publish},
    {"carried", do_carried}, {"gateway", do_gateway},     {"return", do_return},
    {"quit", do_quit},       {"orders", do_orders},       {"corrections", do_corrections},
    {"part", do_part},
};

static void run_line(struct tester *t, char *line)
{
    char *rest = strchr(line, ' ');
    if (rest)
        *rest++ = '\0';
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        if (strcmp(commands[i].word, line) == 0) {
            commands[i].run(t, rest ? rest : "");
            return;
        }
    AUTO(auto_free) char *text = NULL;
    bool good = false;
    struct desk *desk = t->control->rooms.desk;
    const char *what = rest ? rest : "";
    if (control_booking(desk, line, what, &good, &text) ||
        control_people(desk, line, what, &good, &text))
        say(t, good ? "ok" : "error", text ? text : "");
    else
        say(t, "error", "unknown command");
}

/* Whole lines, one after the other; a waiting tester's next line stays until it was answered. */
static void run_lines(struct tester *t)
{
    char *end;
    while (!t->counted && (end = memchr(t->line, '\n', t->len))) {
        char line[LINE_MAX_SIZE];
        size_t n = (size_t)(end - t->line);
        memcpy(line, t->line, n);
        line[n && line[n - 1] == '\r' ? n - 1 : n] = '\0';
        t->len -= n + 1;
        memmove(t->line, end + 1, t->len);
        run_line(t, line);
    }
}

static int on_words(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)source, (void)events;
    struct tester *t = user;
    ssize_t n = recv(fd, t->line + t->len, sizeof t->line - t->len, MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return 0;
    if (n <= 0) {
        tester_free(t);
        return 0;
    }
    t->len += (size_t)n;
    run_lines(t);
    if (t->len == sizeof t->line)
        tester_free(t);
    return 0;
}

static int on_tester(sd_event_source *source, int listener, uint32_t events, void *user)
{
    (void)source, (void)events;
    struct control *control = user;
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    struct tester *t = fd >= 0 ? calloc(1, sizeof *t) : NULL;
    if (!t) {
        if (fd >= 0)
            close(fd);
        return 0;
    }
    *t = (struct tester){.control = control, .fd = fd, .next = control->first};
    control->first = t;
    if (sd_event_add_io(control->loop, &t->readable, fd, EPOLLIN, on_words, t) < 0)
        tester_free(t);
    return 0;
}

void control_look(struct control *control)
{
    for (struct tester *t = control->first; t; t = t->next)
        if (t->counted && is_answered(t))
            run_lines(t);
}

struct control *control_new(sd_event *loop, const char *path, struct control_rooms rooms)
{
    struct control *control = calloc(1, sizeof *control);
    if (!control)
        return NULL;
    *control = (struct control){.loop = loop, .rooms = rooms, .address.sun_family = AF_UNIX};
    snprintf(control->address.sun_path, sizeof control->address.sun_path, "%s", path);
    unlink(path);
    control->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (control->fd < 0 ||
        bind(control->fd, (struct sockaddr *)&control->address, sizeof control->address) < 0 ||
        listen(control->fd, 8) < 0 ||
        sd_event_add_io(loop, &control->accept, control->fd, EPOLLIN, on_tester, control) < 0) {
        perror("province-standin: control socket");
        control_free(control);
        return NULL;
    }
    return control;
}

void control_free(struct control *control)
{
    if (!control)
        return;
    while (control->first)
        tester_free(control->first);
    sd_event_source_disable_unref(control->accept);
    if (control->fd >= 0) {
        close(control->fd);
        unlink(control->address.sun_path);
    }
    free(control);
}
