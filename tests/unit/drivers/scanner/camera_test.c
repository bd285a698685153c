/* SPDX-License-Identifier: Apache-2.0 */
/* Cameras among the devices: hub, worker and driver with films instead of a kernel. */
#include "tests/unit/check.h"

#include <stdio.h>

#include <jpeglib.h>
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
    struct scene scene, other;
} t;

static void on_device(void *user, const struct device_info *info)
{
    (void)user;
    if (info->device_class == DEVICE_SCANNER)
        t.info[info->id[strlen("scanner")] - '0'] = *info;
}

static void on_end(struct command *command)
{
    t.ended++;
    command_free(t.last);
    t.last = command;
}

static int begin(void **state)
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

static int end(void **state)
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

static struct film *plug(int i, const char *driver)
{
    t.film[i] = film_new("Document camera");
    snprintf(t.film[i]->port.port.identity.camera.driver, 16, "%s", driver);
    hub_arrived(t.hub, &t.film[i]->port.port, true);
    run_until(t.info[i].state == DEVICE_READY);
    return t.film[i];
}

static void unplug(int i)
{
    film_set(t.film[i], FILM_GONE);
    hub_left(t.hub, &t.film[i]->port.port);
    wire_port_unref(&t.film[i]->port.port);
    t.film[i] = NULL;
}

static void on_hint(struct command *command, enum id_hint hint)
{
    (void)command;
    t.hint = (int)hint;
}

static struct command *scan(void)
{
    struct command *command;
    assert_ok(command_new(COMMAND_SCAN, &command));
    command->on_end = on_end;
    command->on_hint = on_hint;
    t.hint = -1;
    assert_ok(hub_begin(t.hub, command));
    return command;
}

static struct frame frame_of(const struct scene *s)
{
    const struct picture *p = &s->picture;
    size_t size = (size_t)p->width * (size_t)p->height;
    return (struct frame){FRAME_GREY, p->width, p->height, p->width, p->grey, size, 0};
}

static void show(struct film *film, const struct scene *s)
{
    const struct frame frame = frame_of(s);
    film_show(film, &frame);
}

static void assert_scanned(const struct scene *s)
{
    assert_ok(t.last->result);
    assert_int_equal(t.last->code.len, s->code[0].size);
    assert_memory_equal(t.last->code.text, s->code[0].payload, s->code[0].size);
}

static void a_code_held_before_it_is_scanned(void **state)
{
    (void)state;
    int now;
    struct film *film = plug(0, "uvcvideo");
    assert_string_equal(t.info[0].model, "Document camera");
    assert_string_equal(t.info[0].serial, "film-1");
    /* Nobody is filmed before somebody asks, nor after. */
    assert_int_equal(film_streams(film, &now), 0);
    scan();
    run_until(t.info[0].state == DEVICE_BUSY);
    show(film, &t.scene);
    run_until(t.ended == 1);
    assert_scanned(&t.scene);
    assert_int_equal(film_streams(film, &now), 1);
    assert_int_equal(now, 0);
}

static void a_cancel_ends_it_within_a_frame(void **state)
{
    (void)state;
    int now;
    struct film *film = plug(0, "uvcvideo");
    struct command *command = scan();
    run_until(film_streams(film, &now) == 1 && now == 1);
    int64_t begun = clock_now_ms();
    hub_cancel(t.hub, command);
    run_until(t.ended == 1);
    assert_err(ERR_CANCELLED, t.last->result);
    assert_true(clock_now_ms() - begun < 500); /* a frame and its box, on a busy machine */
    film_streams(film, &now);
    assert_int_equal(now, 0);
    /* The cancel of the former does not end the next. */
    show(film, &t.scene);
    scan();
    run_until(t.ended == 2);
    assert_scanned(&t.scene);
}

static void a_scan_waits_for_a_camera_that_was_unplugged(void **state)
{
    (void)state;
    plug(0, "uvcvideo");
    scan();
    run_until(t.info[0].state == DEVICE_BUSY);
    unplug(0);
    run_until(t.info[0].state == DEVICE_ABSENT);
    struct film *film = plug(0, "uvcvideo");
    show(film, &t.scene);
    run_until(t.ended == 1);
    assert_scanned(&t.scene);
}

static void the_preferred_one_scans_and_the_other_takes_over(void **state)
{
    (void)state;
    int now;
    struct film *other = plug(0, "uvcvideo"), *preferred = plug(1, "preferred");
    scan();
    run_until(film_streams(preferred, &now) == 1);
    assert_int_equal(film_streams(other, &now), 0);
    show(other, &t.scene);
    unplug(1);
    run_until(t.ended == 1);
    assert_scanned(&t.scene);
}

static void a_broken_one_hands_over(void **state)
{
    (void)state;
    static const enum film_mode modes[] = {FILM_BROKEN, FILM_ABSURD};
    struct film *other = plug(0, "uvcvideo"), *preferred = plug(1, "preferred");
    show(other, &t.scene);
    for (int i = 0; i < (int)ARRAY_LEN(modes); i++) {
        run_until(t.info[1].state == DEVICE_READY);
        film_set(preferred, modes[i]);
        scan();
        run_until(t.ended == 1 + i);
        assert_scanned(i ? &t.other : &t.scene);
        assert_int_equal(t.info[1].state, DEVICE_BROKEN);
        film_set(preferred, FILM_SHOWS);
        show(other, &t.other);
    }
}

static void never_within(int64_t ms)
{
    int64_t quiet_ms = clock_now_ms() + ms;
    while (clock_now_ms() < quiet_ms)
        sd_event_run(t.loop, 20000);
    assert_int_equal(t.ended, 0);
}

static void several_in_view_are_none_until_one_remains(void **state)
{
    (void)state;
    struct scene many; /* seen in the first pass, which runs on the slowest machine too */
    assert_ok(scene_make(SCENE_LOTS, 4, &many));
    struct film *film = plug(0, "uvcvideo");
    show(film, &many);
    scan();
    run_until(t.hint == ID_HINT_ONE_CODE);
    never_within(500);
    show(film, &t.scene);
    run_until(t.ended == 1);
    assert_scanned(&t.scene);
    scene_wipe(&many);
}

static void a_code_left_behind_is_not_the_next_citizens(void **state)
{
    (void)state;
    struct film *film = plug(0, "uvcvideo");
    show(film, &t.scene);
    scan();
    run_until(t.ended == 1);
    assert_scanned(&t.scene);
    scan();
    run_until(t.hint == ID_HINT_LIFT_FIRST);
    int64_t quiet_ms = clock_now_ms() + 500;
    while (clock_now_ms() < quiet_ms)
        sd_event_run(t.loop, 20000);
    assert_int_equal(t.ended, 1);
    show(film, &t.other);
    run_until(t.ended == 2);
    assert_scanned(&t.other);
}

static uint8_t *pack(const struct picture *p, unsigned long *ret_size)
{
    struct jpeg_compress_struct j = {0};
    struct jpeg_error_mgr errors;
    uint8_t *data = NULL;
    j.err = jpeg_std_error(&errors);
    jpeg_create_compress(&j);
    jpeg_mem_dest(&j, &data, ret_size);
    j.image_width = (JDIMENSION)p->width;
    j.image_height = (JDIMENSION)p->height;
    j.input_components = 1;
    j.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&j);
    jpeg_start_compress(&j, TRUE);
    while (j.next_scanline < j.image_height) {
        JSAMPROW row = p->grey + (size_t)j.next_scanline * (size_t)p->width;
        jpeg_write_scanlines(&j, &row, 1);
    }
    jpeg_finish_compress(&j);
    jpeg_destroy_compress(&j);
    return data;
}

static void jpeg_frames_are_read(void **state)
{
    (void)state;
    unsigned long size = 0;
    struct film *film = plug(0, "uvcvideo");
    struct frame frame = frame_of(&t.scene);
    frame.data = pack(&t.scene.picture, &size);
    frame.format = FRAME_JPEG;
    frame.size = size;
    film_show(film, &frame);
    scan();
    run_until(t.ended == 1);
    assert_scanned(&t.scene);
    free((void *)(uintptr_t)frame.data);
}

#define row(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        row(a_code_held_before_it_is_scanned),
        row(a_cancel_ends_it_within_a_frame),
        row(a_scan_waits_for_a_camera_that_was_unplugged),
        row(the_preferred_one_scans_and_the_other_takes_over),
        row(a_broken_one_hands_over),
        row(several_in_view_are_none_until_one_remains),
        row(a_code_left_behind_is_not_the_next_citizens),
        row(jpeg_frames_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
