/* SPDX-License-Identifier: Apache-2.0 */
/* The wire through the real libusb: time-outs, stalls, cancelling, plugs. */
#include "tests/unit/check.h"

#include <pthread.h>
#include <semaphore.h>
#include <string.h>

#include "drivers/wire/usb.h"
#include "platform/base/clock.h"
#include "tests/unit/sim/live.h"

enum { READER = 0xc35a, IN_HEADER = 0x81, OUT_HEADER = 0x02, CANCELS = 20, CANCEL_P50_MS = 2 };

static struct live live;
static struct wire_usb *usb;
static struct wire_port *reader; /* the newest; `arrived` publishes it */
static sem_t arrived, left;

static void on_plug(void *user, struct wire_port *port, bool came)
{
    (void)user;
    if (port->identity.product != READER)
        return;
    if (came) {
        wire_port_unref(reader);
        reader = wire_port_ref(port);
    }
    sem_post(came ? &arrived : &left);
}

static void await(sem_t *what)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 10;
    assert_int_equal(0, sem_timedwait(what, &until));
}

static struct wire *open_reader(void)
{
    struct wire *wire;
    assert_ok(wire_port_open(reader, &reader->identity.interface[0], &wire));
    return wire;
}

static enum err read_header(struct wire *wire, int timeout_ms)
{
    uint8_t header[7];
    size_t done;
    return wire_in(wire, IN_HEADER, (struct wire_room){header, sizeof header}, timeout_ms, &done);
}

static void the_descriptors_are_known(void **state)
{
    (void)state;
    await(&arrived);
    assert_int_equal(0x0400, reader->identity.vendor);
    assert_int_equal(4, reader->identity.interface[0].endpoint_count);
    struct wire *wire = open_reader();
    char text[64];
    assert_ok(wire_string(wire, reader->identity.serial_string, text, sizeof text));
    assert_string_equal("R0001", text);
    wire_close(wire);
}

static void silence_is_a_time_out(void **state)
{
    (void)state;
    struct wire *wire = open_reader();
    int64_t before = clock_now_ms();
    assert_err(ERR_TIMEOUT, read_header(wire, 50));
    assert_true(clock_now_ms() - before >= 49);
    wire_close(wire);
}

static void a_stall_stays_until_it_is_cleared(void **state)
{
    (void)state;
    struct wire *wire = open_reader();
    live_say(&live, "fault reader stall");
    assert_err(ERR_STALL, read_header(wire, 500));
    live_say(&live, "fault reader clear");
    assert_err(ERR_STALL, read_header(wire, 500));
    assert_ok(wire_clear_halt(wire, IN_HEADER));
    assert_err(ERR_TIMEOUT, read_header(wire, 20));
    wire_close(wire);
}

struct reading {
    struct wire *wire;
    int64_t ended_us;
    enum err result;
};

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void *read_long(void *user)
{
    struct reading *r = user;
    r->result = read_header(r->wire, 10000);
    r->ended_us = now_us();
    return NULL;
}

/* Cancels a running transfer; returns how long it took to end. */
static int64_t cancel_once(struct wire *wire)
{
    struct reading r = {.wire = wire};
    pthread_t thread;
    assert_int_equal(0, pthread_create(&thread, NULL, read_long, &r));
    clock_sleep_until(clock_now_ms() + 10, -1); /* it is certainly under way then */
    int64_t before = now_us();
    wire_cancel(wire);
    pthread_join(thread, NULL);
    assert_err(ERR_CANCELLED, r.result);
    wire_rearm(wire);
    return r.ended_us - before;
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The median: the machine of the test may be busy, the mechanism must not be. */
static void cancelling_takes_two_milliseconds(void **state)
{
    (void)state;
    struct wire *wire = open_reader();
    int64_t took[CANCELS];
    for (int i = 0; i < CANCELS; i++)
        took[i] = cancel_once(wire);
    qsort(took, CANCELS, sizeof took[0], compare);
    print_message("cancel: median %lld us, worst %lld us\n", (long long)took[CANCELS / 2],
                  (long long)took[CANCELS - 1]);
    assert_true(took[CANCELS / 2] <= CANCEL_P50_MS * 1000);
    assert_err(ERR_TIMEOUT, read_header(wire, 20));
    wire_close(wire);
}

static void unplugged_means_gone_and_a_new_port_comes(void **state)
{
    (void)state;
    struct wire *wire = open_reader();
    struct reading r = {.wire = wire};
    pthread_t thread;
    assert_int_equal(0, pthread_create(&thread, NULL, read_long, &r));
    live_say(&live, "unplug reader");
    pthread_join(thread, NULL);
    assert_err(ERR_GONE, r.result);
    await(&left);
    wire_close(wire);
    live_say(&live, "plug reader");
    await(&arrived);
    wire = open_reader();
    assert_err(ERR_TIMEOUT, read_header(wire, 20));
    wire_close(wire);
}

int main(int argc, char **argv)
{
    (void)argc;
    live_begin(&live, argv);
    sem_init(&arrived, 0, 0);
    sem_init(&left, 0, 0);
    if (wire_usb_new(on_plug, NULL, &usb) != ERR_NONE)
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_descriptors_are_known),
        cmocka_unit_test(silence_is_a_time_out),
        cmocka_unit_test(a_stall_stays_until_it_is_cleared),
        cmocka_unit_test(cancelling_takes_two_milliseconds),
        cmocka_unit_test(unplugged_means_gone_and_a_new_port_comes),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    wire_usb_stop(usb);
    wire_port_unref(reader);
    wire_usb_free(usb);
    live_end(&live);
    return failed;
}
