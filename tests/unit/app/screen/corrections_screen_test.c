/* SPDX-License-Identifier: Apache-2.0 */
/* A returned case in all needs: what it lacks, the papers that are handed in again, and what of
 * them the review and the last page say. */
#include "tests/unit/check.h"

#include "platform/base/sealed.h"
#include "tests/unit/app/screen/items_stage.h"

#define FILING "11140802MB0000000K4442036007000"
#define PERMIT "11140802MB0000005P4440113009000"

enum { LEASE = 1, DEED = 2 };

static void lacks(size_t count, const char *task_code)
{
    struct correction_list what = {.count = count};
    strcpy(what.project_no, "1408022611230047");
    strcpy(what.task_code, task_code);
    for (size_t i = 0; i < count; i++)
        what.row[i] = (struct correction){.name = "居民户口簿首页和本人页",
                                          .reason = "照片看不清，请重新交一份清楚的。",
                                          .until = "29991210"};
    if (count)
        strcpy(what.row[0].field, "treatment_area");
    visit_take_corrections(&model.visit, &what);
}

static void what_a_case_lacks_fits(void **state)
{
    (void)state;
    choose("查进度");
    visit_consent(&model.visit);
    look(SCREEN_CORRECT);
    assert_says("正在查还差什么");
    model.page.refused = ERR_TIMEOUT;
    look(SCREEN_CORRECT);
    assert_says("现在查不了");
    lacks(0, "");
    look(SCREEN_CORRECT);
    assert_says("没有列出要补什么");
    lacks(3, "NOSUCHITEM");
    look(SCREEN_CORRECT);
    assert_says("这件事要到窗口补正");
    assert_no_offer(ACTION_NEXT);
    lacks(CORRECTIONS_MAX, FILING);
    look(SCREEN_CORRECT);
    assert_says("还差这些");
    assert_offers(ACTION_NEXT);
    lacks(3, FILING);
    strcpy(model.visit.correction.list.row[2].until, "20200101");
    look(SCREEN_CORRECT);
    assert_says("补正的日子过了");
    assert_no_offer(ACTION_NEXT);
    assert_int_equal(VERDICT_STAY, screen_correct.act(&model, ACTION_NEXT, 0));
    lacks(3, FILING);
    assert_int_equal(VERDICT_NEXT, screen_correct.act(&model, ACTION_NEXT, 0));
    answer("treatment_area", "310000");
    look(SCREEN_REVIEW);
    submitted(CASE_ACCEPTED);
    look(SCREEN_DONE);
}

static void a_returned_case_says_where_to_answer(void **state)
{
    (void)state;
    struct case_status status = {.state = CASE_CORRECTION, .project_no = "1408022611230047"};
    choose("查进度");
    strcpy(model.visit.number, "1408022611230047");
    visit_take_found(&model.visit, &status);
    look(SCREEN_CASES);
    assert_says("看看补什么");
    assert_int_equal(VERDICT_EDIT, screen_cases.act(&model, ACTION_EDIT, 0));
    model.visit.identity = VISIT_UNKNOWN;
    look(SCREEN_CASES);
    assert_says("放身份证补正");
    assert_int_equal(VERDICT_STAY, screen_cases.act(&model, ACTION_EDIT, 0));
}

static void enter(enum screen_id id)
{
    model.screen = id;
    model.page = (struct page_draft){.place = 0};
    if (screen_of(id)->enter)
        screen_of(id)->enter(&model);
}

static void a_paper_came_back(const char *material, const char *name)
{
    static struct correction_list what;
    model.service.device[DEVICE_SCANNER].flags = DEVICE_FLAG_PHOTOGRAPHS;
    what =
        (struct correction_list){.project_no = "1408022611230047", .task_code = PERMIT, .count = 2};
    what.row[0] =
        (struct correction){.reason = "第二页照糊了，看不清租期和签字，请重新拍一份清楚的，"
                                      "四个角都要在照片里。",
                            .until = "29991210"};
    strcpy(what.row[0].material, material);
    strcpy(what.row[0].name, name);
    what.row[1] = (struct correction){
        .name = "居民户口簿首页和本人页", .reason = "请带原件核对。", .until = "29991210"};
    choose("查进度");
    visit_consent(&model.visit);
    visit_take_corrections(&model.visit, &what);
    enter(SCREEN_CORRECT);
    look(SCREEN_CORRECT);
    assert_says("要重交的");
    assert_int_equal(VERDICT_NEXT, screen_correct.act(&model, ACTION_NEXT, 0));
}

static void a_paper_is_handed_in_again(void **state)
{
    (void)state;
    int fd = -1;
    a_paper_came_back("house_lease", "租房合同");
    enter(SCREEN_QUESTION);
    assert_int_equal(VERDICT_PAPERS, screen_question.tick(&model)); /* nothing is asked */
    look(SCREEN_PAPERS);
    assert_says("要补的材料");
    assert_says("租房合同");
    assert_silent("证件照片");
    assert_int_equal(VERDICT_SKIP, screen_papers.act(&model, ACTION_BACK, 0));
    assert_int_equal(VERDICT_PAPER, screen_papers.act(&model, ACTION_NEXT, 0));
    enter(SCREEN_PAPER);
    look(SCREEN_PAPER);
    assert_says("部门退回的原因");
    assert_says("现在拍照");
    assert_says("以后带到窗口");
    screen_paper.act(&model, ACTION_CHOOSE, PAPER_CAPTURED);
    assert_int_equal(VERDICT_PHOTOGRAPH, screen_paper.act(&model, ACTION_NEXT, 0));
    assert_ok(sealed_make("page", 4, &fd));
    assert_ok(captured_put(&model.visit.captured, "house_lease", &fd));
    look(SCREEN_REVIEW);
    assert_says("拍好了，1 页");
    assert_says("说好带到窗口的");
    enter(SCREEN_REVIEW);
    assert_int_equal(VERDICT_PAPERS, screen_review.act(&model, ACTION_BACK, 0));
    submitted(CASE_ACCEPTED);
    for (enum visit_paper paper = VISIT_PAPER_NONE; paper <= VISIT_PAPER_UNKNOWN; paper++) {
        model.visit.paper = paper;
        look(SCREEN_DONE);
    }
    model.visit.paper = VISIT_PAPER_NONE; /* there is no slip that says it */
    look(SCREEN_DONE);
    assert_says("说好带到窗口的");
    assert_says("居民户口簿首页和本人页");
}

static void or_brought_to_a_counter_by_the_day(void **state)
{
    (void)state;
    a_paper_came_back("title_deed", "房产证");
    model.paper = DEED; /* of which the item says nothing that comes later */
    enter(SCREEN_PAPER);
    screen_paper.act(&model, ACTION_CHOOSE, PAPER_LATER);
    look(SCREEN_PAPER);
    assert_int_equal(VERDICT_LATER, screen_paper.act(&model, ACTION_NEXT, 0));
    enter(SCREEN_LATER);
    look(SCREEN_LATER);
    assert_says("12月10日");
    assert_says("盐湖公安分局");
    assert_says("知道了，带到窗口");
    assert_int_equal(VERDICT_NEXT, screen_later.act(&model, ACTION_NEXT, 0));
    look(SCREEN_PAPERS);
    assert_says("带到窗口");
    look(SCREEN_REVIEW);
    submitted(CASE_SAVED);
    look(SCREEN_DONE);
    assert_says("还要补交 1 份材料");
}

static void without_a_camera_a_counter_is_left(void **state)
{
    (void)state;
    a_paper_came_back("house_lease", "租房合同");
    model.service.device[DEVICE_SCANNER].flags = 0;
    model.paper = LEASE;
    enter(SCREEN_PAPER);
    look(SCREEN_PAPER);
    assert_silent("现在拍照");
    assert_says("以后带到窗口");
}

int main(void)
{
    if (!stage_opens())
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_a_case_lacks_fits, begin, end),
        cmocka_unit_test_setup_teardown(a_returned_case_says_where_to_answer, begin, end),
        cmocka_unit_test_setup_teardown(a_paper_is_handed_in_again, begin, end),
        cmocka_unit_test_setup_teardown(or_brought_to_a_counter_by_the_day, begin, end),
        cmocka_unit_test_setup_teardown(without_a_camera_a_counter_is_left, begin, end),
    };
    return stage_closes(cmocka_run_group_tests(tests, NULL, NULL));
}
