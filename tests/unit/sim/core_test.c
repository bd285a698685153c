/* SPDX-License-Identifier: Apache-2.0 */
/* tests/sim/core with a small device of its own: what every device has in common. */
#include "tests/unit/check.h"

#include <errno.h>
#include <string.h>

#include "tests/sim/core/descriptor.h"
#include "tests/unit/sim/host.h"

enum { OUT = 0x01, IN = 0x82 };

static const uint8_t descriptors[] = {
    DESC_DEVICE(0x1234, 0x5678, 0x0100),
    DESC_CONFIGURATION(32, BUS_POWERED),
    DESC_INTERFACE(2, 0xFF, 0, 0),
    DESC_BULK(OUT, 64),
    DESC_BULK(IN, 64),
};
static const struct gadget_words words = {
    .name = "echo",
    .speed_mbit = 12,
    .descriptors = descriptors,
    .descriptors_size = sizeof descriptors,
    .strings = {NULL, "SIM", "Echo", "E1"},
};

/* Says what it hears; takes `appetite` bytes before it NAKs. */
struct echo {
    struct world world;
    struct gadget gadget;
    size_t appetite, heard;
    int resets;
};

static size_t echo_out(struct gadget *g, uint8_t endpoint, const uint8_t *data, size_t size)
{
    struct echo *e = g->state;
    assert_int_equal(OUT, endpoint);
    size_t n = size < e->appetite ? size : e->appetite;
    e->appetite -= n;
    e->heard += n;
    if (n > 0)
        gadget_push(g, IN, data, n);
    return n;
}

static int echo_control(struct gadget *g, struct transfer *t)
{
    (void)g;
    t->data[0] = 7;
    return t->setup[1] == 1 ? 1 : -EPIPE;
}

static void echo_reset(struct gadget *g)
{
    ((struct echo *)g->state)->resets++;
}

static const struct gadget_model model = {echo_control, echo_out, echo_reset};

static struct echo *echo_new(void)
{
    struct echo *e = calloc(1, sizeof *e);
    assert_non_null(e);
    e->appetite = SIZE_MAX;
    assert_ok(world_init(&e->world, host_now));
    assert_ok(gadget_init(&e->gadget, &e->world, &words, &model, e));
    gadget_appear(&e->gadget);
    return e;
}

static void echo_free(struct echo *e)
{
    gadget_done(&e->gadget);
    world_done(&e->world);
    free(e);
}

static void set_fault(struct echo *e, const char *text)
{
    struct fault fault;
    assert_ok(fault_parse(text, &fault));
    gadget_set_fault(&e->gadget, &fault);
}

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
    assert_memory_equal(descriptors, data, 18);
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

static void test_fault_words(void **state)
{
    (void)state;
    static const char *const bad[] = {"",        "lat 5",  "late",   "late -5",
                                      "late 5x", "mute 5", "short ", "late 99999999999",
                                      "stalls"};
    struct fault fault;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_err(ERR_FORMAT, fault_parse(bad[i], &fault));
    assert_ok(fault_parse("unplug-after 700", &fault));
    assert_int_equal(FAULT_UNPLUG_AFTER, fault.kind);
    assert_int_equal(700, fault.value);
    assert_string_equal("unplug-after", fault_name(fault.kind));
    assert_string_equal("none", fault_name(FAULT_NONE));
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
        cmocka_unit_test(test_fault_mute),
        cmocka_unit_test(test_fault_stall),
        cmocka_unit_test(test_fault_short_and_garbage),
        cmocka_unit_test(test_fault_late_keeps_the_order),
        cmocka_unit_test(test_fault_unplug_in_mid_transfer),
        cmocka_unit_test(test_unplug_by_the_answer),
        cmocka_unit_test(test_old_answers_are_dropped),
        cmocka_unit_test(test_fault_words),
        cmocka_unit_test(test_alarms_run_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
