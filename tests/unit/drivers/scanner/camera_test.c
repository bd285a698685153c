/* SPDX-License-Identifier: Apache-2.0 */
/* Cameras among the devices: hub, worker and driver with films instead of a kernel. */
#include "tests/unit/check.h"

#include <stdio.h>

#include <jpeglib.h>

#include "tests/unit/drivers/scanner/camera_stage.h"

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
