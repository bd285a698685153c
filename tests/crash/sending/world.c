/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/crash/sending/world.h"

#include <fcntl.h>
#include <jansson.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "platform/base/clock.h"
#include "platform/base/text.h"

enum {
    RECONNECT_MS = 200, /* platform/peer/client */
    LOOK_US = 10 * 1000,
    QUIET_US = 50 * 1000,
    STARTS_MAX = 20,
    LONGER_THAN_ANY_WAIT_MS = 70 * 60 * 1000,
    PEOPLE_TEXT = 19,
    WITH_FILES = 4 /* every such application has one to three */
};

uint32_t world_roll(struct world *w, uint32_t sides)
{
    w->chance ^= w->chance << 13;
    w->chance ^= w->chance >> 17;
    w->chance ^= w->chance << 5;
    return w->chance % sides;
}

static void run(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void run(const char *format, ...)
{
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    assert_true(n > 0 && (size_t)n < sizeof line);
    assert_int_equal(0, system(line)); /* NOLINT(cert-env33-c): our own words */
}

static void make_disk(struct world *w)
{
    const char *path = house_path(&w->house, "disk");
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0 && ftruncate(fd, sizeof *w->disk) == 0);
    w->disk = mmap(NULL, sizeof *w->disk, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    assert_true(w->disk != MAP_FAILED);
    close(fd);
    setenv("BAD_CALLS", path, 1);
}

void world_open(struct world *w)
{
    memset(w, 0, sizeof *w);
    w->patience_us = WORLD_PATIENCE_US;
    house_open(&w->house);
    run("%s/certificates %s/keys %d", SENDING, w->house.root, WORLD_CERTIFICATES);
    make_disk(w);
    w->house.preload = BAD_CALLS;
    snprintf(w->log, sizeof w->log, "%s", house_path(&w->house, "log"));
    w->house.log = w->log;
    caller_open(&w->caller);
    w->line = line_new(w->caller.loop, 0);
}

void world_close(struct world *w)
{
    world_clear(w);
    if (w->house.platform)
        world_end(w, SIGKILL);
    line_free(w->line);
    caller_close(&w->caller);
    munmap(w->disk, sizeof *w->disk);
    house_close(&w->house);
}

/* The kiosk's settings name the line, and the line leads to the province. */
static void lay_line(struct world *w)
{
    unsigned port;
    assert_int_equal(1, sscanf(w->house.url, "https://127.0.0.1:%u/", &port));
    line_lead_to(w->line, (uint16_t)port);
    snprintf(w->house.url, sizeof w->house.url, "https://127.0.0.1:%u/kiosk/v1",
             line_port(w->line));
    house_write_settings(&w->house);
}

void world_begin(struct world *w, uint32_t seed)
{
    world_clear(w);
    if (w->house.platform)
        world_end(w, SIGKILL);
    house_empty(&w->house);
    unlink(w->log);
    lay_line(w);
    w->chance = (seed * 2654435761U) | 1;
    w->failpoint[0] = '\0';
    w->history.count = 0;
    w->history.steps = 0;
}

/* --- the process --- */

static int on_death(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)fd, (void)events;
    ((struct world *)user)->is_dead = true;
    sd_event_source_set_enabled(source, SD_EVENT_OFF);
    return 0;
}

static void watch_process(struct world *w)
{
    int fd = (int)syscall(SYS_pidfd_open, w->house.platform, 0);
    w->is_dead = false;
    assert_true(fd >= 0);
    assert_true(sd_event_add_io(w->caller.loop, &w->death, fd, EPOLLIN, on_death, w) >= 0);
    sd_event_source_set_io_fd_own(w->death, 1);
}

static void bury(struct world *w)
{
    w->death = sd_event_source_disable_unref(w->death);
    house_end_platform(&w->house, 0);
}

void world_end(struct world *w, int signal)
{
    kill(w->house.platform, signal);
    bury(w);
    int64_t end = clock_measure_us() + WORLD_PATIENCE_US;
    while (platform_client_is_up(w->caller.client) && clock_measure_us() < end)
        sd_event_run(w->caller.loop, LOOK_US);
    assert_false(platform_client_is_up(w->caller.client));
}

/* Until the bridge stands or the process has ended. The client looks for it by our clock. */
static bool comes_up(struct world *w)
{
    int64_t end = clock_measure_us() + WORLD_PATIENCE_US;
    while (!platform_client_is_up(w->caller.client) && !w->is_dead) {
        assert_true(clock_measure_us() < end);
        if (sd_event_run(w->caller.loop, LOOK_US) == 0)
            house_step(RECONNECT_MS);
    }
    return !w->is_dead;
}

void world_start(struct world *w)
{
    while (sd_event_run(w->caller.loop, 0) > 0) { /* has it died meanwhile? */
    }
    if (w->house.platform && !w->is_dead && platform_client_is_up(w->caller.client))
        return;
    if (w->house.platform)
        world_end(w, SIGKILL);
    for (int i = 0; i < STARTS_MAX; i++) {
        house_start_platform(&w->house, *w->failpoint ? w->failpoint : NULL);
        w->failpoint[0] = '\0';
        watch_process(w);
        if (comes_up(w))
            return;
        bury(w);
        if (i > STARTS_MAX / 2)
            atomic_store(&w->disk->fault, BAD_CALLS_NONE);
    }
    fail_msg("kiosk-platform does not start");
}

void world_pass(struct world *w, int ms)
{
    int64_t end = clock_measure_us() + (int64_t)ms * 1000;
    for (int64_t left; (left = end - clock_measure_us()) > 0;)
        sd_event_run(w->caller.loop, (uint64_t)left);
}

void world_clear(struct world *w)
{
    line_set(w->line, &(struct line_plan){.fault = LINE_FINE});
    atomic_store(&w->disk->fault, BAD_CALLS_NONE);
    house_set_wall_off(0);
    house_ask(&w->house, "fault clear");
    house_ask(&w->house, "network restore");
}

void world_renew_kiosk(struct world *w)
{
    run("cd %s/keys && for f in pem key; do cp -p tls/kiosk-%u.$f kiosk/.new &&"
        " mv kiosk/.new kiosk/kiosk-tls.$f; done",
        w->house.root, world_roll(w, WORLD_CERTIFICATES));
}

void world_renew_province(struct world *w)
{
    run("cd %s/keys && for f in pem key; do cp -p tls/server-%u.$f province/.new &&"
        " mv province/.new province/server.$f; done",
        w->house.root, world_roll(w, WORLD_CERTIFICATES));
    house_ask(&w->house, "network cut");
    house_ask(&w->house, "network restore");
}

/* --- citizens --- */

/* Invented; the last digit as GB 11643 wants it. */
static void write_person(int citizen, char ret_number[PEOPLE_TEXT])
{
    static const int weight[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    snprintf(ret_number, PEOPLE_TEXT, "140802195%u0101100", (unsigned)citizen % 10);
    for (size_t i = 0; i < ARRAY_LEN(weight); i++)
        sum += (ret_number[i] - '0') * weight[i];
    ret_number[PEOPLE_TEXT - 2] = "10X98765432"[sum % 11];
    ret_number[PEOPLE_TEXT - 1] = '\0';
}

/* One more photograph than a case has, as its paper. */
static void make_correction(const struct history_entry *entry, struct application *application)
{
    application->kind = APPLICATION_CORRECTION;
    text_copy(application->project_no, NUMBER_TEXT, entry->of_case);
    house_add_file(application, 500, HOUSE_FIXED);
    application->material[application->materials++] =
        (struct application_material){.name = "id_photo",
                                      .material_name = "证件照片",
                                      .is_need = true,
                                      .way = COLLECT_CAPTURED,
                                      .collect_ms = application->consent_ms};
}

static void fill(const struct world *w, size_t application, struct application *ret_application)
{
    char number[PEOPLE_TEXT];
    const struct history_entry *entry = &w->history.entry[application];
    write_person(entry->citizen, number);
    house_fill_application(ret_application, (int)application);
    assert_ok(secret_set_text(&ret_application->field[1].value, number));
    if (application % WITH_FILES == 0)
        for (size_t i = 0; i <= application % 3; i++)
            house_add_file(ret_application, 1000 + application % 11 * 20000, HOUSE_FIXED);
    if (entry->corrects)
        make_correction(entry, ret_application);
}

bool world_submit(struct world *w, size_t application)
{
    struct application a;
    fill(w, application, &a);
    enum err e = caller_submit(&w->caller, &a);
    application_wipe(&a);
    if (e == ERR_NONE)
        history_acknowledge(&w->history, application, w->caller.status.local_number);
    return e == ERR_NONE;
}

/* --- the end of it --- */

bool world_settle(struct world *w)
{
    uint32_t before = UINT32_MAX;
    int64_t end = clock_measure_us() + w->patience_us;
    world_clear(w);
    while (clock_measure_us() < end) {
        world_start(w);
        if (caller_health(&w->caller) == ERR_NONE) {
            uint32_t waiting = w->caller.counts.waiting;
            if (waiting == 0)
                return true;
            if (waiting == before)
                house_step(LONGER_THAN_ANY_WAIT_MS);
            before = waiting;
        }
        int changes = w->caller.changes;
        while (w->caller.changes == changes && sd_event_run(w->caller.loop, QUIET_US) > 0) {
        }
    }
    return false;
}

static size_t application_of(const json_t *one)
{
    size_t n = HISTORY_MAX;
    const char *id = json_string_value(json_object_get(one, "application_id"));
    if (!id || sscanf(id, "6f9619ff-8b86-4d01-b42d-%12zu", &n) != 1)
        n = HISTORY_MAX;
    return n;
}

static void copy_member(char *to, size_t size, const json_t *one, const char *name)
{
    const char *text = json_string_value(json_object_get(one, name));
    text_copy(to, size, text ? text : "");
}

static json_t *ask_list(struct world *w, const char *what)
{
    json_t *list = json_loads(house_ask(&w->house, "%s", what), 0, NULL);
    assert_true(json_is_array(list));
    return list;
}

size_t world_give_back(struct world *w, int citizen, char ret_project_no[NUMBER_TEXT])
{
    char number[NUMBER_TEXT];
    size_t found = HISTORY_MAX;
    json_t *list = ask_list(w, "cases");
    for (size_t i = 0; i < json_array_size(list) && found == HISTORY_MAX; i++) {
        const json_t *one = json_array_get(list, i);
        size_t application = application_of(one);
        if (application >= w->history.count || w->history.entry[application].corrected ||
            w->history.entry[application].citizen != citizen)
            continue;
        found = application;
        copy_member(ret_project_no, NUMBER_TEXT, one, "project_no");
        copy_member(number, sizeof number, one, "local_number");
        house_ask(&w->house, "return %s -id_photo 证件照片 20991231 看不清", number);
    }
    json_decref(list);
    return found;
}

static struct history_case read_case(const json_t *one, bool corrects)
{
    struct history_case made = {.application = application_of(one), .corrects = corrects};
    copy_member(made.local_number, NUMBER_TEXT, one, "local_number");
    copy_member(made.project_no, NUMBER_TEXT, one, "project_no");
    return made;
}

/* Cases and corrections in one order: each correction says behind how many cases it came. */
static struct history_case *read_cases(struct world *w, size_t *ret_count)
{
    json_t *list = ask_list(w, "cases"), *more = ask_list(w, "corrections");
    size_t count = json_array_size(list), others = json_array_size(more), n = 0, at = 0;
    struct history_case *cases = calloc(count + others + 1, sizeof *cases);
    assert_non_null(cases);
    for (size_t i = 0; i <= count; i++) {
        for (; at < others; at++) {
            const json_t *one = json_array_get(more, at);
            if ((size_t)json_integer_value(json_object_get(one, "behind")) > i)
                break;
            cases[n++] = read_case(one, true);
        }
        if (i < count)
            cases[n++] = read_case(json_array_get(list, i), false);
    }
    json_decref(list);
    json_decref(more);
    *ret_count = n;
    return cases;
}

static struct history_arrival *read_arrivals(struct world *w, size_t *ret_count)
{
    json_t *list = ask_list(w, "arrivals");
    size_t count = json_array_size(list);
    struct history_arrival *arrivals = calloc(count + 1, sizeof *arrivals);
    assert_non_null(arrivals);
    for (size_t i = 0; i < count; i++) {
        const json_t *one = json_array_get(list, i);
        arrivals[i].application = application_of(one);
        copy_member(arrivals[i].key, sizeof arrivals[i].key, one, "idempotency_key");
    }
    json_decref(list);
    *ret_count = count;
    return arrivals;
}

static void ask_kiosk(struct world *w)
{
    for (size_t i = 0; i < w->history.count; i++) {
        struct history_entry *e = &w->history.entry[i];
        e->known = (struct case_status){.state = CASE_SAVED};
        if (e->acknowledged && caller_status(&w->caller, e->number) == ERR_NONE)
            e->known = w->caller.status;
    }
}

bool world_check(struct world *w, FILE *out, struct history_verdict *ret_verdict)
{
    struct history_found found = {0};
    AUTO(auto_free) struct history_case *cases = read_cases(w, &found.case_count);
    AUTO(auto_free) struct history_arrival *arrivals = read_arrivals(w, &found.arrival_count);
    found.cases = cases;
    found.arrivals = arrivals;
    ask_kiosk(w);
    return history_check(&w->history, &found, out, ret_verdict);
}
