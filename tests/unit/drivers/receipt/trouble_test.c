/* SPDX-License-Identifier: Apache-2.0 */
/* What can go wrong while a slip is on its way, and how it then ends. */
#include "tests/unit/check.h"

#include "tests/unit/drivers/receipt/dialogue.h"

static void run_out(struct toy *t)
{
    t->status[1] = 0x1A;
    t->status[2] = 0x32;
    t->status[4] = 0x7E;
}

static void paper_out_on_the_way(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.after = 5000;
    toy.at_after = run_out;
    assert_printed(PRINT_INCOMPLETE, ERR_PAPER_OUT);
    assert_int_equal(toy.clears, 1);
    assert_int_equal(toy.resets, 0);
    assert_int_equal(toy_count(&toy, CUT, 3), 0);
    assert_int_equal(toy.device.rest, DEVICE_NEEDS_STAFF);
    assert_false(slip_hangs()); /* it went with the old roll */
    toy.after = TOY_NEVER;
    memset(toy.status, 0x12, sizeof toy.status);
    assert_shown(0, DEVICE_READY);
    assert_printed(PRINT_DONE, ERR_NONE);
    assert_int_equal(toy_count(&toy, CUT, 3), 1);
}

static void open_cover(struct toy *t)
{
    t->status[2] = 0x16;
}

static void half_a_slip_goes_out_by_itself(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.after = 5000;
    toy.at_after = open_cover;
    assert_printed(PRINT_INCOMPLETE, ERR_COVER_OPEN);
    assert_true(slip_hangs());
    assert_shown(DEVICE_FLAG_COVER_OPEN, DEVICE_NEEDS_STAFF);
    assert_int_equal(toy_count(&toy, CUT, 3), 0);
    toy.status[2] = 0x12;
    assert_shown(0, DEVICE_READY);
    assert_int_equal(toy_count(&toy,
                               "\x1B@\x1B"
                               "d\x03" CUT,
                               8),
                     1);
    assert_false(slip_hangs());
}

static void a_crash_does_not_forget_the_half_slip(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.after = 5000;
    toy.write_fails = ERR_GONE;
    assert_printed(PRINT_UNKNOWN, ERR_GONE);
    toy_done(&toy);
    toy_init(&toy);
    assert_ok(toy_open(&toy));
    assert_printed(PRINT_DONE, ERR_NONE);
    assert_memory_equal(toy.got,
                        "\x1B@\x1B"
                        "d\x03" CUT,
                        8);
    assert_int_equal(toy_count(&toy, CUT, 3), 2);
}

/* A reset between the cut's bytes and the cut makes the printer forget it. */
static void a_cut_that_was_lost_is_made_again(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.after = 5000;
    toy.write_fails = ERR_GONE;
    assert_printed(PRINT_UNKNOWN, ERR_GONE);
    toy_done(&toy);
    toy_init(&toy);
    assert_ok(toy_open(&toy));
    toy.after = 8;
    toy.write_fails = ERR_GONE;
    assert_printed(PRINT_NOT_BEGUN, ERR_GONE);
    assert_int_equal(toy_count(&toy, CUT, 3), 1);
    assert_true(slip_hangs());
}

static void cancel(struct toy *t)
{
    wire_cancel(&t->fake.wire);
    t->write_fails = ERR_CANCELLED;
    t->after = TOY_NEVER; /* once */
}

static void cancelled_on_the_way(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.after = 5000;
    toy.at_after = cancel;
    assert_printed(PRINT_INCOMPLETE, ERR_CANCELLED);
    assert_int_equal(toy.clears, 1);
    assert_false(wire_is_halted(&toy.fake.wire));
}

static void cancelled_before(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    wire_cancel(&toy.fake.wire);
    assert_printed(PRINT_NOT_BEGUN, ERR_CANCELLED);
    assert_int_equal(toy.got_size, 0);
}

static void shut(struct toy *t)
{
    wire_shut(&t->fake.wire);
    t->write_fails = ERR_CANCELLED;
}

static void unplugged_on_the_way(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.after = 5000;
    toy.at_after = shut;
    assert_printed(PRINT_UNKNOWN, ERR_GONE);
    assert_true(slip_hangs());
}

static void a_slow_printer_is_not_broken(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.naks = 15;
    assert_printed(PRINT_DONE, ERR_NONE);
    toy.naks = 15;
    toy.port_stalls = true; /* it does not know the question */
    assert_printed(PRINT_DONE, ERR_NONE);
    assert_int_equal(toy_count(&toy, CUT, 3), 2);
}

static void grow_deaf(struct toy *t)
{
    t->late = 1;
}

static void a_printer_too_busy_to_answer_is_not_broken(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.after = 5000;
    toy.at_after = grow_deaf;
    unsigned asked = toy.status_asked;
    assert_printed(PRINT_DONE, ERR_NONE);
    assert_in_range(toy.status_asked - asked, 5, 16); /* before, once between, then no more */
    toy.after = (long)toy.got_size + 5000;
    toy.at_after = grow_deaf;
    toy.port = 0x20;
    assert_printed(PRINT_INCOMPLETE, ERR_PAPER_OUT);
}

static void nak_for_ever(struct toy *t)
{
    t->naks = -1;
    t->after = TOY_NEVER;
}

static void a_stuck_printer_is_given_up(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.naks = -1;
    assert_printed(PRINT_NOT_BEGUN, ERR_TIMEOUT);
    assert_false(slip_hangs());
    toy.naks = 0;
    toy.after = 5000;
    toy.at_after = nak_for_ever;
    assert_printed(PRINT_INCOMPLETE, ERR_TIMEOUT);
    assert_true(slip_hangs());
}

static void the_port_tells_when_the_pipe_is_full(void **state)
{
    (void)state;
    static const struct {
        uint8_t port;
        enum err why;
    } cases[] = {{0x20, ERR_PAPER_OUT}, {0x10, ERR_DEVICE_FAULT}};
    assert_ok(toy_open(&toy));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        toy.port = cases[i].port;
        toy.naks = 0;
        toy.after = (long)toy.got_size + 5000;
        toy.at_after = nak_for_ever;
        assert_printed(PRINT_INCOMPLETE, cases[i].why);
    }
}

static void forgetting_takes_the_way_there_is(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.knows_clear = false;
    toy.after = 5000;
    toy.at_after = open_cover;
    assert_printed(PRINT_INCOMPLETE, ERR_COVER_OPEN);
    assert_int_equal(toy.resets, 1);
    toy.status[2] = 0x12;
    toy.reset_fails = ERR_STALL;
    toy.after = (long)toy.got_size + 5000;
    toy.at_after = open_cover;
    assert_printed(PRINT_INCOMPLETE, ERR_COVER_OPEN);
    assert_int_equal(toy.resets2, 1);
    toy.status[2] = 0x12;
    toy.reset2_fails = ERR_IO;
    toy.after = (long)toy.got_size + 5000;
    toy.at_after = open_cover;
    assert_printed(PRINT_UNKNOWN, ERR_COVER_OPEN); /* the rest may still come out */
}

static void without_its_word_nothing_is_done(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.knows_process_id = toy.knows_gs_r = false;
    assert_ok(escpos_driver.check(&toy.device));
    assert_printed(PRINT_UNKNOWN, ERR_UNKNOWN_OUTCOME);
    assert_int_equal(toy.clears, 1);
    assert_int_equal(toy_count(&toy, CUT, 3), 1);
    toy.knows_gs_r = true; /* it was busy when it was asked the first time */
    assert_ok(escpos_driver.check(&toy.device));
    assert_printed(PRINT_DONE, ERR_NONE);
}

static void fall_silent(struct toy *t)
{
    t->mute = true;
    t->knows_process_id = false;
}

static void silence_at_the_end_is_unknown(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.after = 22000;
    toy.at_after = fall_silent;
    assert_printed(PRINT_UNKNOWN, ERR_UNKNOWN_OUTCOME);
}

static void confirm_and_run_out(struct toy *t)
{
    t->at_after = NULL;
    run_out(t);
}

static void the_word_counts_more_than_the_status(void **state)
{
    (void)state;
    struct receipt_job job;
    enum err why;
    assert_ok(toy_open(&toy));
    SLIP(&job, {RECEIPT_TEXT, "短"}); /* one piece */
    toy.after = 1;
    toy.at_after = confirm_and_run_out; /* the paper ends with the slip's last line */
    assert_int_equal(PRINT_DONE, escpos_driver.print(&toy.device, &job, &why));
    receipt_job_wipe(&job);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(paper_out_on_the_way),
        TEST(half_a_slip_goes_out_by_itself),
        TEST(a_crash_does_not_forget_the_half_slip),
        TEST(a_cut_that_was_lost_is_made_again),
        TEST(cancelled_on_the_way),
        TEST(cancelled_before),
        TEST(unplugged_on_the_way),
        TEST(a_slow_printer_is_not_broken),
        TEST(a_printer_too_busy_to_answer_is_not_broken),
        TEST(a_stuck_printer_is_given_up),
        TEST(the_port_tells_when_the_pipe_is_full),
        TEST(forgetting_takes_the_way_there_is),
        TEST(without_its_word_nothing_is_done),
        TEST(silence_at_the_end_is_unknown),
        TEST(the_word_counts_more_than_the_status),
    };
    return run_dialogue_tests(tests, ARRAY_LEN(tests));
}
