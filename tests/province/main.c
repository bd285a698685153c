/* SPDX-License-Identifier: Apache-2.0 */
/* province-standin: the province for demos and tests. See README.md. */
#include <getopt.h>
#include <signal.h>
#include <string.h>

#include "tests/province/control.h"
#include "tests/province/desk.h"
#include "tests/province/office.h"
#include "tests/province/web.h"

struct arguments {
    long port, office; /* office -1: none */
    const char *keys, *db, *control, *ready;
};

struct program {
    struct desk desk;
    struct web *web;
    struct control *control;
    struct office *office;
    char office_url[40];
    sd_event *loop;
};

static bool read_arguments(int argc, char **argv, struct arguments *ret)
{
    static const struct option options[] = {
        {"port", required_argument, NULL, 'p'},
        {"keys", required_argument, NULL, 'k'},
        {"db", required_argument, NULL, 'd'},
        {"control", required_argument, NULL, 'c'},
        {"ready", required_argument, NULL, 'r'},
        {"office-port", required_argument, NULL, 'o'},
        {NULL, 0, NULL, 0},
    };
    *ret = (struct arguments){.port = -1, .office = -1};
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (c == 'p')
            ret->port = strtol(optarg, NULL, 10);
        else if (c == 'k')
            ret->keys = optarg;
        else if (c == 'd')
            ret->db = optarg;
        else if (c == 'c')
            ret->control = optarg;
        else if (c == 'r')
            ret->ready = optarg;
        else if (c == 'o')
            ret->office = strtol(optarg, NULL, 10);
        else
            return false;
    }
    return ret->port >= 0 && ret->port <= 65535 && ret->office <= 65535 && ret->keys && ret->db &&
           ret->control;
}

static void on_request(void *user, const struct desk_request *request, struct reply *ret_reply)
{
    struct program *p = user;
    desk_serve(&p->desk, request, ret_reply);
    if (p->control)
        control_look(p->control);
}

static bool start(struct program *p, const struct arguments *a)
{
    p->desk.guard = guard_new(a->keys, &p->desk.lapses);
    const struct web_options options = {(uint16_t)a->port, a->keys,    p->desk.guard,
                                        &p->desk.lapses,   on_request, p};
    p->desk.judge = judge_new(a->keys, &p->desk.lapses);
    p->desk.store = store_new(a->db);
    p->desk.boxes = boxes_new(a->db);
    p->desk.people = people_new();
    p->desk.publisher = publisher_new(a->keys);
    if (!p->desk.publisher || !p->desk.guard || !p->desk.judge || !p->desk.store ||
        !p->desk.boxes || !p->desk.people) {
        fprintf(stderr, "province-standin: cannot use %s or %s\n", a->keys, a->db);
        return false;
    }
    p->web = web_new(p->loop, &options);
    if (!p->web)
        return false;
    const struct control_rooms rooms = {&p->desk, p->web};
    p->control = control_new(p->loop, a->control, rooms);
    if (p->control && a->office >= 0)
        p->office = office_new(p->loop, (uint16_t)a->office, rooms, p->control);
    if (p->office)
        snprintf(p->office_url, sizeof p->office_url, "http://127.0.0.1:%u/",
                 office_port(p->office));
    p->desk.office_url = p->office ? p->office_url : NULL;
    return p->control && (p->office || a->office < 0);
}

/* Written beside and renamed: who sees the file sees all of it. */
static bool tell_ready(const struct program *p, const char *path)
{
    char beside[512];
    if (!path)
        return true;
    snprintf(beside, sizeof beside, "%s.new", path);
    FILE *f = fopen(beside, "w");
    if (!f)
        return false;
    fprintf(f, "https://127.0.0.1:%u/kiosk/v1\n", web_port(p->web));
    if (p->office)
        fprintf(f, "http://127.0.0.1:%u/\n", office_port(p->office));
    return fclose(f) == 0 && rename(beside, path) == 0;
}

static void stop(struct program *p)
{
    office_free(p->office);
    control_free(p->control);
    web_free(p->web);
    upkeep_done(&p->desk.upkeep);
    remote_done(&p->desk.remote);
    json_decref(p->desk.arrivals);
    publisher_free(p->desk.publisher);
    people_free(p->desk.people);
    store_free(p->desk.store);
    boxes_free(p->desk.boxes);
    judge_free(p->desk.judge);
    guard_free(p->desk.guard);
    sd_event_unref(p->loop);
}

int main(int argc, char **argv)
{
    struct arguments arguments;
    struct program program = {0};
    sigset_t signals;
    if (!read_arguments(argc, argv, &arguments)) {
        fprintf(stderr, "usage: province-standin --port P --keys DIR --db FILE --control SOCKET "
                        "[--ready FILE] [--office-port P]\n");
        return 2;
    }
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    if (sd_event_new(&program.loop) < 0 ||
        sd_event_add_signal(program.loop, NULL, SIGTERM, NULL, NULL) < 0 ||
        sd_event_add_signal(program.loop, NULL, SIGINT, NULL, NULL) < 0)
        return 1;
    bool ok = start(&program, &arguments) && tell_ready(&program, arguments.ready);
    int r = ok ? sd_event_loop(program.loop) : 1;
    stop(&program);
    return r == 0 ? 0 : 1;
}
