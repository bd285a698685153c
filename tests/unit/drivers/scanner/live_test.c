/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/scanner/live.h"
#include "platform/base/clock.h"
#include "tests/scanner/scene.h"

/* A camera that shows scenes, each once. */
struct films {
    struct camera camera;
    enum scene_kind kind[64];
    int count, next, broken; /* the first `broken` frames are cut short */
    enum err end;            /* what comes after the last */
    struct scene scene;
};

static enum err next_frame(struct camera *camera, int64_t deadline_ms, int wake_fd,
                           struct frame *ret_frame)
{
    struct films *f = (struct films *)camera;
    (void)wake_fd;
    if (clock_now_ms() >= deadline_ms)
        return ERR_TIMEOUT;
    if (f->next == f->count)
        return f->end;
    scene_wipe(&f->scene);
    assert_ok(scene_make(f->kind[f->next], 3, &f->scene));
    const struct picture *p = &f->scene.picture;
    *ret_frame = (struct frame){
        FRAME_GREY,       p->width,
        p->height,        p->width,
        p->grey,          (size_t)p->width * (size_t)p->height / (f->next < f->broken ? 2 : 1),
        (uint32_t)f->next};
    f->next++;
    return ERR_NONE;
}

static void end(struct camera *camera)
{
    scene_wipe(&((struct films *)camera)->scene);
}

static struct films shown(int count, enum scene_kind kind)
{
    struct films f = {.camera = {next_frame, end}, .count = count, .end = ERR_GONE};
    for (int i = 0; i < count; i++)
        f.kind[i] = kind;
    return f;
}

static struct sighting sighting;

static struct live patient(void)
{
    sighting_wipe(&sighting);
    assert_ok(sighting_init(&sighting));
    sighting_begin(&sighting);
    return (struct live){.sighting = &sighting, .wake_fd = -1, .box_us = 1000000};
}

static int done(void **state)
{
    (void)state;
    sighting_wipe(&sighting);
    return 0;
}

static void the_code_is_read_when_it_is_shown(void **state)
{
    (void)state;
    struct films f = shown(LIVE_SETTLE + 4, SCENE_EMPTY);
    struct live live = patient();
    AUTO(secret_wipe) struct secret code = {0};
    f.kind[0] = f.kind[1] = f.kind[2] = SCENE_BUSY; /* before the scan: not looked at */
    f.kind[LIVE_SETTLE + 2] = f.kind[LIVE_SETTLE + 3] = SCENE_CLEAN;
    assert_ok(live_scan(&live, &f.camera, &code));
    assert_int_equal(live.frames, 4);
    assert_int_equal(live.spoilt, 0);
    assert_int_equal(code.len, f.scene.code[0].size);
    assert_memory_equal(code.text, f.scene.code[0].payload, f.scene.code[0].size);
    camera_close(&f.camera);
}

static void an_unplug_ends_it(void **state)
{
    (void)state;
    struct films f = shown(LIVE_SETTLE + 1, SCENE_EMPTY);
    struct live live = patient();
    struct secret code = {0};
    assert_err(ERR_GONE, live_scan(&live, &f.camera, &code));
    assert_int_equal(code.len, 0);
    camera_close(&f.camera);
}

static void spoilt_frames_are_passed_over(void **state)
{
    (void)state;
    struct films f = shown(LIVE_SETTLE + 5, SCENE_CLEAN);
    struct live live = patient();
    AUTO(secret_wipe) struct secret code = {0};
    f.broken = LIVE_SETTLE + 3;
    assert_ok(live_scan(&live, &f.camera, &code));
    assert_int_equal(live.spoilt, 3);
    camera_close(&f.camera);
    f = shown(LIVE_SETTLE + LIVE_SPOILT_MAX + 1, SCENE_CLEAN);
    f.broken = f.count;
    live = patient();
    assert_err(ERR_IO, live_scan(&live, &f.camera, &code));
    camera_close(&f.camera);
}

/* What a pass costs was measured in a build without ThreadSanitizer, which is many times slower. */
#ifdef __SANITIZE_THREAD__
enum { SLOWER = 10 };
#else
enum { SLOWER = 1 };
#endif

/* Frames full of edges: the worst there is. The first pass always runs, hence the slack. */
static void no_frame_waits_longer_than_the_box(void **state)
{
    (void)state;
    struct films f = shown(6, SCENE_EMPTY);
    struct live live = patient();
    struct secret code = {0};
    live.box_us = 200000;
    int64_t scenes = clock_busy_us();
    for (int i = 0; i < 6; i++) {
        struct scene s;
        assert_ok(scene_make(SCENE_EMPTY, 3, &s));
        scene_wipe(&s);
    }
    scenes = clock_busy_us() - scenes;
    int64_t begun = clock_busy_us();
    assert_err(ERR_GONE, live_scan(&live, &f.camera, &code));
    int64_t busy = clock_busy_us() - begun - scenes;
    assert_true(busy < SLOWER * (6 - LIVE_SETTLE) * (live.box_us + live.box_us / 2));
    camera_close(&f.camera);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_code_is_read_when_it_is_shown),
        cmocka_unit_test(an_unplug_ends_it),
        cmocka_unit_test(spoilt_frames_are_passed_over),
        cmocka_unit_test(no_frame_waits_longer_than_the_box),
    };
    return cmocka_run_group_tests(tests, NULL, done);
}
