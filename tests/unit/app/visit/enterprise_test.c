/* SPDX-License-Identifier: Apache-2.0 */
/* A person acts for an enterprise: who asks, for whom, and what is forgotten when. */
#include "tests/unit/check.h"

#include "app/visit/visit.h"
#include "tests/unit/app/people.h"

static struct visit visit;
static struct item *item;

static int begin(void **state)
{
    (void)state;
    struct id_record card = zhang_san();
    item = item_at(SOURCE_ROOT "/assets/items/licence-reissue.json");
    visit_begin(&visit);
    assert_ok(visit_choose(&visit, item));
    assert_ok(visit_identify_card(&visit, &card));
    id_record_wipe(&card);
    return 0;
}

static int end(void **state)
{
    (void)state;
    visit_wipe(&visit);
    assert_true(all_zero(&visit, sizeof visit));
    item_free(item);
    return 0;
}

static void assure(void)
{
    struct pairs told = {0};
    add_pair(&told, "assurance_level", "2");
    add_pair(&told, "assurance_token", "of-the-person");
    assert_ok(visit_take_assurance(&visit, &told));
    pairs_wipe(&told);
}

static enum err tell(const char *name, const char *code, const char *token)
{
    struct pairs told = {0};
    add_pair(&told, "applyer_name", name);
    add_pair(&told, "applyer_page_code", code);
    add_pair(&told, "assurance_token", token);
    add_pair(&told, "applyer_type", "2");
    add_pair(&told, "legal", "王建国");
    enum err e = visit_take_enterprise(&visit, &told);
    pairs_wipe(&told);
    return e;
}

static enum err know_it(void)
{
    return tell("运城市晋南机械有限公司", "91140802MA0KX3T590", "of-the-enterprise");
}

static const char *asked(const char *name)
{
    return pairs_get(&visit.licence, name);
}

static void a_licences_code_becomes_the_question(void **state)
{
    (void)state;
    static const char url[] = "http://licence.example/?cid=91140802MA0KX3T590";
    char longest[LICENCE_MAX + 1] = "x";
    struct pairs copy;
    assert_ok(visit_read_licence(&visit, url, strlen(url)));
    assert_string_equal("91140802MA0KX3T590", asked("applyer_page_code"));
    assert_ok(visit_ask_licence(&visit, &copy));
    assert_string_equal("91140802MA0KX3T590", pairs_get(&copy, "applyer_page_code"));
    pairs_wipe(&copy);
    assert_ok(visit_read_licence(&visit, "\x01Z", 2));
    assert_string_equal("015a", asked("credential"));
    assert_int_equal(1, visit.licence.count);
    assert_err(ERR_MISSING, visit_read_licence(&visit, "", 0));
    assert_err(ERR_TOO_LONG, visit_read_licence(&visit, longest, sizeof longest));
    assert_string_equal("015a", asked("credential"));
    assert_ok(visit_read_licence(&visit, longest, LICENCE_MAX));
    assert_int_equal(2 * LICENCE_MAX, strlen(asked("credential")));
    assert_err(ERR_FORMAT, visit_type_licence(&visit, "91140802MA0KX3T59O"));
    assert_ok(visit_type_licence(&visit, "91350100M0001TGQXM")); /* the province's to judge */
    assert_string_equal("", asked("credential"));
}

static void who_acts_and_for_whom_are_two(void **state)
{
    (void)state;
    struct pairs who;
    assure();
    assert_true(visit_wants_enterprise(&visit));
    assert_err(ERR_STATE, visit_who(&visit, &who));
    assert_ok(know_it());
    assert_false(visit_wants_enterprise(&visit));
    assert_ok(visit_who(&visit, &who));
    assert_string_equal("运城市晋南机械有限公司", pairs_get(&who, "applyer_name"));
    assert_string_equal("990", pairs_get(&who, "applyer_page_type"));
    assert_string_equal("of-the-enterprise", pairs_get(&who, "assurance_token"));
    pairs_wipe(&who);
    assert_ok(visit_who_acts(&visit, &who));
    assert_string_equal("张三", pairs_get(&who, "applyer_name"));
    assert_string_equal("111", pairs_get(&who, "applyer_page_type"));
    assert_string_equal("of-the-person", pairs_get(&who, "assurance_token"));
    pairs_wipe(&who);
}

static void an_answer_that_says_nothing_is_none(void **state)
{
    (void)state;
    char longer[ASSURANCE_TOKEN_TEXT + 1];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_err(ERR_FORMAT, tell("", "91140802MA0KX3T590", "of-the-enterprise"));
    assert_err(ERR_FORMAT, tell("运城市晋南机械有限公司", "", "of-the-enterprise"));
    assert_err(ERR_FORMAT, tell("运城市晋南机械有限公司", "91140802MA0KX3T590", ""));
    assert_err(ERR_FORMAT, tell("运城市晋南机械有限公司", "91140802MA0KX3T590", longer));
    assert_true(visit_wants_enterprise(&visit));
}

static void answer(const char *name, const char *value)
{
    char advice[FORM_ADVICE_MAX];
    const struct item_field *field = item_field_find(item, name);
    assert_ok(form_answer(&visit.form, (int)(field - item->field), value, advice));
}

static const struct application_field *find(const struct application *a, const char *name)
{
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->field[i].name, name) == 0)
            return &a->field[i];
    fail_msg("no %s", name);
    return NULL;
}

static void its_case_names_both(void **state)
{
    (void)state;
    static const struct {
        const char *name, *value;
        enum value_source source;
    } all[] = {{"applyer_name", "运城市晋南机械有限公司", SOURCE_LICENCE},
               {"applyer_page_code", "91140802MA0KX3T590", SOURCE_LICENCE},
               {"applyer_page_type", "990", SOURCE_LICENCE},
               {"applyer_type", "2", SOURCE_LICENCE},
               {"legal", "王建国", SOURCE_LICENCE},
               {"contact_name", "张三", SOURCE_CARD},
               {"contact_code", "11010519491231002X", SOURCE_CARD},
               {"contact_type", "111", SOURCE_CARD}};
    struct application application;
    struct pairs shared = shared_data();
    assure();
    visit_consent(&visit);
    assert_ok(form_fill_shared(&visit.form, &shared));
    pairs_wipe(&shared);
    assert_err(ERR_STATE, visit_make_application(&visit, &application));
    assert_ok(know_it());
    for (int place = form_next_question(&visit.form); place >= 0;
         place = form_next_question(&visit.form)) {
        const struct item_field *field = form_field_at(&visit.form, place);
        static const char *const typed[] = {[ITEM_TYPE_PHONE] = "13800000026",
                                            [ITEM_TYPE_DATE] = "20260110",
                                            [ITEM_TYPE_NUMBER] = "2"};
        bool chosen = field->type == ITEM_TYPE_CHOICE;
        answer(field->name, chosen ? field->option[0].value : typed[field->type]);
    }
    assert_ok(visit_make_application(&visit, &application));
    assert_string_equal("of-the-enterprise", application.assurance_token);
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        assert_string_equal(all[i].value, secret_text(&find(&application, all[i].name)->value));
        assert_int_equal(all[i].source, find(&application, all[i].name)->source);
    }
    application_wipe(&application);
}

static void what_a_licence_does_not_say_stays_open(void **state)
{
    (void)state;
    static struct item other;
    other = *item;
    other.in[LANGUAGE_CHINESE] = &other;
    size_t legal = (size_t)(item_field_find(item, "legal") - item->field);
    size_t address = (size_t)(item_field_find(item, "address") - item->field);
    size_t mobile = (size_t)(item_field_find(item, "contact_mobile") - item->field);
    other.field[legal].source[0] = "licence.capital";
    other.field[legal].fallback = ITEM_FALLBACK_ASK;
    other.field[mobile].source[0] = "licence.phone";
    other.field[mobile].source[1] = "shared.contact_mobile";
    other.field[mobile].source_count = 2;
    other.field[mobile].fallback = ITEM_FALLBACK_DEPARTMENT;
    assert_ok(visit_choose(&visit, &other));
    assure();
    assert_ok(know_it());
    assert_int_equal(ANSWER_NONE, visit.form.answer[legal].state);
    assert_int_equal(ANSWER_GIVEN, visit.form.answer[0].state);
    assert_int_equal(ANSWER_BY_DEPARTMENT, visit.form.answer[address].state);
    assert_int_equal(ANSWER_NONE, visit.form.answer[mobile].state);
    form_shared_failed(&visit.form);
    assert_int_equal(ANSWER_BY_DEPARTMENT, visit.form.answer[mobile].state);
    assert_ok(visit_choose(&visit, item));
}

static void a_second_item_is_for_the_same_one(void **state)
{
    (void)state;
    struct item *own = shipped_item();
    struct pairs who;
    assure();
    assert_ok(know_it());
    assert_ok(visit_choose(&visit, own));
    assert_false(visit_is_for_enterprise(&visit));
    assert_ok(visit_who(&visit, &who));
    assert_string_equal("张三", pairs_get(&who, "applyer_name"));
    pairs_wipe(&who);
    assert_ok(visit_choose(&visit, item));
    assert_false(visit_wants_enterprise(&visit));
    assert_err(ERR_STATE, visit_act_for(&visit, false));
    visit_forget_who(&visit); /* what they may do was said of them */
    assert_true(visit_wants_enterprise(&visit));
    item_free(own);
}

static void an_item_for_either_lets_one_choose(void **state)
{
    (void)state;
    struct item either = *item;
    either.applyer = ITEM_FOR_EITHER;
    either.in[LANGUAGE_CHINESE] = &either;
    assert_ok(visit_choose(&visit, &either));
    assert_false(visit_is_for_enterprise(&visit));
    assert_ok(visit_act_for(&visit, true));
    assert_ok(visit_act_for(&visit, true));
    assert_true(visit_wants_enterprise(&visit));
    assert_ok(know_it());
    assert_ok(visit_act_for(&visit, false));
    assert_false(visit_wants_enterprise(&visit));
    const struct item_field *name = item_field_find(&either, "applyer_name");
    assert_int_equal(ANSWER_NONE, visit.form.answer[name - either.field].state);
    assert_ok(visit_choose(&visit, item));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(a_licences_code_becomes_the_question),   T(who_acts_and_for_whom_are_two),
        T(an_answer_that_says_nothing_is_none),    T(its_case_names_both),
        T(what_a_licence_does_not_say_stays_open), T(a_second_item_is_for_the_same_one),
        T(an_item_for_either_lets_one_choose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
