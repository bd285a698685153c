/* SPDX-License-Identifier: Apache-2.0 */
/* Cameras among the devices: hub, worker and driver with films instead of a kernel. Include after
 * check.h. */
#pragma once

#include <string.h>

#include "drivers/core/hub.h"
#include "drivers/scanner/scanner.h"
#include "platform/base/clock.h"
#include "tests/scanner/scene.h"
#include "tests/unit/drivers/scanner/film.h"

enum { WAIT_MS = 20000, FILMS = 2 };

static const char rows[] = "[first]\nclass = scanner\ndriver = camera\ncamera = preferred\n"
                           "[camera]\nclass = scanner\ndriver = camera\ncamera = any\n";

static struct {
    sd_event *loop;
    struct mailbox *box;
    struct hub *hub;
    struct ids ids;
    struct film *film[FILMS];
    struct device_info info[FILMS];
    struct command *last;
    int ended, hint; /* hint: -1 when none came */
    bool pages;      /* what is plugged in photographs them */
    struct scene scene, other;
} t;

static inline void on_device(void *user, const struct device_info *info)
{
    (void)user;
    if (info->device_class == DEVICE_SCANNER)
        t.info[info->id[strlen("scanner")] - '0'] = *info;
}

static inline void on_end(struct command *command)
{
    t.ended++;
    command_free(t.last);
    t.last = command;
}

static inline int begin(void **state)
{
    (void)state;
    static const struct driver *const drivers[] = {&camera_driver, NULL};
    char why[IDS_WHY];
    memset(&t, 0, sizeof t);
    assert_ok(ids_parse(rows, strlen(rows), &t.ids, why));
    assert_true(sd_event_new(&t.loop) >= 0);
    assert_ok(mailbox_new(t.loop, &t.box));
    const struct hub_config config = {
        .ids = &t.ids, .drivers = drivers, .box = t.box, .on_device = on_device};
    assert_ok(hub_new(&config, &t.hub));
    assert_ok(scene_make(SCENE_CLEAN, 1, &t.scene));
    assert_ok(scene_make(SCENE_CLEAN, 2, &t.other));
    return 0;
}

static inline int end(void **state)
{
    (void)state;
    int now[FILMS] = {0};
    hub_free(t.hub);
    mailbox_free(t.box);
    sd_event_unref(t.loop);
    for (int i = 0; i < FILMS; i++)
        if (t.film[i]) {
            film_streams(t.film[i], &now[i]);
            wire_port_unref(&t.film[i]->port.port);
        }
    command_free(t.last);
    scene_wipe(&t.scene);
    scene_wipe(&t.other);
    return now[0] || now[1]; /* a camera that was left on */
}

#define run_until(condition)                                                                       \
    do {                                                                                           \
        int64_t end_ms = clock_now_ms() + WAIT_MS;                                                 \
        while (!(condition) && clock_now_ms() < end_ms)                                            \
            sd_event_run(t.loop, 20000);                                                           \
        assert_true(condition);                                                                    \
    } while (0)

static inline struct film *plug(int i, const char *driver)
{
    t.film[i] = film_new("Document camera");
    t.film[i]->port.port.identity.camera.pages = t.pages;
    snprintf(t.film[i]->port.port.identity.camera.driver, 16, "%s", driver);
    hub_arrived(t.hub, &t.film[i]->port.port, true);
    run_until(t.info[i].state == DEVICE_READY);
    return t.film[i];
}

static inline void unplug(int i)
{
    film_set(t.film[i], FILM_GONE);
    hub_left(t.hub, &t.film[i]->port.port);
    wire_port_unref(&t.film[i]->port.port);
    t.film[i] = NULL;
}

static inline void on_hint(struct command *command, enum id_hint hint)
{
    (void)command;
    t.hint = (int)hint;
}

static inline struct command *order(enum command_kind kind)
{
    struct command *command;
    assert_ok(command_new(kind, &command));
    command->on_end = on_end;
    command->on_hint = on_hint;
    t.hint = -1;
    assert_ok(hub_begin(t.hub, command));
    return command;
}

static inline struct command *scan(void)
{
    return order(COMMAND_SCAN);
}

static inline struct frame frame_of(const struct scene *s)
{
    const struct picture *p = &s->picture;
    size_t size = (size_t)p->width * (size_t)p->height;
    return (struct frame){FRAME_GREY, p->width, p->height, p->width, p->grey, size, 0};
}

static inline void show(struct film *film, const struct scene *s)
{
    const struct frame frame = frame_of(s);
    film_show(film, &frame);
}

static inline void assert_scanned(const struct scene *s)
{
    assert_ok(t.last->result);
    assert_int_equal(t.last->code.len, s->code[0].size);
    assert_memory_equal(t.last->code.text, s->code[0].payload, s->code[0].size);
}

#define row(name) cmocka_unit_test_setup_teardown(name, begin, end)
