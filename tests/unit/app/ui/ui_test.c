/* SPDX-License-Identifier: Apache-2.0 */
/* The whole toolkit without a window: SDL events in, presses out. */
#include "tests/unit/check.h"

#include <SDL2/SDL.h>
#include <string.h>

#include "app/ui/hit.h"
#include "app/ui/part.h"
#include "app/ui/ui.h"

enum { ACT_NEXT = UI_ACTION_FIRST, ACT_BACK };

static struct ui *ui;
static char clock_file[] = "/tmp/budayang-clock-XXXXXX";
static int clock_fd = -1;

/* Steps the seam's clock: nobody waits. */
static void step(int64_t ms)
{
    static int64_t offset;
    offset += ms;
    assert_int_equal(sizeof offset, pwrite(clock_fd, &offset, sizeof offset, 0));
}

static int setup(void **state)
{
    (void)state;
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    clock_fd = mkstemp(clock_file);
    setenv("BUDAYANG_CLOCK", clock_file, 1);
    step(0);
    return ui_new(&(struct ui_options){.title = "test", .hidden = true}, &ui) != ERR_NONE;
}

static int teardown(void **state)
{
    (void)state;
    ui_free(ui);
    close(clock_fd);
    unlink(clock_file);
    return 0;
}

static void compose(struct layout *l, const void *model)
{
    part_header(l, "标题", "副标题");
    part_heading(l, model);
    part_actions(l, &(struct button){.label = "返回", .action = ACT_BACK},
                 &(struct button){.label = "下一步", .action = ACT_NEXT, .arg = 7});
    part_bar(l);
}

static void show(int page, const char *words)
{
    ui_show(ui, &(struct screen){page, compose, words}, (struct needs){0});
}

static struct ui_event mouse(Uint32 type, int x, int y)
{
    SDL_Event event = {.type = type};
    event.button.button = SDL_BUTTON_LEFT;
    event.button.x = x;
    event.button.y = y;
    return ui_take(ui, &event);
}

static struct ui_event key(SDL_Keycode code)
{
    SDL_Event event = {.type = SDL_KEYDOWN};
    event.key.keysym.sym = code;
    return ui_take(ui, &event);
}

static const struct scene_item *item(int action)
{
    int index = scene_find(ui_scene(ui), action, -1);
    assert_true(index >= 0);
    return &ui_scene(ui)->items[index];
}

static struct ui_event tap(int action)
{
    struct box box = item(action)->box;
    mouse(SDL_MOUSEBUTTONDOWN, box.x + box.w / 2, box.y + box.h / 2);
    return mouse(SDL_MOUSEBUTTONUP, box.x + box.w / 2, box.y + box.h / 2);
}

static void a_tap_is_a_press(void **state)
{
    (void)state;
    show(1, "问题");
    struct ui_event event = tap(ACT_NEXT);
    assert_int_equal(UI_PRESS, event.kind);
    assert_int_equal(ACT_NEXT, event.action);
    assert_int_equal(7, event.arg);
}

static void feedback_comes_at_once(void **state)
{
    (void)state;
    show(1, "问题");
    struct box box = item(ACT_BACK)->box;
    step(HIT_DEBOUNCE_MS);
    assert_int_equal(UI_ACTIVE, mouse(SDL_MOUSEBUTTONDOWN, box.x + 9, box.y + 9).kind);
    assert_true(item(ACT_BACK)->state & STATE_PRESSED);
    show(1, "还是这个问题");
    assert_true(item(ACT_BACK)->state & STATE_PRESSED);
    mouse(SDL_MOUSEBUTTONUP, 1, 1);
    assert_false(item(ACT_BACK)->state & STATE_PRESSED);
}

static void a_new_page_rests(void **state)
{
    (void)state;
    show(2, "另一页");
    assert_int_equal(UI_ACTIVE, tap(ACT_NEXT).kind);
    step(HIT_PAGE_REST_MS);
    assert_int_equal(UI_PRESS, tap(ACT_NEXT).kind);
}

static void keys_move_the_focus_and_press(void **state)
{
    (void)state;
    show(3, "按键");
    assert_int_equal(UI_ACTIVE, key(SDLK_RETURN).kind);
    key(SDLK_TAB);
    assert_true(item(ACT_BACK)->state & STATE_FOCUSED);
    key(SDLK_TAB);
    assert_true(item(ACT_NEXT)->state & STATE_FOCUSED);
    assert_false(item(ACT_BACK)->state & STATE_FOCUSED);
    show(3, "同一页");
    assert_true(item(ACT_NEXT)->state & STATE_FOCUSED);
    struct ui_event event = key(SDLK_RETURN);
    assert_int_equal(UI_PRESS, event.kind);
    assert_int_equal(ACT_NEXT, event.action);
    show(4, "新的一页");
    assert_true(item(ACT_BACK)->state & STATE_FOCUSED);
    mouse(SDL_MOUSEBUTTONDOWN, 1, 1);
    mouse(SDL_MOUSEBUTTONUP, 1, 1);
    assert_false(item(ACT_BACK)->state & STATE_FOCUSED);
}

static void fingers_are_touches(void **state)
{
    (void)state;
    show(4, "手指");
    struct box box = item(UI_EXIT)->box;
    SDL_Event event = {.type = SDL_FINGERDOWN};
    event.tfinger.fingerId = 5;
    event.tfinger.x = (float)(box.x + 20) / SCENE_NATIVE_W;
    event.tfinger.y = (float)(box.y + 20) / SCENE_NATIVE_H;
    step(HIT_PAGE_REST_MS);
    ui_take(ui, &event);
    event.type = SDL_FINGERUP;
    struct ui_event pressed = ui_take(ui, &event);
    assert_int_equal(UI_PRESS, pressed.kind);
    assert_int_equal(UI_EXIT, pressed.action);
}

static void other_events_are_nothing(void **state)
{
    (void)state;
    assert_int_equal(UI_QUIT, ui_take(ui, &(SDL_Event){.type = SDL_QUIT}).kind);
    assert_int_equal(UI_NOTHING, ui_take(ui, &(SDL_Event){.type = SDL_USEREVENT}).kind);
    assert_int_equal(UI_NOTHING, ui_take(ui, &(SDL_Event){.type = SDL_MOUSEMOTION}).kind);
    assert_true(ui_wake_at(ui) < INT64_MAX);
}

static void wiping_leaves_no_words(void **state)
{
    (void)state;
    show(5, "王小明");
    assert_true(scene_find_text(ui_scene(ui), "王小明") >= 0);
    ui_wipe(ui);
    assert_int_equal(0, ui_scene(ui)->count);
    for (size_t i = 0; i < SCENE_TEXT; i++)
        assert_int_equal(0, ui_scene(ui)->text[i]);
    show(6, "首页");
    assert_int_equal(-1, scene_find_text(ui_scene(ui), "王小明"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tap_is_a_press),       cmocka_unit_test(feedback_comes_at_once),
        cmocka_unit_test(a_new_page_rests),       cmocka_unit_test(keys_move_the_focus_and_press),
        cmocka_unit_test(fingers_are_touches),    cmocka_unit_test(other_events_are_nothing),
        cmocka_unit_test(wiping_leaves_no_words),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
