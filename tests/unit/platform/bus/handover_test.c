/* SPDX-License-Identifier: Apache-2.0 */
/* A hand-over crosses the bridge, with its errors. */
#include "tests/unit/platform/bus/both.h"

#include <string.h>
#include <unistd.h>

#include "platform/base/text.h"
#include "platform/bus/client_handover.h"

static void on_handover(void *user, enum err e, const struct handover *h)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    text_copy(b->text, sizeof b->text, h->place);
    text_copy(b->name, sizeof b->name, h->url);
    b->off_ms = h->until_ms;
}

static void where_it_goes_on_comes_to_the_caller(void **state)
{
    struct both *b = *state;
    static struct handover_wish wish;
    wish = (struct handover_wish){.application = {.task_name = "居住证申领"},
                                  .count = 1,
                                  .lack = {{"house_lease", "租房合同", true}}};
    assert_ok(platform_client_hand_over(b->client, &wish, on_handover, b));
    both_run_until(b, &b->replies, 1);
    assert_ok(b->last);
    assert_string_equal("租房合同 居住证申领", b->text);
    assert_string_equal("https://phone.example/go/1", b->name);
    assert_int_equal(7, b->off_ms);
    wish.count = 0;
    assert_ok(platform_client_hand_over(b->client, &wish, on_handover, b));
    both_run_until(b, &b->replies, 2);
    assert_err(ERR_REFUSED, b->last);
    assert_string_equal("", b->name);
}

static void an_address_is_safe_to_open(void **state)
{
    (void)state;
    static const char *const good[] = {"https://a", "http://127.0.0.1:8080/go/1",
                                       "http://localhost:1"};
    static const char *const bad[] = {"",
                                      "https://",
                                      "http://phone.example/go/1",
                                      "http://127.0.0.1:",
                                      "http://127.0.0.1.example/",
                                      "ftp://a",
                                      "https://a b",
                                      "https://手机"};
    for (size_t i = 0; i < ARRAY_LEN(good); i++)
        if (!handover_url_is_good(good[i]))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        if (handover_url_is_good(bad[i]))
            fail_msg("taken: %s", bad[i]);
}

static void no_sign_of_a_code_is_read_as_another(void **state)
{
    (void)state;
    static const char *const bad[] = {"",         "ABCD234",  "ABCD23456", "ABCD2340",
                                      "ABCD234O", "ABCD2341", "ABCD234I",  "abcd2345"};
    assert_true(handover_code_is_good("ABCD2345"));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        if (handover_code_is_good(bad[i]))
            fail_msg("taken: %s", bad[i]);
}

int main(void)
{
    char run[] = "/tmp/bus-XXXXXX";
    if (!mkdtemp(run))
        return 1;
    setenv("BUDAYANG_RUN", run, 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(where_it_goes_on_comes_to_the_caller, both_setup,
                                        both_teardown),
        cmocka_unit_test(an_address_is_safe_to_open),
        cmocka_unit_test(no_sign_of_a_code_is_read_as_another),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(run);
    return failed;
}
