/* SPDX-License-Identifier: Apache-2.0 */
/* Photographs of pages: who takes them, and that each is tried once. */
#include "tests/unit/check.h"

#include "tests/unit/drivers/scanner/camera_stage.h"

static void a_page_is_photographed(void **state)
{
    (void)state;
    int now;
    t.pages = true;
    struct film *film = plug(0, "uvcvideo");
    assert_true(t.info[0].flags & DEVICE_FLAG_PHOTOGRAPHS);
    show(film, &t.scene);
    order(COMMAND_CAPTURE);
    run_until(t.ended == 1);
    assert_ok(t.last->result);
    assert_int_equal(t.last->snapshot.width > 0, 1);
    assert_int_equal(film->use, CAMERA_PAGES);
    film_streams(film, &now);
    assert_int_equal(now, 0);
    scan(); /* and reads codes as before */
    run_until(t.ended == 2);
    assert_scanned(&t.scene);
}

/* Nobody may be holding the page still any more. */
static void a_photograph_is_tried_once(void **state)
{
    (void)state;
    order(COMMAND_CAPTURE);
    assert_int_equal(t.ended, 1);
    assert_err(ERR_ABSENT, t.last->result);
    plug(0, "uvcvideo"); /* for codes only */
    order(COMMAND_CAPTURE);
    assert_int_equal(t.ended, 2);
    assert_err(ERR_ABSENT, t.last->result);
    t.pages = true;
    struct film *film = plug(1, "uvcvideo");
    film_set(film, FILM_BROKEN);
    order(COMMAND_CAPTURE);
    run_until(t.ended == 3);
    assert_err(ERR_IO, t.last->result);
    run_until(t.info[1].state == DEVICE_READY);
    film_set(film, FILM_GONE);
    order(COMMAND_CAPTURE);
    run_until(t.ended == 4);
    assert_err(ERR_GONE, t.last->result);
    assert_int_equal(t.last->snapshot.width, 0);
}

static void a_photograph_can_be_given_up(void **state)
{
    (void)state;
    int now;
    t.pages = true;
    struct film *film = plug(0, "uvcvideo");
    film_set(film, FILM_MUTE);
    struct command *command = order(COMMAND_CAPTURE);
    run_until(film_streams(film, &now) == 1 && now == 1);
    hub_cancel(t.hub, command);
    run_until(t.ended == 1);
    assert_err(ERR_CANCELLED, t.last->result);
    film_streams(film, &now);
    assert_int_equal(now, 0);
}

static void codes_are_left_to_the_camera_for_codes(void **state)
{
    (void)state;
    int now;
    t.pages = true;
    struct film *pages = plug(0, "uvcvideo");
    t.pages = false;
    struct film *codes = plug(1, "uvcvideo");
    show(codes, &t.scene);
    scan();
    run_until(t.ended == 1);
    assert_scanned(&t.scene);
    assert_int_equal(film_streams(pages, &now), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        row(a_page_is_photographed),
        row(a_photograph_is_tried_once),
        row(a_photograph_can_be_given_up),
        row(codes_are_left_to_the_camera_for_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
