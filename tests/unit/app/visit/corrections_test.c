/* SPDX-License-Identifier: Apache-2.0 */
/* What a returned case lacks is asked for and nothing else: fields, papers of the item, and the
 * rest at a counter. */
#include "tests/unit/check.h"

#include "app/visit/visit.h"
#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/sealed.h"
#include "tests/unit/app/people.h"

enum { PHOTO, LEASE, DEED, LETTER };

static struct item *looks, *permit;
static struct visit visit;
static struct application application;
static struct correction_list list;

static int open_visit(void **state)
{
    (void)state;
    struct id_record card = zhang_san();
    looks = item_at(SOURCE_ROOT "/assets/items/case-progress.json");
    permit = item_at(SOURCE_ROOT "/assets/items/residence-permit.json");
    visit_begin(&visit);
    assert_ok(visit_choose(&visit, looks));
    assert_ok(visit_identify_card(&visit, &card));
    visit_consent(&visit);
    id_record_wipe(&card);
    list = (struct correction_list){.project_no = "1408022611230047"};
    return 0;
}

static int close_visit(void **state)
{
    (void)state;
    application_wipe(&application);
    visit_wipe(&visit);
    item_free(looks);
    item_free(permit);
    return 0;
}

/* YYYYMMDD so many days from today. */
static int ahead(int days)
{
    return date_add(date_in_china(clock_wall_ms(), NULL), days);
}

static void lacks(const char *field, const char *material, const char *name, int until)
{
    struct correction *row = &list.row[list.count++];
    strcpy(row->field, field);
    strcpy(row->material, material);
    strcpy(row->name, name);
    strcpy(row->reason, "看不清");
    snprintf(row->until, sizeof row->until, "%08d", until);
}

static void begin(void)
{
    visit_take_corrections(&visit, &list);
    assert_ok(visit_begin_correction(&visit, permit));
}

static void make_page(const char *name)
{
    int fd = -1;
    assert_ok(sealed_make("page", 4, &fd));
    assert_ok(captured_put(&visit.captured, name, &fd));
}

static void each_is_mended_where_it_can_be(void **state)
{
    (void)state;
    lacks("housing", "", "住处", ahead(9));
    lacks("", "house_lease", "合同", ahead(9));
    lacks("", "", "证件照片", ahead(9)); /* as officials call it */
    lacks("", "no_such_paper", "户口簿", ahead(9));
    lacks("applyer_name", "", "姓名", ahead(9));
    static const enum visit_mends wanted[] = {VISIT_MENDS_FIELD, VISIT_MENDS_PAPER,
                                              VISIT_MENDS_PAPER, VISIT_MENDS_NOT, VISIT_MENDS_NOT};
    for (size_t i = 0; i < list.count; i++)
        assert_int_equal(wanted[i], visit_mends(permit, &list.row[i]));
    visit_speak(&visit, LANGUAGE_ENGLISH); /* the official's word stays Chinese */
    begin();
    assert_string_equal("户口簿、姓名", visit.correction.to_counter);
    assert_true(visit_asks_paper(&visit, PHOTO) && visit_asks_paper(&visit, LEASE));
    assert_false(visit_asks_paper(&visit, DEED) || visit_asks_paper(&visit, LETTER));
    assert_int_equal(2, papers_count(&visit));
    assert_false(papers_want_shared(&visit));
}

static void what_was_asked_for_is_not_left_out(void **state)
{
    (void)state;
    lacks("", "employer_letter", "单位住宿证明", ahead(9)); /* hangs on another answer */
    lacks("", "title_deed", "房产证", ahead(9));
    begin();
    assert_true(papers_wanted(&visit, LETTER));
    assert_true(papers_may(&visit, LETTER, PAPER_CAPTURED));
    assert_true(papers_may(&visit, LETTER, PAPER_LATER));
    assert_true(papers_may(&visit, DEED, PAPER_LATER)); /* a counter takes what the item does not */
    assert_true(papers_may(&visit, DEED, PAPER_COMMITMENT));
    assert_false(papers_may(&visit, DEED, PAPER_WITHOUT));
    assert_false(papers_may(&visit, DEED, PAPER_SHARED));
    assert_false(papers_may(&visit, LEASE, PAPER_LATER)); /* was not asked for */
    assert_err(ERR_STATE, visit_make_application(&visit, &application));
}

static void pages_go_with_it_and_a_counter_has_until_the_day(void **state)
{
    (void)state;
    lacks("", "house_lease", "租房合同", ahead(9));
    lacks("", "title_deed", "房产证", ahead(30));
    lacks("", "title_deed", "房产证", ahead(12));
    begin();
    make_page("house_lease");
    make_page("house_lease");
    visit.papers.paper[LEASE] = (struct paper){.way = PAPER_CAPTURED, .chosen_ms = clock_wall_ms()};
    assert_int_equal(ahead(12), visit_paper_until(&visit, DEED)); /* the earlier one */
    assert_int_equal(0, visit_paper_until(&visit, PHOTO));
    assert_null(visit_why_paper(&visit, PHOTO));
    assert_ok(papers_settle(&visit, DEED, PAPER_LATER, visit_paper_until(&visit, DEED)));
    assert_ok(visit_make_application(&visit, &application));
    assert_int_equal(APPLICATION_CORRECTION, application.kind);
    assert_string_equal("1408022611230047", application.project_no);
    assert_int_equal(2, application.files);
    assert_int_equal(2, application.materials);
    assert_int_equal(COLLECT_CAPTURED, application.material[0].way);
    const struct application_material *deed = &application.material[1];
    assert_string_equal("title_deed", deed->name);
    assert_int_equal(COLLECT_LATER, deed->way);
    assert_int_equal(ahead(12), deed->due);
    assert_int_equal(12, deed->limit_days);
    assert_false(deed->limit_workdays);
}

static void a_limit_is_one_to_365_days(void **state)
{
    (void)state;
    static const struct {
        int days;
        uint32_t limit;
    } all[] = {{0, 1}, {1, 1}, {365, 365}, {400, 365}};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        list.count = 0;
        lacks("", "title_deed", "房产证", ahead(all[i].days));
        visit_forget_corrections(&visit);
        begin();
        assert_ok(papers_settle(&visit, DEED, PAPER_LATER, visit_paper_until(&visit, DEED)));
        assert_ok(visit_make_application(&visit, &application));
        assert_int_equal(all[i].limit, application.material[0].limit_days);
        application_wipe(&application);
    }
}

static void who_goes_back_leaves_nothing_behind(void **state)
{
    (void)state;
    lacks("", "house_lease", "租房合同", ahead(9));
    begin();
    make_page("house_lease");
    assert_ok(papers_settle(&visit, LEASE, PAPER_LATER, 20991231));
    assert_err(ERR_STATE, visit_begin_correction(&visit, permit));
    visit_end_correction(&visit);
    assert_ptr_equal(looks, visit.item);
    assert_int_equal(0, visit.captured.count);
    assert_false(visit_asks_paper(&visit, LEASE));
    assert_ok(visit_begin_correction(&visit, permit));
    assert_int_equal(PAPER_OPEN, papers_look(&visit, LEASE));
}

static void a_day_that_has_passed_is_late(void **state)
{
    (void)state;
    lacks("", "house_lease", "租房合同", ahead(0));
    lacks("housing", "", "住处", ahead(3));
    visit_take_corrections(&visit, &list);
    assert_false(visit_correction_is_late(&visit));
    lacks("contact_mobile", "", "手机", ahead(-1));
    visit_take_corrections(&visit, &list);
    assert_true(visit_correction_is_late(&visit));
    strcpy(list.row[2].until, "");
    visit_take_corrections(&visit, &list);
    assert_false(visit_correction_is_late(&visit));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, open_visit, close_visit)
    const struct CMUnitTest tests[] = {
        T(each_is_mended_where_it_can_be),
        T(what_was_asked_for_is_not_left_out),
        T(pages_go_with_it_and_a_counter_has_until_the_day),
        T(a_limit_is_one_to_365_days),
        T(who_goes_back_leaves_nothing_behind),
        T(a_day_that_has_passed_is_late),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
