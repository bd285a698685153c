/* SPDX-License-Identifier: Apache-2.0 */
/* What a case says of its fee (openapi.yaml §12). */
#include "tests/unit/check.h"

#include <stdio.h>
#include <string.h>

#include "platform/province/reply.h"

/* Of a case by its number and of one in a list alike: only what is unpaid wants paying. */
static void a_case_says_how_its_fee_stands(void **state)
{
    (void)state;
    static const struct {
        const char *fee;
        enum err e;
        bool unpaid;
    } all[] = {{"", ERR_NONE, false},
               {",\"fee_state\":\"unpaid\"", ERR_NONE, true},
               {",\"fee_state\":\"paid\"", ERR_NONE, false},
               {",\"fee_state\":\"closed\"", ERR_NONE, false},
               {",\"fee_state\":\"waived\"", ERR_FORMAT, false},
               {",\"fee_state\":true", ERR_FORMAT, false}};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        char one[200], body[400];
        struct case_status status = {.state = CASE_SAVED};
        AUTO(case_list_wipe) struct case_list list = {0};
        snprintf(one, sizeof one,
                 "{\"state\":\"accepted\",\"project_no\":\"1\",\"task_name\":\"补领\","
                 "\"apply_date\":\"20261123\"%s}",
                 all[i].fee);
        snprintf(body, sizeof body, "{\"code\":0,\"data\":%s}", one);
        assert_err(all[i].e, reply_read_case(body, strlen(body), &status));
        assert_int_equal(all[i].unpaid, status.unpaid);
        snprintf(body, sizeof body, "{\"code\":0,\"data\":{\"cases\":[%s],\"more\":false}}", one);
        assert_err(all[i].e, reply_read_cases(body, strlen(body), &list));
        assert_int_equal(all[i].unpaid, list.row[0].unpaid);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_case_says_how_its_fee_stands)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
