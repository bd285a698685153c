/* SPDX-License-Identifier: Apache-2.0 */
/* tests/sim/core with a small device of its own: what every device has in common. */
#include "tests/unit/check.h"

#include <errno.h>
#include <string.h>

#include "tests/unit/sim/echo.h"

static void test_standard_requests(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[255];
    const uint8_t device[8] = {0x80, 6, 0, 1, 0, 0, 18};
    const uint8_t configuration[8] = {0x80, 6, 0, 2, 0, 0, 9};
    const uint8_t product[8] = {0x80, 6, 2, 3, 9, 4, 255};
    const uint8_t qualifier[8] = {0x80, 6, 0, 6, 0, 0, 10};
    const uint8_t status[8] = {0x82, 0, 0, 0, IN, 0, 2};
    const uint8_t halt[8] = {0x02, 3, 0, 0, IN, 0, 0};
    const uint8_t vendor[8] = {0xC0, 1, 0, 0, 0, 0, 1};
    const uint8_t unknown[8] = {0xC0, 9, 0, 0, 0, 0, 1};
    assert_int_equal(18, host_control(&e->gadget, device, data));
    assert_memory_equal(echo_descriptors, data, 18);
    assert_int_equal(9, host_control(&e->gadget, configuration, data));
    assert_int_equal(32, data[2]);
    assert_int_equal(10, host_control(&e->gadget, product, data));
    assert_memory_equal("\x0a\x03"
                        "E\0c\0h\0o\0",
                        data, 10);
    assert_int_equal(-EPIPE, host_control(&e->gadget, qualifier, data)); /* full speed only */
    assert_int_equal(0, host_control(&e->gadget, halt, NULL));
    assert_int_equal(2, host_control(&e->gadget, status, data));
    assert_int_equal(1, data[0]);
    assert_int_equal(-EPIPE, host_bulk(&e->gadget, IN, data, 64));
    assert_int_equal(1, host_control(&e->gadget, vendor, data));
    assert_int_equal(-EPIPE, host_control(&e->gadget, unknown, data));
    echo_free(e);
}

static void test_short_packet_ends_a_transfer(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[128] = "hello";
    assert_int_equal(5, host_bulk(&e->gadget, OUT, data, 5));
    assert_int_equal(5, host_bulk(&e->gadget, IN, data, sizeof data));
    assert_int_equal(100, host_bulk(&e->gadget, OUT, data, 100));
    assert_int_equal(64, host_bulk(&e->gadget, IN, data, 64)); /* the rest follows */
    assert_int_equal(36, host_bulk(&e->gadget, IN, data, 64));
    assert_int_equal(-ETIMEDOUT, host_bulk(&e->gadget, IN, data, 64));
    echo_free(e);
}

/* A full packet does not end a transfer that has room for another: the host waits for it. */
static void test_whole_packets_do_not_end_a_transfer(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[256] = "hello";
    struct pending in;
    host_begin(&in, &e->gadget, IN, data + 128, 128);
    assert_int_equal(64, host_bulk(&e->gadget, OUT, data, 64));
    assert_int_equal(HOST_PENDING, in.status);
    assert_int_equal(5, host_bulk(&e->gadget, OUT, data, 5));
    assert_int_equal(0, in.status);
    assert_int_equal(69, in.transfer.actual);
    assert_string_equal("hello", (char *)data + 128 + 64);
    host_begin(&in, &e->gadget, IN, data + 128, 128);
    gadget_push(&e->gadget, IN, data, 64);
    gadget_push(&e->gadget, IN, data, 0); /* or an empty one */
    assert_int_equal(0, in.status);
    assert_int_equal(64, in.transfer.actual);
    echo_free(e);
}

static void test_more_than_asked_for_overflows(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[64] = "hello";
    assert_int_equal(5, host_bulk(&e->gadget, OUT, data, 5));
    assert_int_equal(-EOVERFLOW, host_bulk(&e->gadget, IN, data, 3));
    echo_free(e);
}

static void test_nak_until_resumed(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[64] = {0};
    struct pending p;
    e->appetite = 10;
    host_begin(&p, &e->gadget, OUT, data, 40);
    assert_int_equal(HOST_PENDING, p.status);
    assert_int_equal(10, p.transfer.actual);
    e->appetite = 100;
    gadget_resume(&e->gadget);
    assert_int_equal(0, p.status);
    assert_int_equal(40, p.transfer.actual);
    echo_free(e);
}

static void test_cancel_tells_what_was_taken(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[64] = {0};
    struct pending p;
    e->appetite = 10;
    host_begin(&p, &e->gadget, OUT, data, 40);
    assert_true(gadget_cancel(&e->gadget, &p.transfer));
    assert_int_equal(-ENOENT, p.status);
    assert_int_equal(10, p.transfer.actual);
    assert_false(gadget_cancel(&e->gadget, &p.transfer));
    echo_free(e);
}

static void test_vanish_ends_everything(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[64];
    struct pending first, second;
    host_begin(&first, &e->gadget, IN, data, 64);
    host_begin(&second, &e->gadget, IN, data, 64);
    gadget_vanish(&e->gadget);
    assert_int_equal(-ESHUTDOWN, first.status);
    assert_int_equal(-ESHUTDOWN, second.status);
    assert_int_equal(-ESHUTDOWN, host_bulk(&e->gadget, OUT, data, 1));
    assert_int_equal(GADGET_LEAVING, e->gadget.presence);
    int before = e->resets;
    gadget_appear(&e->gadget);
    assert_int_equal(before + 1, e->resets);
    echo_free(e);
}

static void test_old_answers_are_dropped(void **state)
{
    (void)state;
    struct echo *e = echo_new();
    uint8_t data[64];
    for (int i = 0; i < GADGET_QUEUE_MAX + 3; i++) {
        data[0] = (uint8_t)i;
        gadget_push(&e->gadget, IN, data, 1);
    }
    assert_int_equal(1, host_bulk(&e->gadget, IN, data, 64));
    assert_int_equal(3, data[0]);
    echo_free(e);
}

static void note_time(void *user)
{
    int64_t **at = user;
    *(*at)++ = host_now();
}

static void test_alarms_run_in_order(void **state)
{
    (void)state;
    struct world w;
    int64_t times[4] = {0}, *at = times;
    assert_ok(world_init(&w, host_now));
    struct alarm late = {.fn = note_time, .user = &at}, soon = late, never = late;
    int64_t start = host_now();
    alarm_set(&w, &late, 30);
    alarm_set(&w, &never, 20);
    alarm_set(&w, &soon, 10);
    alarm_stop(&w, &never);
    alarm_set(&w, &late, 40);
    host_step(&w, 100);
    assert_int_equal(2, at - times);
    assert_int_equal(start + 10, times[0]);
    assert_int_equal(start + 40, times[1]);
    assert_true(world_next(&w) == INT64_MAX);
    world_done(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_standard_requests),
        cmocka_unit_test(test_short_packet_ends_a_transfer),
        cmocka_unit_test(test_whole_packets_do_not_end_a_transfer),
        cmocka_unit_test(test_more_than_asked_for_overflows),
        cmocka_unit_test(test_nak_until_resumed),
        cmocka_unit_test(test_cancel_tells_what_was_taken),
        cmocka_unit_test(test_vanish_ends_everything),
        cmocka_unit_test(test_old_answers_are_dropped),
        cmocka_unit_test(test_alarms_run_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
