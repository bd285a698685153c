/* SPDX-License-Identifier: Apache-2.0 */
/* How the parts of one case stand crosses the bridge. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/bus/client_together.h"
#include "tests/unit/platform/bus/both.h"

static struct part_list told;

static void on_parts(void *user, enum err e, const struct part_list *list)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    told = *list;
}

static void as_many_as_there_may_be_cross(void **state)
{
    struct both *b = *state;
    struct pairs nobody = {.count = 0};
    AUTO(pairs_wipe) struct pairs which = {.count = 1, .pair = {{.name = "project_no"}}};
    const struct platform_asking asking = {"task", &nobody, &which};
    assert_ok(secret_set_text(&which.pair[0].value, "1408022611230047"));
    b->served_cases = PARTS_MAX;
    assert_ok(platform_client_parts(b->client, &asking, on_parts, b));
    both_run_until(b, &b->replies, 1);
    assert_ok(b->last);
    assert_int_equal(PARTS_MAX, told.count);
    assert_int_equal(CASE_CORRECTION, told.state);
    assert_int_equal(CASE_REFUSED, told.part[PARTS_MAX - 1].state);
    assert_string_equal("T1", told.part[0].task_code);
    assert_string_equal("上户口", told.part[0].task_name);
    assert_string_equal("公安", told.part[0].dept_name);
    assert_string_equal("少一张", told.part[0].message);
    assert_string_equal("20261210", told.part[0].promise_date);
    assert_string_equal("1408022611230047", told.part[0].project_no);
    b->served_cases = 0;
    assert_ok(platform_client_parts(b->client, &asking, on_parts, b));
    both_run_until(b, &b->replies, 2);
    assert_err(ERR_NOT_FOUND, b->last);
    assert_int_equal(0, told.count);
}

int main(void)
{
    char run[] = "/tmp/bus-XXXXXX";
    if (!mkdtemp(run))
        return 1;
    setenv("BUDAYANG_RUN", run, 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(as_many_as_there_may_be_cross, both_setup, both_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
