/* SPDX-License-Identifier: Apache-2.0 */
/* Pages of papers: all of them, one, brought later; and what of them the review and the last page
 * say, in all needs and both languages. */
#include "tests/unit/check.h"

#include "app/print/slip.h"
#include "app/words/day.h"
#include "platform/base/text.h"
#include "tests/unit/app/screen/items_stage.h"

/* Every weekday until the end of 2999 is worked. */
static void know_the_calendar(void)
{
    model.calendar = (struct calendar){.version = 1,
                                       .from = 20200101,
                                       .until = 29991231,
                                       .office_from = 9 * 60,
                                       .office_until = 17 * 60};
}

static void share(const char *name)
{
    struct pairs pairs = {0};
    add_pair(&pairs, name, "1");
    add_pair(&pairs, "contact_mobile", "13800000026");
    assert_ok(form_fill_shared(&model.visit.form, &pairs));
    papers_take_shared(&model.visit, &pairs);
    pairs_wipe(&pairs);
}

static void a_permit_with(const char *housing)
{
    choose("居住证");
    visit_consent(&model.visit);
    know_the_calendar();
    share("id_photo");
    answer("housing", housing);
}

static enum verdict press(int action, int arg)
{
    return screen_of(model.screen)->act(&model, action, arg);
}

static void enter(enum screen_id id)
{
    model.screen = id;
    model.page = (struct page_draft){.place = 0};
    if (screen_of(id)->enter)
        screen_of(id)->enter(&model);
}

static void open_paper(int material)
{
    enter(SCREEN_PAPERS);
    assert_int_equal(VERDICT_PAPER, press(ACTION_PAPER, material));
    assert_int_equal(material, model.paper);
    enter(SCREEN_PAPER);
}

static void the_list_says_how_each_stands(void **state)
{
    (void)state;
    a_permit_with("1");
    look(SCREEN_PAPERS);
    assert_says("证件照片");
    assert_says("不用交，部门有");
    assert_says("来自公安");
    assert_says("租房合同");
    assert_says("还没定");
    assert_silent("房产证"); /* of another answer */
    assert_int_equal(VERDICT_PAPER, press(ACTION_NEXT, 0));
    assert_int_equal(1, model.paper);
    assert_int_equal(VERDICT_STAY, press(ACTION_PAPER, 2)); /* is not wanted */
    assert_int_equal(VERDICT_STAY, press(ACTION_PAPER, 7));
    assert_int_equal(VERDICT_STAY, press(ACTION_SHEET, 0));
}

static void a_paper_may_follow_by_a_day(void **state)
{
    (void)state;
    char day[64];
    a_permit_with("1");
    open_paper(1);
    look(SCREEN_PAPER);
    assert_says("有姓名、地址、租期和签字的那几页。");
    assert_says("以后再补");
    assert_silent("这次不交"); /* it is needed */
    assert_int_equal(VERDICT_STAY, press(ACTION_NEXT, 0));
    look(SCREEN_PAPER);
    assert_says("请先选一项");
    assert_int_equal(VERDICT_STAY, press(ACTION_CHOOSE, PAPER_WITHOUT));
    assert_int_equal(VERDICT_STAY, press(ACTION_NEXT, 0));
    assert_int_equal(VERDICT_STAY, press(ACTION_CHOOSE, PAPER_LATER));
    assert_int_equal(VERDICT_LATER, press(ACTION_NEXT, 0));
    look(SCREEN_LATER);
    assert_says("最晚 ");
    assert_says("送到派出所或政务大厅");
    assert_says("没有补齐，这次申请就不办了");
    assert_int_equal(PAPER_OPEN, papers_look(&model.visit, 1));
    assert_int_equal(VERDICT_NEXT, press(ACTION_NEXT, 0));
    assert_int_equal(PAPER_LATER, papers_look(&model.visit, 1));
    day_say(model.visit.papers.paper[1].due, day);
    look(SCREEN_PAPERS);
    assert_says(day);
    assert_says("都齐了");
    assert_int_equal(VERDICT_EDIT, press(ACTION_BACK, 0)); /* all questions are answered */
    assert_int_equal(VERDICT_NEXT, press(ACTION_NEXT, 0));
    look(SCREEN_REVIEW);
    assert_says("租房合同");
    assert_int_equal(VERDICT_PAPERS, press(ACTION_PAPER, 1));
    submitted(CASE_ACCEPTED);
    for (enum visit_paper paper = VISIT_PAPER_NONE; paper <= VISIT_PAPER_UNKNOWN; paper++) {
        model.visit.paper = paper;
        look(SCREEN_DONE);
        assert_says("还要补交 1 份材料");
        assert_says(day);
    }
    submitted(CASE_SAVED);
    look(SCREEN_DONE);
    assert_says("还要补交 1 份材料");
}

static const char *drawn_slip(void)
{
    for (int i = 0; i < stage.scene.count; i++)
        if (stage.scene.items[i].role == ROLE_PICTURE)
            return stage.scene.items[i].value;
    return "";
}

static bool is_printed(const struct receipt_job *job, const char *line)
{
    for (size_t i = 0; i < job->count; i++) {
        char whole[256];
        const char *value = secret_text(&job->line[i].value);
        snprintf(whole, sizeof whole, "%s%s%s", secret_text(&job->line[i].text), *value ? " " : "",
                 value);
        if (strcmp(line, whole) == 0)
            return true;
    }
    return false;
}

/* The drawing is of the paper that lies in the slot: each line of it is one of the paper's. */
static void the_slip_is_drawn_as_it_was_printed(void **state)
{
    (void)state;
    static const struct slip_place place = {"盐湖区政务服务", "K017", "12345", 1795400000000, NULL};
    static const char *const remaining[] = {"\n还要补交的材料\n租房合同\n最晚 ",
                                            "\nPapers still to be handed in\nRental contract\nBy "};
    struct receipt_job job;
    a_permit_with("1");
    open_paper(1);
    press(ACTION_CHOOSE, PAPER_LATER);
    assert_int_equal(VERDICT_LATER, press(ACTION_NEXT, 0));
    enter(SCREEN_LATER);
    assert_int_equal(VERDICT_NEXT, press(ACTION_NEXT, 0));
    submitted(CASE_ACCEPTED);
    model.visit.paper = VISIT_PAPER_DONE;
    model.screen = SCREEN_DONE;
    for (enum language in = LANGUAGE_CHINESE; in <= LANGUAGE_ENGLISH; in++) {
        const struct screen screen = {.compose = screen_compose, .model = &model};
        char lines[512];
        look_in(in, &screen);
        text_copy(lines, sizeof lines, drawn_slip());
        if (!strstr(lines, remaining[in]))
            fail_msg("\"%s\" is not in \"%s\"", remaining[in], lines);
        assert_ok(slip_make(&model.visit, &place, &job));
        for (char *rest, *line = strtok_r(lines, "\n", &rest); line;
             line = strtok_r(NULL, "\n", &rest))
            if (!is_printed(&job, line))
                fail_msg("\"%s\" is not on the paper", line);
        receipt_job_wipe(&job);
    }
}

static void without_a_calendar_days_are_said(void **state)
{
    (void)state;
    a_permit_with("3");
    memset(&model.calendar, 0, sizeof model.calendar);
    open_paper(3);
    press(ACTION_CHOOSE, PAPER_LATER);
    press(ACTION_NEXT, 0);
    look(SCREEN_LATER);
    assert_says("10 个工作日内补交");
    assert_int_equal(VERDICT_NEXT, press(ACTION_NEXT, 0));
    assert_int_equal(0, model.visit.papers.paper[3].due);
    look(SCREEN_PAPERS);
    assert_says("10 个工作日内补交");
}

static void who_broke_a_promise_reads_why_it_is_not_offered(void **state)
{
    (void)state;
    a_permit_with("2");
    open_paper(2);
    model.service.device[DEVICE_SCANNER].flags = DEVICE_FLAG_PHOTOGRAPHS;
    look(SCREEN_PAPER);
    assert_says("签承诺书，就不用交");
    assert_silent("这次不能用承诺书代替");
    share("commitment_barred");
    look(SCREEN_PAPER);
    assert_says("这次不能用承诺书代替");
    assert_says("想问清楚，可以去窗口。");
    assert_says("现在拍照");
    assert_silent("签承诺书，就不用交");
    model.service.device[DEVICE_SCANNER].flags = 0; /* no camera stands here */
    look(SCREEN_PAPER);
    assert_says("带上它去窗口，一样能办。");
}

static void what_is_not_needed_may_be_left_out(void **state)
{
    (void)state;
    choose("个体户开业");
    visit_consent(&model.visit);
    share("premises_proof");
    enter(SCREEN_PAPERS);
    look(SCREEN_PAPERS);
    assert_int_equal(VERDICT_BACK, press(ACTION_BACK, 0)); /* questions are still to come */
    assert_int_equal(VERDICT_PAPER, press(ACTION_NEXT, 0));
    enter(SCREEN_PAPER);
    look(SCREEN_PAPER);
    assert_int_equal(VERDICT_STAY, press(ACTION_CHOOSE, PAPER_WITHOUT));
    assert_int_equal(VERDICT_NEXT, press(ACTION_NEXT, 0));
    assert_int_equal(PAPER_WITHOUT, papers_look(&model.visit, 1));
    look(SCREEN_PAPERS);
    assert_says("这次不交");
    answer("trade", "4");
    answer("premises", "2");
    look(SCREEN_REVIEW);
    model.visit.papers.shared[0] = false; /* and all of the other ways, on each page of it */
    for (int way = PAPER_LATER; way <= PAPER_WITHOUT; way++) {
        model.visit.papers.paper[0] = (struct paper){.way = (enum paper_way)way, .due = 29991130};
        for (model.page.sheet = 0; model.page.sheet < 4; model.page.sheet++)
            look(SCREEN_REVIEW);
    }
    assert_int_equal(VERDICT_BACK, (enter(SCREEN_PAPER), press(ACTION_BACK, 0)));
    assert_int_equal(VERDICT_STAY, press(ACTION_RATE, 0));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(the_list_says_how_each_stands),
        T(a_paper_may_follow_by_a_day),
        T(the_slip_is_drawn_as_it_was_printed),
        T(without_a_calendar_days_are_said),
        T(who_broke_a_promise_reads_why_it_is_not_offered),
        T(what_is_not_needed_may_be_left_out),
    };
    return stage_opens() ? stage_closes(cmocka_run_group_tests(tests, NULL, NULL)) : 1;
}
