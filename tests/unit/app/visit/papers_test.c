/* SPDX-License-Identifier: Apache-2.0 */
/* How each material of an application is settled, and what of it is sent. */
#include "tests/unit/check.h"

#include "platform/base/sealed.h"
#include "tests/unit/app/visit/questions.h"

/* Materials of the two shipped items. */
enum { PHOTO, LEASE, DEED, LETTER };
enum { PREMISES, NAME };

static struct item *item;
static struct visit visit;
static struct application application;

static int permit(void **state)
{
    (void)state;
    item = visit_at_questions(&visit, "residence-permit");
    return 0;
}

static int shop(void **state)
{
    (void)state;
    item = visit_at_questions(&visit, "shop-registration");
    return 0;
}

static int close_item(void **state)
{
    (void)state;
    application_wipe(&application);
    visit_wipe(&visit);
    item_free(item);
    return 0;
}

static void share(const char *name)
{
    struct pairs pairs = {0};
    add_pair(&pairs, "contact_mobile", "13800000026");
    if (*name)
        add_pair(&pairs, name, "1");
    assert_ok(form_fill_shared(&visit.form, &pairs));
    papers_take_shared(&visit, &pairs);
    pairs_wipe(&pairs);
}

static void answer(const char *name, const char *value)
{
    char advice[FORM_ADVICE_MAX];
    int field = (int)(item_field_find(item, name) - item->field);
    assert_ok(form_answer(&visit.form, field, value, advice));
}

static void make_page(const char *name)
{
    int fd = -1;
    assert_ok(sealed_make("page", 4, &fd));
    assert_ok(captured_put(&visit.captured, name, &fd));
}

static void what_a_department_has_is_not_asked_for(void **state)
{
    (void)state;
    assert_true(papers_want_shared(&visit));
    share("id_photo");
    assert_false(papers_want_shared(&visit));
    assert_int_equal(PAPER_SHARED, papers_look(&visit, PHOTO));
    assert_int_equal(-1, papers_next_open(&visit, -1));
    assert_int_equal(1, papers_count(&visit)); /* the others hang on an answer */
    answer("housing", "1");
    assert_int_equal(2, papers_count(&visit));
    assert_int_equal(LEASE, papers_next_open(&visit, -1));
    assert_false(papers_wanted(&visit, DEED));
    assert_false(papers_wanted(&visit, -1));
    assert_false(papers_wanted(&visit, ITEM_MATERIALS_MAX));
    assert_false(papers_may(&visit, LEASE, PAPER_SHARED));
    assert_false(papers_may(&visit, LEASE, PAPER_OPEN));
    assert_false(papers_may(&visit, LEASE, PAPER_WITHOUT));
    assert_false(papers_may(&visit, LEASE, PAPER_COMMITMENT));
    assert_err(ERR_STATE, papers_settle(&visit, DEED, PAPER_CAPTURED, 0));
}

/* Who broke a promise keeps all ways but that one. */
static void a_promise_is_not_taken_of_who_broke_one(void **state)
{
    (void)state;
    share("id_photo");
    answer("housing", "2");
    assert_false(papers_is_barred(&visit, DEED));
    assert_true(papers_may(&visit, DEED, PAPER_COMMITMENT));
    share("commitment_barred");
    assert_true(papers_is_barred(&visit, DEED));
    assert_false(papers_is_barred(&visit, LEASE)); /* not wanted, and never signed for */
    assert_false(papers_may(&visit, DEED, PAPER_COMMITMENT));
    assert_err(ERR_STATE, papers_settle(&visit, DEED, PAPER_COMMITMENT, 0));
    assert_true(papers_may(&visit, DEED, PAPER_CAPTURED));
    papers_forget(&visit);
    assert_false(visit.papers.barred);
}

static void shared_data_for_papers_alone_is_waited_for(void **state)
{
    (void)state;
    for (size_t i = 0; i < item->field_count; i++)
        visit.form.answer[i].state = ANSWER_GIVEN;
    assert_true(papers_want_shared(&visit));
    form_shared_failed(&visit.form);
    assert_false(papers_want_shared(&visit));
    assert_int_equal(PHOTO, papers_next_open(&visit, -1)); /* then the citizen is asked */
}

static void what_is_chosen_counts_when_it_came_about(void **state)
{
    (void)state;
    share("id_photo");
    answer("housing", "1");
    assert_err(ERR_STATE, visit_make_application(&visit, &application));
    assert_ok(papers_settle(&visit, LEASE, PAPER_CAPTURED, 0));
    assert_int_equal(PAPER_OPEN, papers_look(&visit, LEASE));
    make_page("house_lease");
    make_page("house_lease");
    assert_int_equal(PAPER_CAPTURED, papers_look(&visit, LEASE));
    assert_ok(papers_settle(&visit, LEASE, PAPER_CAPTURED, 0)); /* more of the same */
    assert_int_equal(2, captured_count(&visit.captured, "house_lease"));
    assert_ok(visit_make_application(&visit, &application));
    assert_int_equal(2, application.materials);
    assert_int_equal(2, application.files);
    assert_int_equal(COLLECT_SHARED, application.material[0].way);
    assert_int_equal(COLLECT_CAPTURED, application.material[1].way);
    assert_string_equal("house_lease", application.material[1].name);
    assert_string_equal("租房合同", application.material[1].material_name);
    assert_true(application.material[1].is_need && application.material[0].collect_ms > 0);
}

static void another_way_drops_what_was_made(void **state)
{
    (void)state;
    share("id_photo");
    answer("housing", "1");
    assert_ok(papers_settle(&visit, LEASE, PAPER_CAPTURED, 0));
    make_page("house_lease");
    assert_ok(papers_settle(&visit, LEASE, PAPER_LATER, 20261207));
    assert_int_equal(0, visit.captured.count);
    assert_int_equal(LEASE, papers_next_later(&visit, -1));
    assert_int_equal(-1, papers_next_later(&visit, LEASE));
    visit_speak(&visit, LANGUAGE_ENGLISH);
    assert_ok(visit_make_application(&visit, &application));
    assert_int_equal(COLLECT_LATER, application.material[1].way);
    assert_string_equal("租房合同", application.material[1].material_name); /* as officials say */
    assert_int_equal(10, application.material[1].limit_days);
    assert_true(application.material[1].limit_workdays);
    assert_int_equal(20261207, application.material[1].due);
}

static void what_is_not_wanted_any_more_is_not_sent(void **state)
{
    (void)state;
    share("id_photo");
    answer("housing", "1");
    assert_ok(papers_settle(&visit, LEASE, PAPER_CAPTURED, 0));
    make_page("house_lease");
    answer("housing", "2");
    assert_int_equal(DEED, papers_next_open(&visit, -1));
    assert_ok(papers_settle(&visit, DEED, PAPER_COMMITMENT, 20261207));
    assert_int_equal(PAPER_OPEN, papers_look(&visit, DEED)); /* it is not signed yet */
    make_page("title_deed");
    assert_ok(visit_make_application(&visit, &application));
    assert_int_equal(2, application.materials);
    assert_int_equal(1, application.files);
    assert_string_equal("title_deed", application.file[0].name);
    assert_int_equal(COLLECT_COMMITMENT, application.material[1].way);
    assert_string_equal("2026-1", application.material[1].commitment_version);
    assert_int_equal(0, application.material[1].due);
}

static void what_is_not_needed_may_be_left_out(void **state)
{
    (void)state;
    share("premises_proof");
    answer("trade", "1");
    answer("premises", "1");
    assert_int_equal(NAME, papers_next_open(&visit, -1));
    assert_false(papers_may(&visit, NAME, PAPER_LATER));
    assert_ok(papers_settle(&visit, NAME, PAPER_WITHOUT, 0));
    assert_int_equal(PAPER_WITHOUT, papers_look(&visit, NAME));
    assert_ok(visit_make_application(&visit, &application));
    assert_int_equal(1, application.materials);
    assert_string_equal("premises_proof", application.material[0].name);
}

/* Whose age nobody knows here cannot be held to what hangs on it. */
static void a_paper_that_hangs_on_an_unknown_age_is_not_demanded(void **state)
{
    (void)state;
    item->material[PREMISES].when.age = (struct item_ages){.min = 18};
    visit.form.age = AGE_UNKNOWN;
    assert_true(papers_may(&visit, PREMISES, PAPER_WITHOUT));
    visit.form.age = 30;
    assert_false(papers_may(&visit, PREMISES, PAPER_WITHOUT));
    visit.form.age = 17;
    assert_false(papers_wanted(&visit, PREMISES));
}

static void all_goes_with_the_item_or_the_person(void **state)
{
    (void)state;
    share("id_photo");
    answer("housing", "1");
    assert_ok(papers_settle(&visit, LEASE, PAPER_LATER, 20261207));
    make_page("house_lease");
    visit_forget_who(&visit);
    assert_true(all_zero(&visit.papers, sizeof visit.papers));
    assert_int_equal(0, visit.captured.count);
    share("id_photo");
    assert_ok(visit_choose(&visit, item));
    assert_true(all_zero(&visit.papers, sizeof visit.papers));
    struct visit nobody = {.open = true};
    assert_int_equal(-1, papers_next_open(&nobody, -1)); /* no item is chosen */
}

int main(void)
{
#define T(name, open) cmocka_unit_test_setup_teardown(name, open, close_item)
    const struct CMUnitTest tests[] = {
        T(what_a_department_has_is_not_asked_for, permit),
        T(a_promise_is_not_taken_of_who_broke_one, permit),
        T(shared_data_for_papers_alone_is_waited_for, permit),
        T(what_is_chosen_counts_when_it_came_about, permit),
        T(another_way_drops_what_was_made, permit),
        T(what_is_not_wanted_any_more_is_not_sent, permit),
        T(what_is_not_needed_may_be_left_out, shop),
        T(a_paper_that_hangs_on_an_unknown_age_is_not_demanded, shop),
        T(all_goes_with_the_item_or_the_person, permit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
