/* SPDX-License-Identifier: Apache-2.0 */
/* The receipt printer as a host hears it (facts: receipt printing 1.1 to 1.5). */
#include "tests/unit/check.h"

#include <errno.h>
#include <string.h>

#include "tests/sim/models/printer.h"
#include "tests/unit/sim/host.h"

struct desk {
    struct world world;
    struct printer printer;
};

static int setup(void **state)
{
    struct desk *d = calloc(1, sizeof *d);
    assert_non_null(d);
    assert_ok(world_init(&d->world, host_now));
    assert_ok(printer_init(&d->printer, &d->world));
    gadget_appear(&d->printer.gadget);
    *state = d;
    return 0;
}

static int teardown(void **state)
{
    struct desk *d = *state;
    printer_done(&d->printer);
    world_done(&d->world);
    free(d);
    return 0;
}

static int write_bytes(struct desk *d, const void *data, size_t size)
{
    AUTO(auto_free) uint8_t *copy = malloc(size + 1);
    assert_non_null(copy);
    memcpy(copy, data, size);
    return host_bulk(&d->printer.gadget, PRINTER_OUT, copy, size);
}

#define write_text(d, text)                                                                        \
    assert_int_equal(sizeof(text) - 1, write_bytes(d, text, sizeof(text) - 1))

/* Expects these bytes as the next answer. */
static void expect(struct desk *d, const void *data, size_t size)
{
    uint8_t answer[512];
    assert_int_equal(size, host_bulk(&d->printer.gadget, PRINTER_IN, answer, sizeof answer));
    assert_memory_equal(data, answer, size);
}

static void expect_silence(struct desk *d)
{
    uint8_t answer[512];
    assert_int_equal(-ETIMEDOUT, host_bulk(&d->printer.gadget, PRINTER_IN, answer, sizeof answer));
}

static void lines(struct desk *d, int count)
{
    for (int i = 0; i < count; i++)
        write_text(d, "a line of text\n");
}

static size_t next_piece(struct desk *d, bool *ret_cut)
{
    host_step(&d->world, 10000);
    AUTO(auto_free) struct piece *piece = printer_take_piece(&d->printer);
    assert_non_null(piece);
    *ret_cut = piece->cut;
    return piece->size;
}

static void test_class_requests(void **state)
{
    struct desk *d = *state;
    uint8_t data[128];
    const uint8_t id[8] = {0xA1, 0, 0, 0, 0, 0, 128}, port[8] = {0xA1, 1, 0, 0, 0, 0, 1};
    int n = host_control(&d->printer.gadget, id, data);
    assert_int_equal(n, data[0] << 8 | data[1]);
    assert_memory_equal("MFG:SIM;", data + 2, 8);
    assert_int_equal(1, host_control(&d->printer.gadget, port, data));
    assert_int_equal(0x18, data[0]);
    printer_set_paper_out(&d->printer, 0);
    assert_int_equal(1, host_control(&d->printer.gadget, port, data));
    assert_int_equal(0x20, data[0]);
}

static void test_realtime_status(void **state)
{
    struct desk *d = *state;
    write_text(d, "\x10\x04\x01");
    expect(d, "\x12", 1);
    printer_set_cover(&d->printer, true);
    write_text(d, "\x10\x04\x01\x10\x04\x02");
    expect(d, "\x1A", 1);
    expect(d, "\x16", 1);
    printer_set_cover(&d->printer, false);
    printer_set_paper_low(&d->printer);
    write_text(d, "\x10\x04\x04");
    expect(d, "\x1E", 1);
    printer_set_paper_out(&d->printer, 0);
    write_text(d, "\x10\x04\x04\x10\x04\x02");
    expect(d, "\x7E", 1);
    expect(d, "\x32", 1);
}

/* Split over packets, and after a false start. */
static void test_realtime_in_pieces(void **state)
{
    struct desk *d = *state;
    write_text(d, "\x10");
    write_text(d, "\x10\x04");
    expect_silence(d);
    write_text(d, "\x01");
    expect(d, "\x12", 1);
}

/* The hazard: a picture's row that holds DLE EOT 1 is obeyed, and is printed all the same. */
static void test_realtime_inside_a_picture(void **state)
{
    struct desk *d = *state;
    bool cut;
    write_text(d, "\x1dv0\0\x04\0\x02\0"
                  "\x10\x04\x01\xFF"
                  "\xFF\xFF\xFF\xFF");
    expect(d, "\x12", 1);
    write_text(d, "\x1dV\0");
    assert_int_equal(8 + 8 + 3, next_piece(d, &cut));
    assert_true(cut);
}

static void test_auto_status(void **state)
{
    struct desk *d = *state;
    write_text(d, "\x1d\x61\xFF");
    expect(d, "\x10\0\0\0", 4);
    printer_set_cover(&d->printer, true);
    expect(d, "\x38\0\0\0", 4);
    printer_set_cover(&d->printer, false);
    expect(d, "\x10\0\0\0", 4);
    printer_set_paper_out(&d->printer, 0);
    expect(d, "\x18\0\x0F\0", 4);
    expect_silence(d);
}

static void test_confirmation_follows_the_paper(void **state)
{
    struct desk *d = *state;
    int64_t start = host_now();
    lines(d, 20); /* 600 dots: 300 ms */
    write_text(d, "\x1d(H\x06\0\x30\x30WXYZ\x1dr\x01");
    expect(d, "\x37\x22WXYZ\0", 7);
    assert_in_range(host_now() - start, 250, 400);
    expect(d, "\0", 1);
}

static void test_one_line_is_waited_for(void **state)
{
    struct desk *d = *state;
    int64_t start = host_now();
    write_text(d, "x\n\x1dr\x01"); /* 30 dots: 15 ms */
    expect(d, "\0", 1);
    assert_in_range(host_now() - start, 15, 20);
}

static void test_no_confirmation_without_paper(void **state)
{
    struct desk *d = *state;
    printer_set_paper_out(&d->printer, 5);
    lines(d, 8);
    write_text(d, "\x1d(H\x06\0\x30\x30WXYZ\x1dr\x01");
    expect_silence(d);
    assert_int_equal(5, d->printer.lines);
    write_text(d, "\x10\x04\x01");
    expect(d, "\x1A", 1);
}

/* The trap that facts 1.8 tell of: the old rest comes out on the new roll. */
static void test_new_roll_prints_the_rest(void **state)
{
    struct desk *d = *state;
    bool cut;
    printer_set_paper_out(&d->printer, 2);
    write_text(d, "one\ntwo\nthree\n\x1dV\0");
    host_step(&d->world, 1000);
    assert_null(printer_take_piece(&d->printer));
    printer_load_paper(&d->printer);
    assert_int_equal(8, next_piece(d, &cut)); /* "one\ntwo\n" */
    assert_false(cut);
    assert_int_equal(9, next_piece(d, &cut)); /* "three\n" and the cut */
    assert_true(cut);
}

static void test_nothing_is_torn_off_when_nothing_hangs(void **state)
{
    struct desk *d = *state;
    write_text(d, "\x10\x04\x01\x1b@");
    printer_set_paper_out(&d->printer, 0);
    printer_load_paper(&d->printer);
    host_step(&d->world, 1000);
    assert_null(printer_take_piece(&d->printer));
}

static void test_clearing_forgets_the_rest(void **state)
{
    struct desk *d = *state;
    static const struct {
        const char *bytes;
        size_t size, answer;
    } ways[] = {{"\x10\x05\x02", 3, 0}, {"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", 10, 3}};
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        printer_set_paper_out(&d->printer, 0);
        write_text(d, "\x1b@rest of an old receipt\n\x1dV\0");
        assert_int_equal(ways[i].size, write_bytes(d, ways[i].bytes, ways[i].size));
        if (ways[i].answer)
            expect(d, "\x37\x25\0", ways[i].answer);
        assert_int_equal(0, d->printer.used);
        printer_load_paper(&d->printer);
        host_step(&d->world, 2000);
        assert_null(printer_take_piece(&d->printer));
    }
}

static void test_initialise_does_not_clear_the_buffer(void **state)
{
    struct desk *d = *state;
    bool cut;
    printer_set_paper_out(&d->printer, 0);
    write_text(d, "old\n\x1dV\0");
    write_text(d, "\x1b@new\n\x1dV\0");
    printer_load_paper(&d->printer);
    assert_int_equal(7, next_piece(d, &cut));
    assert_int_equal(9, next_piece(d, &cut));
}

static void test_enq_is_ignored_when_all_is_well(void **state)
{
    struct desk *d = *state;
    bool cut;
    lines(d, 30);
    write_text(d, "\x10\x05\x02\x1dV\0");
    assert_int_equal(30 * 15 + 6, next_piece(d, &cut));
}

static void test_soft_reset_clears(void **state)
{
    struct desk *d = *state;
    const uint8_t reset[8] = {0x21, 2, 0, 0, 0, 0, 0};
    printer_set_paper_out(&d->printer, 0);
    write_text(d, "old\n");
    assert_int_equal(0, host_control(&d->printer.gadget, reset, NULL));
    assert_int_equal(0, d->printer.used);
}

static void test_full_buffer_naks(void **state)
{
    struct desk *d = *state;
    AUTO(auto_free) uint8_t *data = malloc(10000);
    struct pending p;
    memset(data, '\n', 10000);
    printer_set_cover(&d->printer, true);
    host_begin(&p, &d->printer.gadget, PRINTER_OUT, data, 10000);
    host_step(&d->world, 60000);
    assert_int_equal(HOST_PENDING, p.status);
    assert_int_equal(PRINTER_BUFFER, p.transfer.actual);
    assert_true(gadget_cancel(&d->printer.gadget, &p.transfer));
    write_text(d, "\x10\x04\x02"); /* looked at even so */
    expect(d, "\x16", 1);
    assert_int_equal(PRINTER_BUFFER, d->printer.used);
    printer_set_cover(&d->printer, false);
    host_step(&d->world, 120000);
    assert_int_equal(0, d->printer.used);
}

static void test_long_picture_streams(void **state)
{
    struct desk *d = *state;
    enum { ROWS = 300, ROW = 72, SIZE = 8 + ROWS * ROW };
    AUTO(auto_free) uint8_t *data = calloc(1, SIZE);
    bool cut;
    memcpy(data, "\x1dv0\0", 4);
    data[4] = ROW;
    data[6] = ROWS & 255;
    data[7] = ROWS >> 8;
    int64_t start = host_now();
    assert_int_equal(SIZE, write_bytes(d, data, SIZE));
    assert_true(host_now() - start > 100); /* it had to wait for the paper */
    write_text(d, "\x1dV\0");
    assert_int_equal(SIZE + 3, next_piece(d, &cut));
}

static void test_tells_when_a_receipt_began_to_move(void **state)
{
    struct desk *d = *state;
    write_text(d, "\x1b@");
    assert_int_equal(0, d->printer.moved_at_ms); /* an order alone moves no paper */
    int64_t start = host_now();
    lines(d, 3);
    host_step(&d->world, 1000);
    assert_int_equal(start, d->printer.moved_at_ms);
}

static void test_cut_only_at_a_line_s_beginning(void **state)
{
    struct desk *d = *state;
    bool cut;
    write_text(d, "open line\x1dV\0");
    host_step(&d->world, 1000);
    assert_null(printer_take_piece(&d->printer));
    assert_int_equal(1, d->printer.suppressed_cuts);
    write_text(d, "\n\x1dV\0");
    assert_int_equal(9 + 3 + 1 + 3, next_piece(d, &cut));
    assert_true(d->printer.at_exit);
    printer_take_paper(&d->printer);
    assert_false(d->printer.at_exit);
}

/* A picture that was begun and never finished eats what follows, until a reset. */
static void test_unfinished_picture_eats_the_next_job(void **state)
{
    struct desk *d = *state;
    bool cut;
    write_text(d, "\x1dv0\0\x48\0\x40\0abc");
    write_text(d, "\x1b@next\n\x1dV\0");
    host_step(&d->world, 1000);
    assert_null(printer_take_piece(&d->printer));
    gadget_reset(&d->printer.gadget);
    write_text(d, "\x1b@next\n\x1dV\0");
    next_piece(d, &cut);
    assert_true(cut);
}

static void test_identity(void **state)
{
    struct desk *d = *state;
    write_text(d, "\x1dI\x43");
    expect(d, "_T80", 5);
    write_text(d, "\x1dI\x01");
    expect(d, "\x20", 1);
}

int main(void)
{
#define DESK_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_class_requests),
        DESK_TEST(test_realtime_status),
        DESK_TEST(test_realtime_in_pieces),
        DESK_TEST(test_realtime_inside_a_picture),
        DESK_TEST(test_auto_status),
        DESK_TEST(test_confirmation_follows_the_paper),
        DESK_TEST(test_one_line_is_waited_for),
        DESK_TEST(test_no_confirmation_without_paper),
        DESK_TEST(test_new_roll_prints_the_rest),
        DESK_TEST(test_nothing_is_torn_off_when_nothing_hangs),
        DESK_TEST(test_clearing_forgets_the_rest),
        DESK_TEST(test_initialise_does_not_clear_the_buffer),
        DESK_TEST(test_enq_is_ignored_when_all_is_well),
        DESK_TEST(test_soft_reset_clears),
        DESK_TEST(test_full_buffer_naks),
        DESK_TEST(test_long_picture_streams),
        DESK_TEST(test_tells_when_a_receipt_began_to_move),
        DESK_TEST(test_cut_only_at_a_line_s_beginning),
        DESK_TEST(test_unfinished_picture_eats_the_next_job),
        DESK_TEST(test_identity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
