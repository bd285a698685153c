/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/codes.h"

/* The very item of the first visit: 31 characters, too long for a GB/T 39046 receiver. */
static void the_two_lengths_of_an_item_code_are_kept_apart(void **state)
{
    (void)state;
    assert_ok(code_check_task("11140802MB0000000K4442036007000", CODE_EXCHANGE));
    assert_err(ERR_TOO_LONG, code_check_task("11140802MB0000000K4442036007000", CODE_GB39046));
    assert_ok(code_check_task("111408020000000044420360", CODE_GB39046));
    assert_err(ERR_TOO_LONG,
               code_check_task("1234567890123456789012345678901234567", CODE_EXCHANGE));
    assert_ok(code_check_catalogue("444203600700", CODE_EXCHANGE));
    assert_err(ERR_TOO_LONG, code_check_catalogue("444203600700", CODE_GB39046));
    assert_ok(code_check_catalogue("4442036007", CODE_GB39046));
    assert_err(ERR_TOO_LONG, code_check_catalogue("4442036007001", CODE_EXCHANGE));
    assert_err(ERR_MISSING, code_check_task("", CODE_EXCHANGE));
    assert_err(ERR_FORMAT, code_check_task("1114/0802", CODE_EXCHANGE));
}

static void codes_and_numbers_are_checked(void **state)
{
    (void)state;
    assert_ok(code_check_kiosk("K017"));
    assert_err(ERR_FORMAT, code_check_kiosk("k017"));
    assert_err(ERR_TOO_LONG, code_check_kiosk("K0170000000000000"));
    assert_ok(code_check_area("140802"));
    assert_err(ERR_FORMAT, code_check_area("14080"));
    assert_err(ERR_TOO_LONG, code_check_area("1408020"));
    assert_ok(code_check_local_number("K017-000482"));
    assert_ok(code_check_local_number("K017-1000000"));
    assert_err(ERR_MISSING, code_check_local_number(""));
    assert_err(ERR_FORMAT, code_check_local_number("K017000482"));
    assert_err(ERR_FORMAT, code_check_local_number("K017-00048"));
    assert_err(ERR_FORMAT, code_check_local_number("K017-00048a"));
    assert_err(ERR_MISSING, code_check_local_number("-000482"));
    assert_err(ERR_MISSING, code_check_local_number("K017-"));
    assert_err(ERR_TOO_LONG, code_check_local_number(
                                 "KKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKK"
                                 "KKKKKKKKKK-000482"));
    assert_ok(code_check_project_no("1408022611230047"));
    assert_err(ERR_FORMAT, code_check_project_no("1408 0226"));
    assert_err(ERR_MISSING, code_check_project_no(""));
    assert_ok(code_check_uuid("6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90"));
    assert_err(ERR_FORMAT, code_check_uuid("6F1C2B52-8D0E-4B7A-9A55-0C6F3A1D2E90"));
    assert_err(ERR_FORMAT, code_check_uuid("6f1c2b528-d0e-4b7a-9a55-0c6f3a1d2e90"));
    assert_err(ERR_FORMAT, code_check_uuid("6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e9"));
    assert_err(ERR_TOO_LONG, code_check_uuid("6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e900"));
}

static void long_numbers_come_in_groups_of_four(void **state)
{
    (void)state;
    char text[GROUPED_TEXT];
    code_group("1408022611230047", text);
    assert_string_equal("1408 0226 1123 0047", text);
    code_group("12345", text);
    assert_string_equal("1234 5", text);
    code_group("", text);
    assert_string_equal("", text);
    code_group("1234567890123456789012345678901234567890123456789012345678901234567890123456789012",
               text);
    assert_true(strlen(text) < GROUPED_TEXT);
}

static void times_are_beijing_times_wherever_the_machine_is(void **state)
{
    (void)state;
    char text[STAMP_TEXT];
    setenv("TZ", "America/New_York", 1);
    code_time(1795420800000, text);
    assert_string_equal("20261123T160000", text);
    code_assess_time(1795420800000, text);
    assert_string_equal("2026-11-23 16:00:00", text);
    code_time(INT64_MAX, text);
    assert_string_equal("19700101T000000", text);
    code_time(-86400000LL * 365 * 100, text);
    assert_string_equal("19700101T000000", text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_two_lengths_of_an_item_code_are_kept_apart),
        cmocka_unit_test(codes_and_numbers_are_checked),
        cmocka_unit_test(long_numbers_come_in_groups_of_four),
        cmocka_unit_test(times_are_beijing_times_wherever_the_machine_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
