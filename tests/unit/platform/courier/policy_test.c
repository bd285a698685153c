/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "platform/courier/policy.h"

static void who_must_act_decides(void **state)
{
    (void)state;
    static const struct {
        enum err e;
        int status, code;
        enum policy_action action;
    } table[] = {
        {ERR_NONE, 201, 0, POLICY_SENT},        {ERR_NONE, 200, 0, POLICY_SENT},
        {ERR_NONE, 422, 42202, POLICY_REFUSED}, {ERR_NONE, 404, 40402, POLICY_REFUSED},
        {ERR_NONE, 409, 40901, POLICY_RETRY},   {ERR_NONE, 429, 42901, POLICY_RETRY},
        {ERR_NONE, 500, 50001, POLICY_RETRY},   {ERR_NONE, 502, 0, POLICY_RETRY},
        {ERR_NONE, 503, 50301, POLICY_RETRY},   {ERR_NONE, 400, 40001, POLICY_STAFF},
        {ERR_NONE, 401, 40101, POLICY_STAFF},   {ERR_NONE, 403, 40301, POLICY_STAFF},
        {ERR_NONE, 404, 0, POLICY_STAFF},       {ERR_NONE, 422, 42201, POLICY_STAFF},
        {ERR_NONE, 302, 0, POLICY_STAFF},       {ERR_UNREACHABLE, 0, 0, POLICY_RETRY},
        {ERR_TIMEOUT, 0, 0, POLICY_RETRY},      {ERR_IO, 0, 0, POLICY_RETRY},
        {ERR_CERTIFICATE, 0, 0, POLICY_STAFF},  {ERR_KEY, 0, 0, POLICY_STAFF},
        {ERR_TOO_LONG, 0, 0, POLICY_STAFF},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        assert_int_equal(table[i].action,
                         policy_action(table[i].e, reply_verdict(table[i].status, table[i].code)));
}

static void assert_around(int64_t middle, int64_t (*f)(uint32_t n, uint32_t chance), uint32_t n)
{
    int64_t least = INT64_MAX;
    int64_t most = 0;
    for (uint32_t chance = 0; chance < 1000000; chance += 97) {
        int64_t ms = f(n, chance);
        least = ms < least ? ms : least;
        most = ms > most ? ms : most;
    }
    assert_true(least >= middle * 8 / 10 && least <= middle * 82 / 100);
    assert_true(most <= middle * 12 / 10 && most >= middle * 118 / 100);
}

static int64_t staff(uint32_t n, uint32_t chance)
{
    (void)n;
    return policy_staff_ms(chance);
}

static int64_t probe(uint32_t n, uint32_t chance)
{
    return policy_probe_ms(n & 1, n & 2, chance);
}

static void waits_double_and_never_fall_together(void **state)
{
    (void)state;
    assert_around(1000, policy_back_off_ms, 0);
    assert_around(2000, policy_back_off_ms, 1);
    assert_around(128000, policy_back_off_ms, 7);
    assert_around(256000, policy_back_off_ms, 8);
    assert_around(300000, policy_back_off_ms, 9);
    assert_around(300000, policy_back_off_ms, 40);
    assert_around(300000, policy_back_off_ms, UINT32_MAX);
    assert_around(600000, staff, 0);
    assert_around(5000, probe, 0);
    assert_around(3000, probe, 2);
    assert_around(30000, probe, 1);
    assert_around(30000, probe, 3);
}

static void what_is_everybodys_holds_all(void **state)
{
    (void)state;
    static const int everybody[] = {0, 401, 403, 429, 503}, one[] = {400, 404, 409, 422, 500};
    for (size_t i = 0; i < ARRAY_LEN(everybody); i++)
        assert_true(policy_holds_all(everybody[i], 1000));
    for (size_t i = 0; i < ARRAY_LEN(one); i++) {
        assert_true(policy_holds_all(one[i], POLICY_ORDER_TRIES - 1));
        assert_false(policy_holds_all(one[i], POLICY_ORDER_TRIES));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_must_act_decides),
        cmocka_unit_test(what_is_everybodys_holds_all),
        cmocka_unit_test(waits_double_and_never_fall_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
