/* SPDX-License-Identifier: Apache-2.0 */
/* What of a visit goes to a phone, and what does not. */
#include "tests/unit/check.h"

#include "platform/base/sealed.h"
#include "tests/unit/app/visit/questions.h"

static struct item *item;
static struct visit visit;
static struct handover_wish wish;

static int permit(void **state)
{
    (void)state;
    item = visit_at_questions(&visit, "residence-permit");
    return 0;
}

static int nothing(void **state)
{
    (void)state;
    return 0;
}

static int close_item(void **state)
{
    (void)state;
    handover_wish_wipe(&wish);
    visit_wipe(&visit);
    item_free(item);
    return 0;
}

static void answer(const char *name, const char *value)
{
    char advice[FORM_ADVICE_MAX];
    int field = (int)(item_field_find(item, name) - item->field);
    assert_ok(form_answer(&visit.form, field, value, advice));
}

static const struct handover_lack *lack(const char *name)
{
    for (size_t i = 0; i < wish.count; i++)
        if (strcmp(wish.lack[i].name, name) == 0)
            return &wish.lack[i];
    return NULL;
}

static void answers_go_and_what_is_missing_is_named(void **state)
{
    (void)state;
    visit_speak(&visit, LANGUAGE_ENGLISH);
    form_shared_failed(&visit.form);
    answer("housing", "1");
    assert_ok(visit_make_handover(&visit, &wish));
    const struct application *a = &wish.application;
    assert_int_equal(APPLICATION_CASE, a->kind);
    assert_string_equal(visit.application_id, a->application_id);
    assert_string_equal("居住证申领", a->task_name);
    assert_true(a->consent_ms > 0);
    assert_int_equal(0, a->materials);
    assert_int_equal(0, a->files);
    bool said = false;
    for (size_t i = 0; i < a->count; i++)
        said = said || strcmp(a->field[i].name, "housing") == 0;
    assert_true(said);
    assert_non_null(lack("contact_mobile"));
    assert_string_equal("手机", lack("contact_mobile")->label); /* in Chinese, in any language */
    assert_false(lack("contact_mobile")->material);
    assert_null(lack("housing"));
    assert_true(lack("house_lease")->material);
    assert_null(lack("house_deed")); /* of another answer */
}

static void what_was_made_here_does_not_go_and_what_a_department_has_is_there(void **state)
{
    (void)state;
    struct pairs shared = {0};
    int fd = -1;
    add_pair(&shared, "id_photo", "1");
    assert_ok(form_fill_shared(&visit.form, &shared));
    papers_take_shared(&visit, &shared);
    pairs_wipe(&shared);
    answer("housing", "1");
    assert_false(visit_leaves_papers(&visit));
    assert_ok(papers_settle(&visit, 1, PAPER_CAPTURED, 0));
    assert_ok(sealed_make("page", 4, &fd));
    assert_ok(captured_put(&visit.captured, "house_lease", &fd));
    assert_true(visit_leaves_papers(&visit));
    assert_ok(visit_make_handover(&visit, &wish));
    assert_null(lack("id_photo"));
    assert_non_null(lack("house_lease"));
    assert_int_equal(0, wish.application.files);
}

static void the_same_case_is_never_made_twice(void **state)
{
    (void)state;
    char id[37];
    assert_ok(visit_make_handover(&visit, &wish));
    strcpy(id, wish.application.application_id);
    handover_wish_wipe(&wish);
    assert_ok(visit_make_handover(&visit, &wish));
    assert_string_equal(id, wish.application.application_id);
    assert_string_equal(id, visit.application_id);
}

static void refuse(void)
{
    assert_false(visit_may_hand_over(&visit));
    assert_err(ERR_STATE, visit_make_handover(&visit, &wish));
}

static void it_is_a_persons_own_and_not_done(void **state)
{
    (void)state;
    assert_true(visit_may_hand_over(&visit));
    visit.consented = false;
    refuse();
    visit.consented = true;
    visit.submitted = true;
    refuse();
    visit.submitted = false;
    visit.anonymous = true;
    refuse();
    visit.anonymous = false;
    visit.correction.begun = true;
    refuse();
    visit.correction.begun = false;
    visit.identity = VISIT_UNKNOWN;
    refuse();
}

static void not_every_item_goes(void **state)
{
    (void)state;
    static const char *const never[] = {
        "insurance-proof", "case-progress",   "fee-payment",    "marriage-appointment",
        "hotline-request", "my-certificates", "licence-reissue"};
    for (size_t i = 0; i < ARRAY_LEN(never); i++) {
        item = visit_at_questions(&visit, never[i]);
        assert_ok(secret_set_text(&visit.assurance_token, "0f3b9c5a7d1e4286"));
        refuse();
        visit_wipe(&visit);
        item_free(item);
    }
    item = visit_at_questions(&visit, "shop-registration"); /* wants it to be they */
    refuse();
    assert_ok(secret_set_text(&visit.assurance_token, "0f3b9c5a7d1e4286"));
    assert_true(visit_may_hand_over(&visit));
}

static void once_it_is_there_nothing_is_lost_by_leaving(void **state)
{
    (void)state;
    struct handover told = {"https://a/go/11010519491231002X", "ABCD2345", "there", 7};
    assert_true(visit_would_lose(&visit));
    assert_err(ERR_FORMAT, visit_take_handover(&visit, &told)); /* it says whose it is */
    assert_false(visit.handing.known);
    assert_true(visit_would_lose(&visit));
    strcpy(told.url, "https://a/go/1");
    assert_ok(visit_take_handover(&visit, &told));
    assert_true(visit.handing.known && visit.handing.print);
    assert_string_equal("ABCD2345", visit.handing.told.code);
    assert_false(visit_would_lose(&visit));
    refuse();
    assert_ok(visit_choose(&visit, item));
    assert_false(visit.handing.known);
    assert_string_equal("", visit.handing.told.url);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, permit, close_item)
    const struct CMUnitTest tests[] = {
        T(answers_go_and_what_is_missing_is_named),
        T(what_was_made_here_does_not_go_and_what_a_department_has_is_there),
        T(the_same_case_is_never_made_twice),
        T(it_is_a_persons_own_and_not_done),
        cmocka_unit_test_setup_teardown(not_every_item_goes, nothing, close_item),
        T(once_it_is_there_nothing_is_lost_by_leaving),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
