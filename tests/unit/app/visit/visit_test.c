/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "app/visit/visit.h"
#include "tests/unit/app/people.h"

static void come_with_card(struct visit *visit, const struct item *item)
{
    struct id_record card = zhang_san();
    visit_begin(visit);
    assert_ok(visit_choose(visit, item));
    assert_ok(visit_identify_card(visit, &card));
    id_record_wipe(&card);
}

static void answer_all(struct visit *visit)
{
    char advice[FORM_ADVICE_MAX];
    struct pairs shared = shared_data();
    assert_ok(form_fill_shared(&visit->form, &shared));
    pairs_wipe(&shared);
    assert_ok(form_answer(&visit->form, 3, "110000", advice));
    assert_ok(form_answer(&visit->form, 4, "2", advice));
}

static void an_application_needs_consent_and_every_answer(void **state)
{
    (void)state;
    struct item *item = shipped_item();
    struct visit visit = {0};
    struct application application;
    come_with_card(&visit, item);
    assert_err(ERR_STATE, visit_make_application(&visit, &application));
    answer_all(&visit);
    assert_err(ERR_STATE, visit_make_application(&visit, &application));
    visit_consent(&visit);
    assert_ok(visit_make_application(&visit, &application));
    assert_string_equal(item->task_code, application.task_code);
    assert_string_equal("2026-1", application.notice_version);
    assert_true(application.consent_ms > 0);
    assert_int_equal(7, application.count);
    assert_string_equal("applyer_page_type", application.field[6].name);
    assert_string_equal("111", secret_text(&application.field[6].value));
    assert_int_equal(SOURCE_CARD, application.field[6].source);
    assert_string_equal("applyer_page_code", application.field[1].name);
    assert_int_equal(SOURCE_CARD, application.field[1].source);
    assert_int_equal(36, strlen(application.application_id));
    char first[37];
    memcpy(first, application.application_id, sizeof first);
    application_wipe(&application);
    assert_ok(visit_make_application(&visit, &application));
    assert_string_equal(first, application.application_id);
    application_wipe(&application);
    visit_wipe(&visit);
    assert_true(all_zero(&visit, sizeof visit));
    item_free(item);
}

static void a_second_item_keeps_the_person_and_nothing_else(void **state)
{
    (void)state;
    struct item *item = shipped_item();
    struct visit visit = {0};
    struct application application;
    come_with_card(&visit, item);
    answer_all(&visit);
    visit_consent(&visit);
    assert_ok(visit_make_application(&visit, &application));
    application_wipe(&application);
    visit.submitted = true;
    assert_ok(visit_choose(&visit, item));
    assert_string_equal("张三", secret_text(&visit.form.answer[0].value));
    assert_int_equal(ANSWER_NONE, visit.form.answer[3].state);
    assert_false(visit.consented);
    assert_string_equal("", visit.application_id);
    assert_true(visit_would_lose(&visit));
    visit_wipe(&visit);
    item_free(item);
}

static void a_card_that_is_not_valid_identifies_nobody(void **state)
{
    (void)state;
    struct visit visit = {0};
    struct id_record card = zhang_san();
    visit_begin(&visit);
    card.findings = ID_FINDING_EXPIRED;
    assert_err(ERR_CARD_EXPIRED, visit_identify_card(&visit, &card));
    card.findings = ID_FINDING_NOT_YET_VALID;
    assert_err(ERR_CARD_EXPIRED, visit_identify_card(&visit, &card));
    card.findings = ID_FINDING_CHECK_DIGIT;
    assert_err(ERR_CARD_UNKNOWN, visit_identify_card(&visit, &card));
    assert_int_equal(VISIT_UNKNOWN, visit.identity);
    assert_true(secret_is_empty(&visit.card.field[ID_NAME]));
    id_record_wipe(&card);
    visit_wipe(&visit);
}

static void what_kind_of_card_it_is_goes_along(void **state)
{
    (void)state;
    static const char *const types[] = {[ID_CITIZEN] = "111",
                                        [ID_HMT] = "990",
                                        [ID_FOREIGNER_2017] = "553",
                                        [ID_FOREIGNER_2023] = "553"};
    struct item *item = shipped_item();
    for (size_t kind = 0; kind < ARRAY_LEN(types); kind++) {
        struct visit visit = {0};
        struct pairs who;
        struct id_record card = zhang_san();
        card.kind = (enum id_kind)kind;
        visit_begin(&visit);
        assert_ok(visit_choose(&visit, item));
        assert_ok(visit_identify_card(&visit, &card));
        assert_ok(visit_who(&visit, &who));
        assert_string_equal(types[kind], pairs_get(&who, "applyer_page_type"));
        pairs_wipe(&who);
        id_record_wipe(&card);
        visit_wipe(&visit);
    }
    item_free(item);
}

static void a_phone_code_identifies_as_well(void **state)
{
    (void)state;
    struct item *item = shipped_item();
    struct visit visit = {0};
    struct pairs person = {0}, who;
    visit_begin(&visit);
    assert_ok(visit_choose(&visit, item));
    assert_err(ERR_STATE, visit_who(&visit, &who));
    add_pair(&person, "applyer_name", "李小兰");
    assert_err(ERR_MISSING, visit_identify_code(&visit, &person));
    add_pair(&person, "applyer_page_code", "11010519491231002X");
    add_pair(&person, "contact_mobile", "13900000001");
    add_pair(&person, "applyer_page_type", "414");
    assert_ok(visit_identify_code(&visit, &person));
    assert_ok(visit_who(&visit, &who));
    assert_string_equal("李小兰", pairs_get(&who, "applyer_name"));
    assert_string_equal("414", pairs_get(&who, "applyer_page_type"));
    assert_int_equal(SOURCE_CODE, visit.form.answer[5].source);
    pairs_wipe(&who);
    pairs_wipe(&person);
    visit_wipe(&visit);
    item_free(item);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_application_needs_consent_and_every_answer),
        cmocka_unit_test(a_second_item_keeps_the_person_and_nothing_else),
        cmocka_unit_test(a_card_that_is_not_valid_identifies_nobody),
        cmocka_unit_test(what_kind_of_card_it_is_goes_along),
        cmocka_unit_test(a_phone_code_identifies_as_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
