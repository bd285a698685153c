/* SPDX-License-Identifier: Apache-2.0 */
/* The mock-ups in every combination of needs: all fits, all can be touched, all is in reach. */
#include "tests/unit/check.h"

#include "app/ui/ui.h"
#include "tests/gallery/mocks.h"
#include "tests/unit/app/ui/stage.h"

enum { TARGET = 96, GAP = 16, COMBINATIONS = 8 };

static struct stage stage;

static int setup(void **state)
{
    (void)state;
    return stage_init(&stage) != ERR_NONE;
}

static int teardown(void **state)
{
    (void)state;
    stage_done(&stage);
    return 0;
}

static void each_mock(void (*check)(const struct mock *mock, struct needs needs))
{
    for (int m = 0; m < mocks_count; m++)
        for (int n = 0; n < COMBINATIONS; n++) {
            struct screen screen = {.page = m + 1, .compose = mocks[m].compose};
            stage_show(&stage, &screen, stage_needs(n));
            check(&mocks[m], stage_needs(n));
        }
}

static void check_fits(const struct mock *mock, struct needs needs)
{
    const struct box whole = {0, 0, SCENE_NATIVE_W, SCENE_NATIVE_H};
    if (stage.scene.overflows > 0)
        fail_msg("%s large %d contrast %d low %d: %d do not fit", mock->name, needs.large,
                 needs.contrast, needs.low, stage.scene.overflows);
    for (int i = 0; i < stage.scene.count; i++) {
        struct box box = stage.scene.items[i].box, cut = box_cut(box, whole);
        assert_memory_equal(&box, &cut, sizeof box);
    }
}

static int distance(struct box a, struct box b)
{
    int dx = a.x > b.x ? a.x - b.x - b.w : b.x - a.x - a.w;
    int dy = a.y > b.y ? a.y - b.y - b.h : b.y - a.y - a.h;
    return dx > dy ? dx : dy;
}

static void check_targets(const struct mock *mock, struct needs needs)
{
    const struct scene *s = &stage.scene;
    (void)needs;
    for (int i = 0; i < s->count; i++) {
        if (!scene_is_live(s, i))
            continue;
        if (s->items[i].box.w < TARGET || s->items[i].box.h < TARGET)
            fail_msg("%s: %s is too small", mock->name, s->items[i].label);
        for (int k = 0; k < i; k++)
            if (scene_is_live(s, k) && distance(s->items[i].box, s->items[k].box) < GAP)
                fail_msg("%s: %s and %s are %d apart", mock->name, s->items[i].label,
                         s->items[k].label, distance(s->items[i].box, s->items[k].box));
    }
}

static void check_reach(const struct mock *mock, struct needs needs)
{
    for (int i = 0; needs.low && i < stage.scene.count; i++)
        if (scene_is_live(&stage.scene, i) && stage.scene.items[i].box.y < LAYOUT_LOW_TOP)
            fail_msg("%s: %s is out of reach", mock->name, stage.scene.items[i].label);
}

/* Boxes that show words or things of their own do not lie on each other. */
static bool stands_alone(enum role role)
{
    return role == ROLE_TEXT || role == ROLE_HEADING || role == ROLE_BUTTON ||
           role == ROLE_OPTION || role == ROLE_TILE || role == ROLE_NOTICE || role == ROLE_LINK ||
           role == ROLE_NUMBER || role == ROLE_QR || role == ROLE_FIELD || role == ROLE_KEY;
}

static void check_overlap(const struct mock *mock, struct needs needs)
{
    const struct scene *s = &stage.scene;
    (void)needs;
    for (int i = s->modal_from + 1; i < s->count; i++)
        for (int k = s->modal_from + 1; k < i; k++)
            if (stands_alone(s->items[i].role) && stands_alone(s->items[k].role) &&
                !box_is_empty(box_cut(s->items[i].box, s->items[k].box)))
                fail_msg("%s: %s lies on %s", mock->name, s->items[i].label, s->items[k].label);
}

static void check_exit(const struct mock *mock, struct needs needs)
{
    (void)mock;
    (void)needs;
    assert_true(scene_find(&stage.scene, UI_EXIT, -1) >= 0);
}

static void everything_fits(void **state)
{
    (void)state;
    each_mock(check_fits);
}

static void targets_are_large_and_apart(void **state)
{
    (void)state;
    each_mock(check_targets);
}

static void low_reach_is_low(void **state)
{
    (void)state;
    each_mock(check_reach);
}

static void nothing_lies_on_another(void **state)
{
    (void)state;
    each_mock(check_overlap);
}

static void exit_is_always_there(void **state)
{
    (void)state;
    each_mock(check_exit);
}

/* --- pages of a list --------------------------------------------------------------------------*/

enum { ACT_CHOOSE = UI_ACTION_FIRST, ACT_PAGE, MANY = 23 };

static void compose_many(struct layout *l, const void *model)
{
    const int *page = model;
    struct option options[MANY];
    for (int i = 0; i < MANY; i++)
        options[i] = (struct option){.label = "选项", .arg = i};
    part_header(l, "标题", NULL);
    part_heading(l, "选一项");
    part_options(l, options, MANY, ACT_CHOOSE, (struct pager){*page, ACT_PAGE});
    part_notice(l, LOOK_INFO, NULL, "下面还有话", "要留出地方。");
    part_actions(l, &(struct button){.label = "返回", .action = ACT_PAGE + 1}, NULL);
    part_bar(l);
}

static void every_thing_of_a_list_is_on_one_page(void **state)
{
    (void)state;
    for (int n = 0; n < COMBINATIONS; n++) {
        bool seen[MANY] = {false};
        int page = 0;
        for (int pages = 0; pages < MANY; pages++) {
            stage_show(&stage, &(struct screen){1, compose_many, &page}, stage_needs(n));
            assert_int_equal(0, stage.scene.overflows);
            for (int i = 0; i < MANY; i++)
                if (scene_find(&stage.scene, ACT_CHOOSE, i) >= 0) {
                    assert_false(seen[i]);
                    seen[i] = true;
                }
            if (scene_find(&stage.scene, ACT_PAGE, page + 1) < 0)
                break;
            page++;
        }
        for (int i = 0; i < MANY; i++)
            assert_true(seen[i]);
    }
}

static void compose_rows(struct layout *l, const void *model)
{
    const int *page = model;
    struct row rows[MANY] = {0};
    for (int i = 0; i < MANY; i++)
        rows[i] = (struct row){.label = "姓名",
                               .value = i % 5 == 3 ? "山西省 运城市 盐湖区 解放北路 三百二十一号"
                                                   : "王小明",
                               .source = "您填写的",
                               .edit_label = i % 7 == 6 ? "修改" : NULL,
                               .edit_action = ACT_CHOOSE,
                               .edit_arg = i,
                               .masked = true};
    part_header(l, "标题", NULL);
    part_heading(l, "请核对");
    part_rows(l, rows, MANY, (struct pager){*page, ACT_PAGE});
    part_actions(l, &(struct button){.label = "返回", .action = ACT_PAGE + 1}, NULL);
    part_bar(l);
}

static void compose_alike(struct layout *l, const void *model)
{
    (void)model;
    static const struct row rows[] = {
        {.label = "电话", .value = "1", .edit_label = "修改", .edit_action = ACT_CHOOSE},
        {.label = "合同",
         .value = "以后补",
         .edit_label = "修改",
         .edit_action = ACT_PAGE,
         .edit_name = "材料"},
        {.label = "户口簿",
         .value = "拍好了",
         .edit_label = "修改",
         .edit_action = ACT_PAGE,
         .edit_name = "材料"}};
    part_header(l, "标题", NULL);
    part_rows(l, rows, ARRAY_LEN(rows), (struct pager){0, ACT_PAGE + 1});
    part_bar(l);
}

/* Beside each of the rows; below them all, once. */
static void rows_that_lead_to_one_place_have_one_button_below(void **state)
{
    (void)state;
    for (int n = 0; n < COMBINATIONS; n++) {
        struct needs needs = stage_needs(n);
        int buttons = 0;
        stage_show(&stage, &(struct screen){1, compose_alike, NULL}, needs);
        for (int i = 0; i < stage.scene.count; i++)
            buttons += stage.scene.items[i].action == ACT_PAGE;
        assert_int_equal(needs.low ? 1 : 2, buttons);
        assert_true(scene_find(&stage.scene, ACT_CHOOSE, 0) >= 0);
        if (needs.low)
            assert_string_equal("修改材料",
                                stage.scene.items[scene_find(&stage.scene, ACT_PAGE, 0)].label);
    }
}

static int rows_shown(void)
{
    int rows = 0;
    for (int i = 0; i < stage.scene.count; i++)
        rows += stage.scene.items[i].role == ROLE_ROW;
    return rows;
}

static void every_row_is_on_one_page(void **state)
{
    (void)state;
    for (int n = 0; n < COMBINATIONS; n++) {
        int page = 0, rows = 0;
        for (int pages = 0; pages < MANY; pages++) {
            stage_show(&stage, &(struct screen){1, compose_rows, &page}, stage_needs(n));
            assert_int_equal(0, stage.scene.overflows);
            rows += rows_shown();
            if (scene_find(&stage.scene, ACT_PAGE, page + 1) < 0)
                break;
            page++;
        }
        assert_int_equal(MANY, rows);
    }
}

static void a_page_too_far_is_the_last(void **state)
{
    (void)state;
    int page = 999;
    stage_show(&stage, &(struct screen){1, compose_many, &page}, stage_needs(0));
    assert_true(scene_find(&stage.scene, ACT_CHOOSE, MANY - 1) >= 0);
    page = -4;
    stage_show(&stage, &(struct screen){1, compose_many, &page}, stage_needs(0));
    assert_true(scene_find(&stage.scene, ACT_CHOOSE, 0) >= 0);
}

struct spare_page {
    int options;
    bool spare;
};

enum { ACT_SPARE = UI_ACTION_FIRST + 7 };

static void compose_spare(struct layout *l, const void *model)
{
    const struct spare_page *page = model;
    struct option options[MANY];
    for (int i = 0; i < page->options; i++)
        options[i] = (struct option){.label = "选项", .arg = i};
    part_header(l, "标题", NULL);
    part_heading(l, "选一项");
    part_options(l, options, page->options, ACT_CHOOSE, (struct pager){0, ACT_PAGE});
    if (page->spare)
        part_spare(l, &(struct button){.label = "另一条路", .action = ACT_SPARE});
    part_actions(l, &(struct button){.label = "返回", .action = ACT_PAGE + 1}, NULL);
    part_bar(l);
}

/* How many options there are on the page, and how high they are together. */
static void measure(const struct spare_page *page, int n, int *ret_count, int *ret_h)
{
    *ret_count = *ret_h = 0;
    stage_show(&stage, &(struct screen){1, compose_spare, page}, stage_needs(n));
    assert_int_equal(0, stage.scene.overflows);
    for (int i = 0; i < stage.scene.count; i++)
        if (stage.scene.items[i].action == ACT_CHOOSE) {
            ++*ret_count;
            *ret_h += stage.scene.items[i].box.h;
        }
}

static void a_spare_part_takes_nothing_from_others(void **state)
{
    (void)state;
    for (int n = 0; n < COMBINATIONS; n++) {
        int shown = 0;
        for (int options = 1; options <= MANY; options++) {
            int count, h, count_with, h_with;
            measure(&(struct spare_page){options, false}, n, &count, &h);
            measure(&(struct spare_page){options, true}, n, &count_with, &h_with);
            assert_int_equal(count, count_with);
            assert_int_equal(h, h_with);
            shown += scene_find(&stage.scene, ACT_SPARE, -1) >= 0;
        }
        assert_in_range(shown, 2, MANY - 1); /* where there is room, and not where there is none */
    }
}

static void compose_too_much(struct layout *l, const void *model)
{
    (void)model;
    part_header(l, "标题", NULL);
    for (int i = 0; i < 12; i++)
        part_notice(l, LOOK_WARN, NULL, "太多了", "这一页放不下这么多话。");
}

static void overflow_is_reported(void **state)
{
    (void)state;
    stage_show(&stage, &(struct screen){1, compose_too_much, NULL}, stage_needs(0));
    assert_true(stage.scene.overflows > 0);
}

static void pictures_move_only_where_it_helps(void **state)
{
    (void)state;
    for (int n = 0; n < 4; n++) {
        stage_show(&stage, &(struct screen){1, mocks[2].compose, NULL}, stage_needs(n));
        int64_t rest = stage.scene.wake_ms - stage.layout.now_ms;
        if (n == 0)
            assert_true(rest > 0 && rest <= 100);
        for (int i = 0; n > 0 && i < stage.scene.count; i++)
            if (stage.scene.items[i].role == ROLE_PICTURE)
                assert_int_equal(0, stage.scene.items[i].total);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_fits),
        cmocka_unit_test(targets_are_large_and_apart),
        cmocka_unit_test(low_reach_is_low),
        cmocka_unit_test(nothing_lies_on_another),
        cmocka_unit_test(exit_is_always_there),
        cmocka_unit_test(every_thing_of_a_list_is_on_one_page),
        cmocka_unit_test(every_row_is_on_one_page),
        cmocka_unit_test(rows_that_lead_to_one_place_have_one_button_below),
        cmocka_unit_test(a_page_too_far_is_the_last),
        cmocka_unit_test(a_spare_part_takes_nothing_from_others),
        cmocka_unit_test(overflow_is_reported),
        cmocka_unit_test(pictures_move_only_where_it_helps),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
