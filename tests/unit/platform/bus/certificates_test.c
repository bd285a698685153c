/* SPDX-License-Identifier: Apache-2.0 */
/* Certificates come to who asked, as many as may cross, and nothing of them when it went wrong. */
#include "tests/unit/platform/bus/both.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/bus/client_certificates.h"

static struct certificate_list got;
static struct pairs who, form;

static void on_certificates(void *user, enum err e, const struct certificate_list *list)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    got = *list;
}

static void on_copy(void *user, enum err e, const struct pairs *copy)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    snprintf(b->name, sizeof b->name, "%s", pairs_get(copy, "use_cause"));
}

static const struct platform_asking asking = {"task", &who, &form};

static void a_full_list_crosses(void **state)
{
    struct both *b = *state;
    b->served_cases = CERTIFICATES_MAX;
    assert_ok(platform_client_certificates(b->client, &asking, on_certificates, b));
    both_run_until(b, &b->replies, 1);
    assert_ok(b->last);
    assert_int_equal(CERTIFICATES_MAX, got.count);
    assert_int_equal(2, got.unsound);
    assert_true(got.more);
    const struct certificate *row = &got.row[CERTIFICATES_MAX - 1];
    assert_string_equal("1.2.156.3005.2.A.B.C.D.E", row->identifier);
    assert_string_equal("机动车驾驶证", row->name);
    assert_string_equal("11010519491231002X", row->number);
    assert_string_equal("山西省公安厅", row->dept);
    assert_string_equal("20190312", row->issue_date);
    assert_string_equal("B", row->grade);
}

static void who_may_not_see_them_gets_none(void **state)
{
    struct both *b = *state;
    b->served_cases = 0;
    assert_ok(platform_client_certificates(b->client, &asking, on_certificates, b));
    both_run_until(b, &b->replies, 1);
    assert_err(ERR_REFUSED, b->last);
    assert_int_equal(0, got.count);
}

static void a_copy_is_pairs(void **state)
{
    struct both *b = *state;
    assert_ok(platform_client_certificate_copy(b->client, &asking, on_copy, b));
    both_run_until(b, &b->replies, 1);
    assert_ok(b->last);
    assert_string_equal("办理入学", b->name);
}

static struct correction_list lacks;

static void on_corrections(void *user, enum err e, const struct correction_list *list)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    lacks = *list;
}

static void what_a_case_lacks_crosses(void **state)
{
    struct both *b = *state;
    AUTO(pairs_wipe) struct pairs which = {.count = 1, .pair = {{.name = "project_no"}}};
    const struct platform_asking of_case = {"task", &who, &which};
    assert_ok(secret_set_text(&which.pair[0].value, "1408022611230047"));
    b->served_cases = CORRECTIONS_MAX;
    assert_ok(platform_client_corrections(b->client, &of_case, on_corrections, b));
    both_run_until(b, &b->replies, 1);
    assert_ok(b->last);
    assert_int_equal(CORRECTIONS_MAX, lacks.count);
    assert_string_equal("1408022611230047", lacks.project_no);
    assert_string_equal("T1", lacks.task_code);
    assert_string_equal("少了一位", lacks.row[CORRECTIONS_MAX - 1].reason);
    b->served_cases = 0;
    assert_ok(platform_client_corrections(b->client, &of_case, on_corrections, b));
    both_run_until(b, &b->replies, 2);
    assert_err(ERR_NOT_FOUND, b->last);
}

int main(void)
{
    char run[] = "/tmp/bus-XXXXXX";
    if (!mkdtemp(run))
        return 1;
    setenv("BUDAYANG_RUN", run, 1);
    strcpy(form.pair[0].name, "use_cause");
    assert_ok(secret_set_text(&form.pair[form.count++].value, "办理入学"));
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_full_list_crosses, both_setup, both_teardown),
        cmocka_unit_test_setup_teardown(who_may_not_see_them_gets_none, both_setup, both_teardown),
        cmocka_unit_test_setup_teardown(a_copy_is_pairs, both_setup, both_teardown),
        cmocka_unit_test_setup_teardown(what_a_case_lacks_crosses, both_setup, both_teardown),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    pairs_wipe(&form);
    rmdir(run);
    return failed;
}
