/* SPDX-License-Identifier: Apache-2.0 */
/* A hand-over when memory runs out or a message breaks, on the bridge and at the province. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/bus/codec.h"
#include "platform/bus/codec_handover.h"
#include "platform/province/handover.h"
#include "tests/unit/platform/scarce/message.h"
#include "tests/unit/platform/scarce/scarce.h"

static const struct message_sender sender = {"K017", "140802", 1795420800000};
static struct handover_wish wish = {
    .application = {.application_id = "5c2d7e90-1b3f-4a68-9d04-7e8f9a0b1c2d",
                    .task_code = "T1",
                    .task_name = "A",
                    .task_version = "1",
                    .notice_version = "1",
                    .consent_ms = 7},
    .count = 2,
    .lack = {{"contact_mobile", "M", false}, {"house_lease", "L", true}}};
static const struct handover told = {"https://a/1", "ABCD2345", "there", 7};

static enum err put_wish(sd_bus_message *m)
{
    return platform_put_handover_wish(m, &wish);
}

static enum err get_wish(sd_bus_message *m)
{
    static struct handover_wish got;
    enum err e = platform_get_handover_wish(m, &got);
    assert_int_equal(e == ERR_NONE ? wish.count : 0, got.count);
    assert_string_equal(e == ERR_NONE ? "T1" : "", got.application.task_code);
    handover_wish_wipe(&got);
    return e;
}

static enum err put_told(sd_bus_message *m)
{
    return platform_put_handover(m, &told);
}

static enum err get_told(sd_bus_message *m)
{
    struct handover got;
    enum err e = platform_get_handover(m, &got);
    assert_string_equal(e == ERR_NONE ? "ABCD2345" : "", got.code);
    return e;
}

static void each_call_on_a_message_fails_once(void **state)
{
    (void)state;
    static const struct message_word words[] = {{put_wish, get_wish}, {put_told, get_told}};
    message_fail_each(words, ARRAY_LEN(words));
}

static void bounds_are_kept(void **state)
{
    (void)state;
    sd_bus_message *m = message_new();
    assert_ok(platform_put_application(m, &wish.application));
    sd_bus_message_open_container(m, 'a', "(ssb)");
    for (int i = 0; i <= HANDOVER_LACKS_MAX; i++)
        sd_bus_message_append(m, "(ssb)", "a", "b", 0);
    sd_bus_message_close_container(m);
    message_expect(ERR_TOO_LONG, get_wish, m);
    static const struct handover wrong[] = {{"http://a/1", "ABCD2345", "there", 7},
                                            {"https://a/1", "ABCD2340", "there", 7},
                                            {"https://a/1", "ABCD2345", "there", 0}};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        m = message_new();
        assert_ok(platform_put_handover(m, &wrong[i]));
        message_expect(ERR_RANGE, get_told, m);
    }
    m = message_new();
    sd_bus_message_append(m, "x", (int64_t)7);
    message_expect(ERR_FORMAT, get_told, m);
}

#define BODY                                                                                       \
    "{\"code\":0,\"data\":{\"url\":\"https://a/1\",\"code\":\"ABCD2345\","                         \
    "\"code_place\":\"there\",\"valid_until\":\"7\"}}"

/* Only short texts: where jansson cannot grow one it ends the program (README.md). */
static enum err write_and_read(void *user)
{
    (void)user;
    AUTO(secret_wipe) struct secret doc = {0};
    struct handover read;
    TRY(handover_write(&sender, &wish, &doc, NULL));
    return handover_read(BODY, sizeof BODY - 1, &read);
}

static void messages_and_replies(void **state)
{
    (void)state;
    static const enum err also[] = {ERR_FORMAT, ERR_NONE};
    enum { MANY = 12 }; /* more than jansson has room for at first */
    for (; wish.count < MANY; wish.count++)
        wish.lack[wish.count] = wish.lack[1];
    wish.application.count = 2;
    strcpy(wish.application.field[0].name, "applyer_name");
    strcpy(wish.application.field[1].name, "applyer_page_code");
    wish.application.field[0].value = (struct secret){(char[]){"A"}, 1};
    wish.application.field[1].value = (struct secret){(char[]){"1"}, 1};
    const struct scarce_case c = {.attempt = write_and_read, .also = also};
    assert_true(scarce_run(&c) > 50);
}

int main(void)
{
    scarce_install();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_call_on_a_message_fails_once),
        cmocka_unit_test(bounds_are_kept),
        cmocka_unit_test(messages_and_replies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
