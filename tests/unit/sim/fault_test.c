/* SPDX-License-Identifier: Apache-2.0 */
/* Every fault of tests/sim/core, at a small device. */
#include "tests/unit/check.h"

#include <errno.h>
#include <string.h>

#include "tests/unit/sim/echo.h"

static void set_fault(struct echo *e, const char *text)
{
    struct fault fault;
    assert_ok(fault_parse(text, &fault));
    gadget_set_fault(&e->gadget, &fault);
}

static void test_fault_mute(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[64] = "hello";
    const uint8_t vendor[8] = {0xC0, 1, 0, 0, 0, 0, 1};
    set_fault(e, "mute");
    assert_int_equal(5, host_bulk(&e->gadget, OUT, data, 5));
    assert_int_equal(-ETIMEDOUT, host_bulk(&e->gadget, IN, data, 64));
    assert_int_equal(-ETIMEDOUT, host_control(&e->gadget, vendor, data));
    set_fault(e, "clear");
    assert_int_equal(1, host_control(&e->gadget, vendor, data));
    echo_free(e);
}

static void test_fault_stall(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[64] = "hello";
    struct pending p;
    host_begin(&p, &e->gadget, IN, data, 64);
    set_fault(e, "stall");
    assert_int_equal(-EPIPE, p.status);
    assert_int_equal(-EPIPE, host_bulk(&e->gadget, OUT, data, 5));
    set_fault(e, "clear");
    assert_int_equal(-EPIPE, host_bulk(&e->gadget, OUT, data, 5)); /* halted until cleared */
    gadget_clear_halt(&e->gadget, OUT);
    assert_int_equal(5, host_bulk(&e->gadget, OUT, data, 5));
    echo_free(e);
}

static void test_fault_short_and_garbage(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[64] = "hello!";
    set_fault(e, "short");
    assert_int_equal(6, host_bulk(&e->gadget, OUT, data, 6));
    assert_int_equal(3, host_bulk(&e->gadget, IN, data, 64));
    assert_int_equal(1, host_bulk(&e->gadget, OUT, data, 1));
    assert_int_equal(0, host_bulk(&e->gadget, IN, data, 64));
    set_fault(e, "garbage");
    memcpy(data, "hello!", 6);
    assert_int_equal(6, host_bulk(&e->gadget, OUT, data, 6));
    assert_int_equal(6, host_bulk(&e->gadget, IN, data, 64));
    for (size_t i = 0; i < 6; i++)
        assert_int_not_equal("hello!"[i], data[i]);
    echo_free(e);
}

static void test_fault_late_keeps_the_order(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[64] = "a";
    const uint8_t vendor[8] = {0xC0, 1, 0, 0, 0, 0, 1};
    set_fault(e, "late 300");
    int64_t start = host_now();
    assert_int_equal(1, host_bulk(&e->gadget, OUT, data, 1));
    data[0] = 'b';
    assert_int_equal(1, host_bulk(&e->gadget, OUT, data, 1));
    assert_int_equal(1, host_bulk(&e->gadget, IN, data, 64));
    assert_int_equal('a', data[0]);
    assert_in_range(host_now() - start, 300, 302);
    assert_int_equal(1, host_bulk(&e->gadget, IN, data, 64));
    assert_int_equal('b', data[0]);
    start = host_now();
    assert_int_equal(1, host_control(&e->gadget, vendor, data));
    assert_in_range(host_now() - start, 300, 302);
    echo_free(e);
}

static void test_fault_long_and_babble(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[64] = "hello!";
    set_fault(e, "long");
    assert_int_equal(6, host_bulk(&e->gadget, OUT, data, 6));
    assert_int_equal(12, host_bulk(&e->gadget, IN, data, 64));
    assert_memory_equal("hello!", data, 6);
    assert_memory_not_equal("hello!", data + 6, 6);
    set_fault(e, "babble");
    assert_int_equal(6, host_bulk(&e->gadget, OUT, data, 6));
    assert_int_equal(-EOVERFLOW, host_bulk(&e->gadget, IN, data, 64));
    assert_int_equal(-ETIMEDOUT, host_bulk(&e->gadget, IN, data, 64)); /* it is gone */
    echo_free(e);
}

/* What is said as a device falls silent stops there; what is heard goes on. */
static void test_faults_that_begin_in_mid_transfer(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[64] = "0123456789";
    set_fault(e, "mute after 14");
    assert_int_equal(10, host_bulk(&e->gadget, OUT, data, 10));
    assert_int_equal(4, host_bulk(&e->gadget, IN, data, 64));
    assert_int_equal(-ETIMEDOUT, host_bulk(&e->gadget, IN, data, 64));
    set_fault(e, "mute after 3");
    assert_int_equal(10, host_bulk(&e->gadget, OUT, data, 10));
    assert_int_equal(20, e->heard);
    set_fault(e, "stall after 3");
    assert_int_equal(-EPIPE, host_bulk(&e->gadget, OUT, data, 10));
    assert_int_equal(23, e->heard);
    gadget_clear_halt(&e->gadget, OUT);
    set_fault(e, "garbage after 3"); /* what talks on is not cut */
    assert_int_equal(10, host_bulk(&e->gadget, OUT, data, 10));
    assert_int_equal(FAULT_GARBAGE, gadget_fault(&e->gadget));
    echo_free(e);
}

/* It comes and goes as often as it was told, and is whole afterwards. */
static void test_fault_resets(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    int went = 0;
    set_fault(e, "resets 3");
    while (e->gadget.presence == GADGET_LEAVING) {
        went++;
        assert_true(gadget_comes_back(&e->gadget));
        e->gadget.presence = GADGET_ABSENT; /* as a transport does */
        gadget_appear(&e->gadget);
        host_step(&e->world, FAULT_RESETS_MS);
    }
    assert_int_equal(3, went);
    assert_int_equal(GADGET_PRESENT, e->gadget.presence);
    assert_int_equal(FAULT_NONE, gadget_fault(&e->gadget));
    echo_free(e);
}

static void test_fault_unplug_in_mid_transfer(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[64] = {0};
    struct pending p;
    set_fault(e, "unplug-after 50");
    assert_int_equal(20, host_bulk(&e->gadget, OUT, data, 20));
    host_begin(&p, &e->gadget, OUT, data, 60);
    assert_int_equal(-ESHUTDOWN, p.status);
    assert_int_equal(30, p.transfer.actual);
    assert_int_equal(50, e->heard);
    assert_int_equal(FAULT_NONE, e->gadget.fault.kind); /* the next plug is whole */
    echo_free(e);
}

/* The answer to the very bytes that are being taken is what makes the plug come out. */
static void test_unplug_by_the_answer(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[64] = {0}, answer[64];
    struct pending in, out;
    set_fault(e, "unplug-after 5");
    host_begin(&in, &e->gadget, IN, answer, 64);
    host_begin(&out, &e->gadget, OUT, data, 5);
    assert_int_equal(-ESHUTDOWN, in.status);
    assert_int_equal(5, in.transfer.actual);
    assert_int_equal(-ESHUTDOWN, out.status);
    echo_free(e);
}

static void test_fault_words(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",           "lat 5",        "late",          "late -5",
        "late 5x",    "mute 5",       "short ",        "late 99999999999",
        "stalls",     "unplug",       "resets",        "resets 0",
        "mute after", "mute-after 5", "unplug after 5"};
    struct fault fault;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_err(ERR_FORMAT, fault_parse(bad[i], &fault));
    assert_ok(fault_parse("unplug-after 700", &fault));
    assert_int_equal(FAULT_UNPLUG_AFTER, fault.kind);
    assert_int_equal(700, fault.after);
    assert_string_equal("unplug-after", fault_name(fault.kind));
    assert_ok(fault_parse("late 30 after 5", &fault));
    assert_int_equal(FAULT_LATE, fault.kind);
    assert_int_equal(30, fault.value);
    assert_int_equal(5, fault.after);
    assert_string_equal("none", fault_name(FAULT_NONE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fault_mute),
        cmocka_unit_test(test_fault_stall),
        cmocka_unit_test(test_fault_short_and_garbage),
        cmocka_unit_test(test_fault_late_keeps_the_order),
        cmocka_unit_test(test_fault_long_and_babble),
        cmocka_unit_test(test_faults_that_begin_in_mid_transfer),
        cmocka_unit_test(test_fault_resets),
        cmocka_unit_test(test_fault_unplug_in_mid_transfer),
        cmocka_unit_test(test_unplug_by_the_answer),
        cmocka_unit_test(test_fault_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
