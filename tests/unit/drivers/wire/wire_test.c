/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "tests/unit/drivers/fake_wire.h"

static struct fake_wire fake;
static uint8_t room[8];
static size_t done;

static int begin(void **state)
{
    (void)state;
    fake_init(&fake);
    fake_add_endpoint(&fake, 0x02, WIRE_BULK, 64);
    fake_add_endpoint(&fake, 0x81, WIRE_INTERRUPT, 64);
    return 0;
}

static int end(void **state)
{
    (void)state;
    fake_done(&fake);
    return 0;
}

static void only_the_interface_s_own_endpoints_are_used(void **state)
{
    (void)state;
    struct wire *w = &fake.wire;
    const struct wire_room into = {room, sizeof room};
    assert_err(ERR_USAGE, wire_out(w, 0x03, bytes_of("x", 1), 100, &done));
    assert_err(ERR_USAGE, wire_out(w, 0x81, bytes_of("x", 1), 100, &done));
    assert_err(ERR_USAGE, wire_in(w, 0x02, into, 100, &done));
    assert_err(ERR_USAGE, wire_in(w, 0x82, into, 100, &done));
    assert_err(ERR_USAGE, wire_clear_halt(w, 0x05));
    assert_err(ERR_USAGE, wire_out(w, 0x02, bytes_of("x", 1), 0, &done));
    assert_err(ERR_USAGE, wire_in(w, 0x81, into, WIRE_TIMEOUT_MAX_MS + 1, &done));
    assert_int_equal(0, fake.transfers);
}

static void cancel_holds_until_rearmed_and_shut_for_ever(void **state)
{
    (void)state;
    struct wire *w = &fake.wire;
    wire_cancel(w);
    assert_err(ERR_CANCELLED, wire_out(w, 0x02, bytes_of("x", 1), 100, &done));
    assert_err(ERR_CANCELLED, wire_pause(w, 10));
    assert_err(ERR_CANCELLED, wire_reset(w));
    wire_rearm(w);
    fake_out(&fake, 0x02, "78");
    assert_ok(wire_out(w, 0x02, bytes_of("x", 1), 100, &done));
    wire_shut(w);
    wire_rearm(w);
    assert_true(wire_is_halted(w));
    assert_err(ERR_CANCELLED, wire_clear_halt(w, 0x02));
}

static void a_shielded_question_is_answered_before_it_is_cancelled(void **state)
{
    (void)state;
    struct wire *w = &fake.wire;
    wire_shield(w, true);
    wire_cancel(w);
    fake_out(&fake, 0x02, "78");
    assert_ok(wire_out(w, 0x02, bytes_of("x", 1), 100, &done));
    wire_shield(w, false);
    assert_err(ERR_CANCELLED, wire_out(w, 0x02, bytes_of("x", 1), 100, &done));
    wire_shield(w, true);
    wire_shut(w);
    assert_err(ERR_CANCELLED, wire_out(w, 0x02, bytes_of("x", 1), 100, &done));
}

static void draining_ends_with_silence(void **state)
{
    (void)state;
    fake_in(&fake, 0x81, "01 02");
    fake_in(&fake, 0x81, "");
    fake_in_fails(&fake, 0x81, ERR_TIMEOUT);
    assert_ok(wire_drain(&fake.wire, 0x81, 10));
    fake_in_fails(&fake, 0x81, ERR_STALL);
    assert_err(ERR_STALL, wire_drain(&fake.wire, 0x81, 10));
}

static enum err babble(void *user, const struct wire_transfer *t, size_t *ret_done)
{
    (void)user;
    *ret_done = t->in.size;
    memset(t->in.data, 'x', t->in.size);
    return ERR_NONE;
}

static void a_device_that_never_stops_is_left(void **state)
{
    (void)state;
    fake.model = babble;
    assert_err(ERR_OVERFLOW, wire_drain(&fake.wire, 0x81, 10));
    assert_true(fake.transfers <= (64U << 10) / fake.interface.endpoint[1].max_packet + 1);
}

static void a_report_is_given_whole_packets(void **state)
{
    (void)state;
    fake.interface.endpoint[1].max_packet = 64;
    assert_int_equal(64, wire_room_for(&fake.wire, 0x81, 1, 1024));
    assert_int_equal(64, wire_room_for(&fake.wire, 0x81, 64, 1024));
    assert_int_equal(128, wire_room_for(&fake.wire, 0x81, 65, 1024));
    assert_int_equal(100, wire_room_for(&fake.wire, 0x81, 65, 100));
    fake.interface.endpoint[1].max_packet = 0; /* a line */
    assert_int_equal(1024, wire_room_for(&fake.wire, 0x81, 1, 1024));
}

/* Each packet starts the wait for silence anew: what comes drop by drop is heard to its end. */
static void draining_hears_each_packet(void **state)
{
    (void)state;
    fake.interface.endpoint[1].max_packet = 2;
    fake_in(&fake, 0x81, "01 02");
    fake_in(&fake, 0x81, "03 04");
    fake_in_fails(&fake, 0x81, ERR_TIMEOUT);
    assert_ok(wire_drain(&fake.wire, 0x81, 10));
}

static enum err chatter(void *user, const struct wire_transfer *t, size_t *ret_done)
{
    int *said = user;
    (void)t;
    usleep(20000);
    *ret_done = 8;
    (*said)++;
    return ERR_NONE;
}

/* A joystick tells its position for ever: little, but never silent. */
static void a_device_that_chatters_is_left_too(void **state)
{
    (void)state;
    int said = 0;
    fake.model = chatter;
    fake.user = &said;
    assert_err(ERR_OVERFLOW, wire_drain(&fake.wire, 0x81, 60));
    assert_in_range(said, 16, 52);
}

static void string_descriptors_are_checked(void **state)
{
    (void)state;
    const struct wire_control get = {0x80, 6, 0x0302, 0x0409};
    char text[16];
    assert_err(ERR_MISSING, wire_string(&fake.wire, 0, text, sizeof text));
    fake_control(&fake, get, "06 03 53 00 49 00");
    assert_ok(wire_string(&fake.wire, 2, text, sizeof text));
    assert_string_equal("SI", text);
    static const char *const bad[] = {"", "06", "08 03 53 00 49 00", "06 02 53 00 49 00", "01 03"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        fake_control(&fake, get, bad[i]);
        assert_err(ERR_FORMAT, wire_string(&fake.wire, 2, text, sizeof text));
    }
    fake_control_fails(&fake, get, ERR_STALL);
    assert_err(ERR_STALL, wire_string(&fake.wire, 2, text, sizeof text));
}

static void interfaces_and_endpoints_are_found_by_what_they_are(void **state)
{
    (void)state;
    struct wire_identity id = {.interface_count = 2};
    id.interface[0] = (struct wire_interface){.device_class = 7, .subclass = 1, .protocol = 4};
    id.interface[1] = (struct wire_interface){.device_class = 7, .subclass = 1, .protocol = 2};
    assert_ptr_equal(&id.interface[1], wire_find_interface(&id, 7, 1, 2));
    assert_ptr_equal(&id.interface[0], wire_find_interface(&id, 7, -1, -1));
    assert_null(wire_find_interface(&id, 3, -1, -1));
    assert_int_equal(0x02, wire_find_endpoint(&fake.interface, WIRE_BULK, false)->address);
    assert_null(wire_find_endpoint(&fake.interface, WIRE_BULK, true));
    assert_int_equal(0x81, wire_find_endpoint(&fake.interface, WIRE_INTERRUPT, true)->address);
}

#define scripted(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        scripted(only_the_interface_s_own_endpoints_are_used),
        scripted(cancel_holds_until_rearmed_and_shut_for_ever),
        scripted(a_shielded_question_is_answered_before_it_is_cancelled),
        scripted(draining_ends_with_silence),
        scripted(draining_hears_each_packet),
        scripted(a_report_is_given_whole_packets),
        scripted(a_device_that_never_stops_is_left),
        scripted(a_device_that_chatters_is_left_too),
        scripted(string_descriptors_are_checked),
        scripted(interfaces_and_endpoints_are_found_by_what_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
