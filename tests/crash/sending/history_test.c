/* SPDX-License-Identifier: Apache-2.0 */
/* The model finds each fault in a history made by hand, and none where there is none. */
#include "tests/unit/check.h"

#include <string.h>

#include "tests/crash/sending/history.h"

static struct history h;

/* Three of one citizen, acknowledged one after the other; the fourth is another's and was not. */
static struct history_case cases[5];
static struct history_arrival arrivals[5];
static struct history_found found;

static int set_up(void **state)
{
    (void)state;
    h.count = 0;
    h.steps = 0;
    for (unsigned i = 0; i < 4; i++) {
        size_t a = history_begin(&h, i < 3 ? 1 : 2);
        snprintf(cases[i].local_number, NUMBER_TEXT, "K017-%06u", i + 1);
        snprintf(cases[i].project_no, NUMBER_TEXT, "140802%u", i + 1);
        cases[i].application = arrivals[i].application = a;
        cases[i].corrects = false;
        snprintf(arrivals[i].key, sizeof arrivals[i].key, "key-%u", i);
        if (i < 3)
            history_acknowledge(&h, a, cases[i].local_number);
        h.entry[a].known = (struct case_status){.state = CASE_DONE};
        memcpy(h.entry[a].known.project_no, cases[i].project_no, NUMBER_TEXT);
    }
    found = (struct history_found){cases, 4, arrivals, 4};
    return 0;
}

static void assert_finds(enum history_fault fault)
{
    struct history_verdict v;
    assert_false(history_check(&h, &found, NULL, &v));
    for (size_t i = 0; i < HISTORY_FAULTS; i++)
        assert_int_equal(i == fault, v.faults[i] > 0);
}

static void a_good_one_is_good(void **state)
{
    (void)state;
    struct history_verdict v;
    assert_true(history_check(&h, &found, NULL, &v));
    assert_int_equal(3, v.acknowledged);
    assert_int_equal(4, v.cases);
    found.case_count = found.arrival_count = 3; /* nobody was told that the fourth is kept */
    assert_true(history_check(&h, &found, NULL, &v));
    arrivals[3] = arrivals[2]; /* the same again under the same key */
    found.arrival_count = 4;
    assert_true(history_check(&h, &found, NULL, &v));
}

static void a_lost_one(void **state)
{
    (void)state;
    cases[2] = cases[3];
    found.case_count = 3;
    assert_finds(HISTORY_LOST);
}

static void a_second_case(void **state)
{
    (void)state;
    cases[4] = cases[1];
    strcpy(cases[4].local_number, "K017-000009");
    found.case_count = 5;
    assert_finds(HISTORY_DOUBLE);
}

static void a_case_of_nobody(void **state)
{
    (void)state;
    cases[4] = (struct history_case){.application = HISTORY_MAX, .local_number = "K017-000009"};
    found.case_count = 5;
    assert_finds(HISTORY_STRANGE);
}

static void another_number(void **state)
{
    (void)state;
    strcpy(cases[0].local_number, "K017-000009");
    assert_finds(HISTORY_NUMBER);
}

static void a_number_given_twice(void **state)
{
    (void)state;
    strcpy(cases[3].local_number, cases[0].local_number);
    assert_finds(HISTORY_NUMBER);
}

static void another_number_at_the_second_try(void **state)
{
    (void)state;
    history_acknowledge(&h, 0, "K017-000008");
    assert_finds(HISTORY_NUMBER);
}

static void other_news(void **state)
{
    (void)state;
    strcpy(h.entry[1].known.project_no, "1408020");
    assert_finds(HISTORY_NEWS);
}

static void still_waiting(void **state)
{
    (void)state;
    h.entry[1].known.state = CASE_SAVED;
    assert_finds(HISTORY_NEWS);
}

static void the_wrong_order(void **state)
{
    (void)state;
    const struct history_case first = cases[0];
    cases[0] = cases[1];
    cases[1] = first;
    assert_finds(HISTORY_ORDER);
}

static void what_overlapped_may_stand_either_way(void **state)
{
    (void)state;
    struct history_verdict v;
    h.entry[0].acknowledged = h.entry[1].begun; /* the answer came when the next had begun */
    h.entry[1].begun--;
    const struct history_case first = cases[0];
    cases[0] = cases[1];
    cases[1] = first;
    assert_true(history_check(&h, &found, NULL, &v));
}

/* The third is a correction of the first. */
static void the_third_corrects_the_first(void)
{
    h.entry[2].corrects = 1;
    h.entry[0].corrected = cases[2].corrects = true;
    strcpy(h.entry[2].of_case, cases[0].project_no);
    strcpy(cases[2].project_no, cases[0].project_no);
    strcpy(h.entry[2].known.project_no, cases[0].project_no);
}

static void a_correction_of_its_case(void **state)
{
    (void)state;
    struct history_verdict v;
    the_third_corrects_the_first();
    assert_true(history_check(&h, &found, NULL, &v));
    assert_int_equal(1, v.corrections);
    assert_int_equal(4, v.cases);
    size_t another = history_correct(&h, 1, "1408022"); /* nobody was told that it is kept */
    assert_int_equal(2, h.entry[another].corrects);
    assert_int_equal(h.entry[1].citizen, h.entry[another].citizen);
    assert_true(history_check(&h, &found, NULL, &v));
}

static void a_correction_of_another_case(void **state)
{
    (void)state;
    the_third_corrects_the_first();
    strcpy(h.entry[2].of_case, "1408029");
    assert_finds(HISTORY_CASE);
}

static void a_correction_that_became_a_case(void **state)
{
    (void)state;
    the_third_corrects_the_first();
    cases[2].corrects = false;
    assert_finds(HISTORY_CASE);
}

static void a_case_that_became_a_correction(void **state)
{
    (void)state;
    cases[1].corrects = true;
    assert_finds(HISTORY_CASE);
}

static void a_correction_before_its_case(void **state)
{
    (void)state;
    the_third_corrects_the_first();
    h.entry[0].acknowledged = 0; /* so that no order is told */
    const struct history_case first = cases[0];
    cases[0] = cases[2];
    cases[2] = first;
    h.entry[1].acknowledged = 0;
    assert_finds(HISTORY_CASE);
}

static void two_keys(void **state)
{
    (void)state;
    arrivals[4] = (struct history_arrival){.application = 1, .key = "key-9"};
    found.arrival_count = 5;
    assert_finds(HISTORY_KEY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_good_one_is_good, set_up),
        cmocka_unit_test_setup(a_lost_one, set_up),
        cmocka_unit_test_setup(a_second_case, set_up),
        cmocka_unit_test_setup(a_case_of_nobody, set_up),
        cmocka_unit_test_setup(another_number, set_up),
        cmocka_unit_test_setup(a_number_given_twice, set_up),
        cmocka_unit_test_setup(another_number_at_the_second_try, set_up),
        cmocka_unit_test_setup(other_news, set_up),
        cmocka_unit_test_setup(still_waiting, set_up),
        cmocka_unit_test_setup(the_wrong_order, set_up),
        cmocka_unit_test_setup(what_overlapped_may_stand_either_way, set_up),
        cmocka_unit_test_setup(a_correction_of_its_case, set_up),
        cmocka_unit_test_setup(a_correction_of_another_case, set_up),
        cmocka_unit_test_setup(a_correction_that_became_a_case, set_up),
        cmocka_unit_test_setup(a_case_that_became_a_correction, set_up),
        cmocka_unit_test_setup(a_correction_before_its_case, set_up),
        cmocka_unit_test_setup(two_keys, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
