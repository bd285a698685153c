/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/upkeep.h"

#define ID "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90"

#define HEAD  "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define SHOUT "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef"

static const struct message_sender sender = {"K017", "140802", 1795420800000};
static const struct upkeep_device devices[] = {{"printer", "paper_low"}, {"card", "ready"}};

static void a_heartbeat_says_how_the_kiosk_is(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    const struct upkeep_state now = {
        "1.4.0~rc1", {1, 40, 0, 5999, true, 0, true, 0, 0}, devices, 2, 0, NULL, NULL, 0};
    assert_ok(upkeep_write_heartbeat(&sender, &now, &doc));
    assert_string_equal("{\"area_code\":\"140802\",\"devices\":{\"card\":\"ready\",\"printer\":"
                        "\"paper_low\"},\"kiosk_code\":\"K017\",\"oldest_s\":\"5\",\"operation\":"
                        "\"heartbeat\",\"refused\":\"0\",\"sent\":\"40\",\"version\":"
                        "\"1.4.0~rc1\",\"waiting\":\"1\"}",
                        secret_text(&doc));
    const struct upkeep_state full = {
        "1", {UINT32_MAX, 0, 0, -5000, true, 0, true, 0, 0}, NULL, 0, 17, HEAD, NULL, 0};
    assert_ok(upkeep_write_heartbeat(&sender, &full, &doc));
    assert_non_null(strstr(secret_text(&doc), "\"waiting\":\"999999999\""));
    assert_non_null(strstr(secret_text(&doc), "\"oldest_s\":\"0\""));
    assert_non_null(strstr(secret_text(&doc), "\"devices\":{}"));
    assert_non_null(strstr(secret_text(&doc), "\"audit_seq\":\"17\""));
    assert_non_null(strstr(secret_text(&doc), "\"audit_digest\":\"" HEAD "\""));
}

static void what_does_not_fit_is_refused(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    static const struct upkeep_device twice[] = {{"card", "ready"}, {"card", "gone"}};
    static const struct upkeep_device words[] = {{"card", "Not ready"}};
    static const struct upkeep_device named[] = {{"Card", "ready"}};
    static const struct upkeep_device longer[] = {{"card", "a23456789012345678901234567890123"}};
    static const struct upkeep_device many[UPKEEP_DEVICES_MAX + 1];
    const struct {
        struct upkeep_state now;
        enum err e;
    } wrong[] = {
        {{"", {0}, NULL, 0, 0, NULL, NULL, 0}, ERR_FORMAT},
        {{"1.0 beta", {0}, NULL, 0, 0, NULL, NULL, 0}, ERR_FORMAT},
        {{"123456789012345678901234567890123", {0}, NULL, 0, 0, NULL, NULL, 0}, ERR_FORMAT},
        {{"1", {0}, twice, 2, 0, NULL, NULL, 0}, ERR_FORMAT},
        {{"1", {0}, words, 1, 0, NULL, NULL, 0}, ERR_FORMAT},
        {{"1", {0}, longer, 1, 0, NULL, NULL, 0}, ERR_FORMAT},
        {{"1", {0}, named, 1, 0, NULL, NULL, 0}, ERR_FORMAT},
        {{"1", {0}, NULL, 0, 1, "abc", NULL, 0}, ERR_FORMAT},
        {{"1", {0}, NULL, 0, 1, SHOUT, NULL, 0}, ERR_FORMAT},
        {{"1", {0}, many, UPKEEP_DEVICES_MAX + 1, 0, NULL, NULL, 0}, ERR_TOO_LONG},
    };
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_err(wrong[i].e, upkeep_write_heartbeat(&sender, &wrong[i].now, &doc));
    assert_true(secret_is_empty(&doc));
}

static void a_call_for_help_names_nobody(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    assert_ok(upkeep_write_help(&sender, ID, HELP_CARD, "form", &doc));
    assert_string_equal("{\"area_code\":\"140802\",\"help_id\":\"" ID "\",\"kiosk_code\":\"K017\","
                        "\"operation\":\"help\",\"reason\":\"card\",\"screen\":\"form\"}",
                        secret_text(&doc));
    assert_err(ERR_FORMAT, upkeep_write_help(&sender, ID, HELP_PERSON, "The form", &doc));
    assert_err(ERR_FORMAT, upkeep_write_help(&sender, ID, HELP_PERSON, "", &doc));
    assert_true(ERR_NONE != upkeep_write_help(&sender, "1", HELP_PERSON, "form", &doc));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_heartbeat_says_how_the_kiosk_is),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(a_call_for_help_names_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
