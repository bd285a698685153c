/* SPDX-License-Identifier: Apache-2.0 */
/* A photograph is asked for when somebody pressed, once; strokes reach the pad; both end with their
 * page. */
#include "tests/unit/check.h"

#include <fcntl.h>

#include "platform/base/sealed.h"
#include "tests/unit/app/kiosk/desk_stage.h"

/* As if the page of a material had led there. */
static void to_page(enum screen_id id)
{
    to_review();
    come_device(DEVICE_SCANNER, DEVICE_READY, DEVICE_FLAG_PHOTOGRAPHS);
    desk.model.capture =
        (struct capture){.name = "lease", .title = {"合同", "Contract"}, .most = 2};
    desk.model.whence[id] = SCREEN_PAPER;
    desk.model.screen = id;
    desk_round(&desk);
}

static struct bus_event *photograph_comes(void)
{
    struct bus_event *e = event(BUS_CAPTURED, "capture");
    static const uint8_t pixels[2 * 2 * 3];
    e->snapshot = (struct snapshot){.width = 2, .height = 2};
    assert_ok(sealed_make(pixels, sizeof pixels, &e->snapshot.preview));
    assert_ok(sealed_make("jpeg", 4, &e->snapshot.file));
    return e;
}

static void a_photograph_is_taken_and_kept(void **state)
{
    (void)state;
    to_page(SCREEN_PHOTOGRAPH);
    assert_int_equal(0, fake_times("capture"));
    press(ACTION_NEXT, 0);
    assert_int_equal(1, fake_times("capture"));
    come(photograph_comes());
    assert_true(photograph_is_there(&desk.model.photograph));
    press(ACTION_NEXT, 0);
    assert_int_equal(1, captured_count(&desk.model.visit.captured, "lease"));
    assert_int_equal(1, fake_times("capture"));
    press(ACTION_READY, 0);
    assert_screen(papers);
}

static void one_that_failed_is_not_asked_for_again(void **state)
{
    (void)state;
    to_page(SCREEN_PHOTOGRAPH);
    press(ACTION_NEXT, 0);
    struct bus_event *e = event(BUS_CAPTURED, "capture");
    e->err = ERR_TIMEOUT;
    come(e);
    step_s(5);
    desk_round(&desk);
    assert_int_equal(1, fake_times("capture"));
    assert_int_equal(ERR_TIMEOUT, desk.model.page.refused);
    press(ACTION_NEXT, 0);
    assert_int_equal(2, fake_times("capture"));
    come(photograph_comes());
    assert_true(photograph_is_there(&desk.model.photograph));
}

static void who_gives_up_is_not_photographed(void **state)
{
    (void)state;
    to_page(SCREEN_PHOTOGRAPH);
    press(ACTION_NEXT, 0);
    size_t cancels = fake_times("cancel");
    press(ACTION_BACK, 0);
    assert_int_equal(cancels + 1, fake_times("cancel"));
    assert_screen(photograph);
    come(photograph_comes()); /* too late: nobody's */
    assert_false(photograph_is_there(&desk.model.photograph));
    press(ACTION_BACK, 0);
    assert_screen(paper);
}

static void nothing_outlives_the_visit(void **state)
{
    (void)state;
    to_page(SCREEN_PHOTOGRAPH);
    press(ACTION_NEXT, 0);
    struct bus_event *e = photograph_comes();
    int preview = e->snapshot.preview;
    come(e);
    press(ACTION_NEXT, 0);
    int file = desk.model.visit.captured.page[0].fd;
    press(ACTION_NEXT, 0);
    size_t cancels = fake_times("cancel");
    press(UI_EXIT, 0);
    press(ACTION_LEAVE, 0);
    assert_screen(home);
    assert_int_equal(cancels + 1, fake_times("cancel"));
    assert_true(nothing_is_left());
    assert_int_equal(-1, fcntl(preview, F_GETFD));
    assert_int_equal(-1, fcntl(file, F_GETFD));
}

static void strokes_reach_the_pad_and_count_as_somebody(void **state)
{
    (void)state;
    to_page(SCREEN_SIGN);
    step_s(100);
    for (int i = 0; i <= 20; i++)
        desk_stroke(&desk, &(struct stroke){i ? STROKE_MOVE : STROKE_BEGIN, 100 + 20 * i,
                                            100 + i % 2 * 100});
    step_s(100); /* more than idle_s since the last press, less since the last stroke */
    desk_round(&desk);
    assert_int_equal(OVERLAY_NONE, desk.model.overlay);
    press(ACTION_NEXT, 0);
    assert_screen(papers);
    assert_int_equal(1, captured_count(&desk.model.visit.captured, "lease"));
    assert_true(all_zero(&desk.model.pad, sizeof desk.model.pad));
    desk_stroke(&desk, &(struct stroke){STROKE_BEGIN, 1, 1}); /* a page without a pad */
    assert_true(all_zero(&desk.model.pad, sizeof desk.model.pad));
}

int main(void)
{
    stepped_begin();
#define T(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
    const struct CMUnitTest tests[] = {
        T(a_photograph_is_taken_and_kept),
        T(one_that_failed_is_not_asked_for_again),
        T(who_gives_up_is_not_photographed),
        T(nothing_outlives_the_visit),
        T(strokes_reach_the_pad_and_count_as_somebody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
