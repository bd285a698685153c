/* SPDX-License-Identifier: Apache-2.0 */
/* The same words in every framing, and what each makes of answers that are cut, long or absurd. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/idcard/framing.h"
#include "drivers/idcard/report_codec.h"
#include "tests/unit/drivers/fake_wire.h"

#define MARK "AA AA AA 96 69 "

enum { OUT = 0x02, IN = 0x82, WAIT_MS = 1000 };

static struct fake_wire fake;
static uint8_t frame[SAM_FRAME_MAX];
static size_t size;

static int begin(void **state)
{
    (void)state;
    fake_init(&fake);
    memset(frame, 0, sizeof frame);
    size = 0;
    return 0;
}

static int end(void **state)
{
    (void)state;
    fake_done(&fake);
    return 0;
}

static void one_pair(enum wire_type type)
{
    fake_add_endpoint(&fake, OUT, type, 64);
    fake_add_endpoint(&fake, IN, type, 64);
}

static void adapter(void)
{
    fake.interface.device_class = 3;
    one_pair(WIRE_INTERRUPT);
}

static enum err receive(const struct sam_framing *framing)
{
    return framing->receive(&fake.wire, frame, WAIT_MS, &size);
}

static char *report_hex(uint8_t length, const char *payload)
{
    static char text[REPORT_SIZE * 3 + 8];
    int n = snprintf(text, sizeof text, "%02x %s", length, payload);
    for (int have = (n + 1) / 3; have < REPORT_SIZE; have++)
        n += snprintf(text + n, sizeof text - (size_t)n, " 00");
    return text;
}

static void the_descriptors_tell_which(void **state)
{
    (void)state;
    one_pair(WIRE_BULK);
    assert_ptr_equal(&framing_pair, framing_for(&fake.interface, NULL));
    fake.interface.device_class = 3;
    assert_null(framing_for(&fake.interface, NULL));
    fake.interface.endpoint[0].type = fake.interface.endpoint[1].type = WIRE_INTERRUPT;
    assert_ptr_equal(&framing_report, framing_for(&fake.interface, NULL));
    fake.interface.endpoint[1].max_packet = 8;
    assert_null(framing_for(&fake.interface, NULL));
    fake.interface.device_class = 0xFF;
    fake.interface.endpoint_count = 1;
    assert_null(framing_for(&fake.interface, NULL));
}

static void four_pipes_are_variant_a(void **state)
{
    (void)state;
    static const uint8_t pipes[] = {0x02, 0x06, 0x81, 0x85};
    for (size_t i = 0; i < sizeof pipes; i++)
        fake_add_endpoint(&fake, pipes[i], WIRE_BULK, 64);
    assert_ptr_equal(&framing_bulk4, framing_for(&fake.interface, NULL));
    assert_null(framing_for(&fake.interface, "report"));
    assert_null(framing_for(&fake.interface, "other"));
}

static void each_of_the_four_is_needed(void **state)
{
    (void)state;
    static const uint8_t pipes[] = {0x02, 0x06, 0x81, 0x85};
    for (size_t missing = 0; missing < sizeof pipes; missing++) {
        fake.interface.endpoint_count = 0;
        for (size_t i = 0; i < sizeof pipes; i++)
            fake_add_endpoint(&fake, pipes[i], i == missing ? WIRE_INTERRUPT : WIRE_BULK, 64);
        assert_null(framing_for(&fake.interface, "bulk4"));
        fake.interface.endpoint[missing].address ^= 0x08;
        assert_null(framing_for(&fake.interface, "bulk4"));
    }
}

static void pipes_of_one_direction_are_no_reader(void **state)
{
    (void)state;
    static const uint8_t one_way[][2] = {{0x81, 0x82}, {0x01, 0x02}};
    static const uint8_t classes[] = {0xFF, 2, 3};
    for (size_t i = 0; i < ARRAY_LEN(one_way) * ARRAY_LEN(classes); i++) {
        fake.interface.endpoint_count = 0;
        fake.interface.device_class = classes[i / 2];
        fake_add_endpoint(&fake, one_way[i % 2][0], WIRE_INTERRUPT, 64);
        fake_add_endpoint(&fake, one_way[i % 2][1], WIRE_INTERRUPT, 64);
        assert_null(framing_for(&fake.interface, NULL));
        assert_null(framing_for(&fake.interface, "last"));
    }
    fake.interface.device_class = 0xFF;
    for (size_t i = 0; i < 2; i++) /* isochronous pipes carry sound, not frames */
        fake.interface.endpoint[i].type = WIRE_ISOCHRONOUS;
    assert_null(framing_for(&fake.interface, "last"));
}

static void the_adapter_is_spoken_to_on_its_second_pipe(void **state)
{
    (void)state;
    fake.interface.device_class = 3;
    fake_add_endpoint(&fake, 0x04, WIRE_BULK, 64);
    fake_add_endpoint(&fake, 0x01, WIRE_INTERRUPT, 64);
    fake_add_endpoint(&fake, IN, WIRE_INTERRUPT, 64);
    fake_add_endpoint(&fake, OUT, WIRE_INTERRUPT, 64);
    fake_add_endpoint(&fake, 0x03, WIRE_INTERRUPT, 64);
    assert_ptr_equal(&framing_report, framing_for(&fake.interface, NULL));
    fake_out_short(&fake, OUT, 63);
    assert_err(ERR_TOO_SHORT, framing_report.send(&fake.wire, frame, 10, WAIT_MS));
    assert_err(ERR_TOO_LONG, framing_report.send(&fake.wire, frame, REPORT_SIZE, WAIT_MS));
}

static void what_is_sent_by_half_was_not_sent(void **state)
{
    (void)state;
    static const uint8_t pipes[] = {0x02, 0x06, 0x81, 0x85};
    for (size_t i = 0; i < sizeof pipes; i++)
        fake_add_endpoint(&fake, pipes[i], WIRE_BULK, 64);
    fake_out_short(&fake, 0x02, SAM_HEADER - 1);
    assert_err(ERR_TOO_SHORT, framing_bulk4.send(&fake.wire, frame, SAM_REQUEST_SIZE, WAIT_MS));
    fake_out_short(&fake, 0x02, SAM_HEADER);
    fake_out_short(&fake, 0x06, 2);
    assert_err(ERR_TOO_SHORT, framing_bulk4.send(&fake.wire, frame, SAM_REQUEST_SIZE, WAIT_MS));
    fake_out_short(&fake, 0x06, 9); /* the last OUT pipe there is */
    assert_err(ERR_TOO_SHORT, framing_last.send(&fake.wire, frame, SAM_REQUEST_SIZE, WAIT_MS));
}

static void a_pipe_that_takes_nothing_says_why(void **state)
{
    (void)state;
    one_pair(WIRE_BULK);
    fake_out_fails(&fake, OUT, ERR_STALL);
    assert_err(ERR_STALL, framing_pair.send(&fake.wire, frame, SAM_REQUEST_SIZE, WAIT_MS));
}

static void both_pipes_are_drained_until_both_are_silent(void **state)
{
    (void)state;
    fake_add_endpoint(&fake, 0x81, WIRE_BULK, 64);
    fake_add_endpoint(&fake, 0x85, WIRE_BULK, 64);
    fake_in_breaks(&fake, 0x81, "AA", ERR_TIMEOUT); /* a byte is not silence */
    fake_in_fails(&fake, 0x81, ERR_TIMEOUT);
    for (int i = 0; i < 3; i++)
        fake_in_fails(&fake, i == 1 ? 0x81 : 0x85, ERR_TIMEOUT);
    assert_ok(framing_bulk4.drain(&fake.wire));
    fake_in_fails(&fake, 0x81, ERR_TIMEOUT);
    fake_in_fails(&fake, 0x85, ERR_GONE);
    assert_err(ERR_GONE, framing_bulk4.drain(&fake.wire));
    for (int i = 0; i < 16; i++) { /* one that never falls silent */
        fake_in(&fake, i % 2 ? 0x85 : 0x81, "00");
        fake_in_fails(&fake, i % 2 ? 0x85 : 0x81, ERR_TIMEOUT);
    }
    assert_err(ERR_OVERFLOW, framing_bulk4.drain(&fake.wire));
}

static void the_longest_frame_is_taken_and_not_a_byte_more(void **state)
{
    (void)state;
    static uint8_t longest[SAM_FRAME_MAX] = {0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x10, 0x00};
    enum { PIECE = 511 }; /* short of a packet: each ends its transfer */
    fake_add_endpoint(&fake, IN, WIRE_BULK, 512);
    for (size_t at = 0; at < sizeof longest; at += PIECE)
        fake_in_bytes(&fake, IN, longest + at,
                      sizeof longest - at < PIECE ? sizeof longest - at : PIECE);
    assert_ok(receive(&framing_pair));
    assert_int_equal(SAM_FRAME_MAX, size);
    assert_err(ERR_TIMEOUT, framing_pair.receive(&fake.wire, frame, 0, &size));
}

static void an_adapter_that_gives_too_much_is_refused(void **state)
{
    (void)state;
    uint8_t report[REPORT_SIZE] = {63, 0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x10, 0x00};
    adapter();
    for (size_t have = 0; have < SAM_FRAME_MAX; have += 63) {
        if (have > 0)
            fake_out(&fake, OUT, report_hex(0xFF, ""));
        fake_in_bytes(&fake, IN, report, sizeof report);
    }
    assert_err(ERR_TOO_LONG, receive(&framing_report));
    assert_err(ERR_TIMEOUT, framing_report.receive(&fake.wire, frame, 0, &size));
}

static void the_last_pipes_are_taken_when_asked_for(void **state)
{
    (void)state;
    fake_add_endpoint(&fake, 0x81, WIRE_INTERRUPT, 8);
    fake_add_endpoint(&fake, 0x01, WIRE_BULK, 64);
    one_pair(WIRE_INTERRUPT);
    assert_null(framing_for(&fake.interface, NULL));
    assert_ptr_equal(&framing_last, framing_for(&fake.interface, "last"));
    fake_out(&fake, OUT, MARK "00 03 20 01 22");
    assert_ok(framing_last.send(
        &fake.wire, (const uint8_t *)"\xAA\xAA\xAA\x96\x69\x00\x03\x20\x01\x22", 10, WAIT_MS));
    fake_in(&fake, IN, MARK "00 04 00 00 80 84");
    assert_ok(receive(&framing_last));
    assert_int_equal(11, size);
}

static void pieces_of_any_size_make_a_frame(void **state)
{
    (void)state;
    one_pair(WIRE_BULK);
    fake_in(&fake, IN, "AA AA");
    fake_in(&fake, IN, "AA 96 69 00");
    fake_in(&fake, IN, "04 00 00");
    fake_in(&fake, IN, "80 84");
    assert_ok(receive(&framing_pair));
    assert_int_equal(11, size);
    assert_memory_equal(frame + 9, "\x80\x84", 2);
}

static void lengths_are_the_frames_own_and_capped(void **state)
{
    (void)state;
    one_pair(WIRE_BULK);
    fake_in(&fake, IN, MARK "10 01");
    assert_err(ERR_TOO_LONG, receive(&framing_pair));
    fake_in(&fake, IN, MARK "00 03 00 00 80");
    assert_err(ERR_TOO_SHORT, receive(&framing_pair));
    fake_in(&fake, IN, "AA AA AA 96 68 00 04");
    assert_err(ERR_FORMAT, receive(&framing_pair));
    fake_in(&fake, IN, MARK "00 04 00 00 80 84 00 00"); /* more than it says: for the codec */
    assert_ok(receive(&framing_pair));
    assert_int_equal(13, size);
}

static void an_answer_that_stops_is_a_failure(void **state)
{
    (void)state;
    one_pair(WIRE_BULK);
    fake_in(&fake, IN, MARK "00 04 00");
    fake_in_fails(&fake, IN, ERR_TIMEOUT);
    assert_err(ERR_TIMEOUT, receive(&framing_pair));
    fake_in(&fake, IN, "");
    assert_err(ERR_TOO_SHORT, receive(&framing_pair));
}

static void the_adapter_wants_to_be_asked_for_each_piece(void **state)
{
    (void)state;
    adapter();
    fake_out(&fake, OUT, report_hex(10, MARK "00 03 20 01 22"));
    assert_ok(framing_report.send(
        &fake.wire, (const uint8_t *)"\xAA\xAA\xAA\x96\x69\x00\x03\x20\x01\x22", 10, WAIT_MS));
    fake_in(&fake, IN, report_hex(8, MARK "00 04 00"));
    fake_out(&fake, OUT, report_hex(0xFF, ""));
    fake_in(&fake, IN, report_hex(3, "00 80 84"));
    assert_ok(receive(&framing_report));
    assert_int_equal(11, size);
    assert_memory_equal(frame + 9, "\x80\x84", 2);
}

static void an_adapter_that_leaves_in_the_middle(void **state)
{
    (void)state;
    adapter();
    fake_in(&fake, IN, report_hex(8, MARK "00 04 00"));
    fake_out_fails(&fake, OUT, ERR_GONE);
    assert_err(ERR_GONE, receive(&framing_report));
}

static void absurd_reports_are_refused(void **state)
{
    (void)state;
    adapter();
    fake_in(&fake, IN, report_hex(64, MARK));
    assert_err(ERR_RANGE, receive(&framing_report));
    fake_in(&fake, IN, report_hex(0, MARK));
    assert_err(ERR_RANGE, receive(&framing_report));
    fake_in(&fake, IN, "02 AA AA");
    assert_err(ERR_TOO_SHORT, receive(&framing_report));
    fake_in(&fake, IN, report_hex(7, MARK "10 01"));
    assert_err(ERR_TOO_LONG, receive(&framing_report));
}

static void what_was_late_is_drained(void **state)
{
    (void)state;
    adapter();
    fake_in(&fake, IN, report_hex(3, "00 80 84"));
    fake_in_fails(&fake, IN, ERR_TIMEOUT);
    assert_ok(framing_report.drain(&fake.wire));
    fake_in(&fake, IN, "00 80 84");
    fake_in_fails(&fake, IN, ERR_TIMEOUT);
    assert_ok(framing_pair.drain(&fake.wire));
}

static void reports_are_packed_and_unpacked(void **state)
{
    (void)state;
    uint8_t report[REPORT_SIZE], long_one[REPORT_SIZE] = {0};
    struct bytes payload;
    assert_err(ERR_TOO_LONG, report_pack(bytes_of(long_one, REPORT_SIZE), report));
    assert_ok(report_pack(bytes_of("abc", 3), report));
    assert_ok(report_unpack(bytes_of(report, REPORT_SIZE), &payload));
    assert_int_equal(3, payload.size);
    assert_memory_equal("abc", payload.data, 3);
    assert_ok(report_pack(bytes_of(NULL, 0), report));
    assert_err(ERR_RANGE, report_unpack(bytes_of(report, REPORT_SIZE), &payload));
}

#define story(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        story(the_descriptors_tell_which),
        story(four_pipes_are_variant_a),
        story(each_of_the_four_is_needed),
        story(pipes_of_one_direction_are_no_reader),
        story(the_adapter_is_spoken_to_on_its_second_pipe),
        story(what_is_sent_by_half_was_not_sent),
        story(a_pipe_that_takes_nothing_says_why),
        story(both_pipes_are_drained_until_both_are_silent),
        story(the_longest_frame_is_taken_and_not_a_byte_more),
        story(an_adapter_that_gives_too_much_is_refused),
        story(the_last_pipes_are_taken_when_asked_for),
        story(pieces_of_any_size_make_a_frame),
        story(lengths_are_the_frames_own_and_capped),
        story(an_answer_that_stops_is_a_failure),
        story(the_adapter_wants_to_be_asked_for_each_piece),
        story(an_adapter_that_leaves_in_the_middle),
        story(absurd_reports_are_refused),
        story(what_was_late_is_drained),
        story(reports_are_packed_and_unpacked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
