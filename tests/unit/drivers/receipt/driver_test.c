/* SPDX-License-Identifier: Apache-2.0 */
/* The dialogue with a receipt printer: hello, status, a slip, and printers of other kinds. */
#include "tests/unit/check.h"

#include "tests/unit/drivers/receipt/dialogue.h"

/* ---- open ---- */

static void it_says_hello_and_forgets(void **state)
{
    (void)state;
    assert_ok(escpos_driver.open(&toy.device));
    assert_string_equal(toy.device.info.model, "T1");
    assert_int_equal(toy.clears, 1);
    assert_int_equal(toy.got_size, 0); /* nothing that could print */
}

static void a_silent_id_is_no_hindrance(void **state)
{
    (void)state;
    toy.id_stalls = true;
    toy.knows_clear = false;
    toy.reset_fails = ERR_STALL;
    toy.reset2_fails = ERR_STALL;
    assert_ok(toy_open(&toy));
    assert_string_equal(toy.device.info.model, "ESC/POS 80 mm");
}

static void assert_not_opened(enum err expected)
{
    assert_err(expected, toy_open(&toy));
    assert_null(toy.device.own);
}

static void what_is_no_receipt_printer_is_refused(void **state)
{
    (void)state;
    toy.device_id = "MFG:X;CMD:PJL,PCLXL;MDL:Laser;";
    assert_not_opened(ERR_REFUSED);
    toy.device_id = "";
    toy.settings.receipt_profile = "no-such-profile";
    assert_not_opened(ERR_STATE);
    toy.settings.receipt_profile = "generic-58";
    toy.fake.interface.endpoint_count = 1;
    assert_not_opened(ERR_UNSUPPORTED);
    toy.fake.interface.endpoint_count = 2;
    toy.device.settings = NULL;
    toy.knows_clear = false;
    toy.reset_fails = ERR_GONE;
    assert_not_opened(ERR_GONE);
}

/* ---- check ---- */

static void its_state_is_shown(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    assert_shown(0, DEVICE_READY);
    toy.status[4] = 0x1E;
    assert_shown(DEVICE_FLAG_PAPER_LOW, DEVICE_READY);
    toy.status[4] = 0x7E;
    assert_shown(DEVICE_FLAG_PAPER_OUT, DEVICE_NEEDS_STAFF);
    toy.status[4] = 0x12;
    toy.status[2] = 0x16;
    assert_shown(DEVICE_FLAG_COVER_OPEN, DEVICE_NEEDS_STAFF);
    toy.status[2] = 0x12;
    toy.status[3] = 0x1A;
    assert_shown(0, DEVICE_NEEDS_STAFF);
    toy.status[3] = 0x12;
    assert_shown(0, DEVICE_READY);
}

static void it_learns_the_confirmation_once(void **state)
{
    (void)state;
    toy.knows_process_id = false;
    assert_ok(toy_open(&toy));
    toy.status[1] = 0x1A; /* offline: not asked now */
    assert_ok(escpos_driver.check(&toy.device));
    assert_int_equal(toy.got_size, 0);
    toy.status[1] = 0x12;
    assert_ok(escpos_driver.check(&toy.device));
    assert_int_equal(toy_count(&toy, "\x1D(H", 3), 1);
    assert_int_equal(toy_count(&toy, "\x1Dr\x01\x1B@", 5),
                     1); /* and clears what it may have read */
    size_t before = toy.got_size;
    assert_ok(escpos_driver.check(&toy.device));
    assert_int_equal(toy.got_size, before);
    assert_printed(PRINT_DONE, ERR_NONE);
    assert_int_equal(toy_count(&toy, "\x1D(H", 3), 1);
}

static void a_mute_printer_is_not_well(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.mute = true;
    assert_err(ERR_TIMEOUT, escpos_driver.check(&toy.device));
    toy.mute = false;
    toy.status[3] = 0xFF;
    assert_err(ERR_TIMEOUT, escpos_driver.check(&toy.device));
}

static void a_babbling_printer_is_not_well(void **state)
{
    (void)state;
    toy.babbles = true;
    assert_not_opened(ERR_OVERFLOW);
    toy.babbles = false;
    assert_ok(toy_open(&toy));
    toy.babbles = true;
    assert_err(ERR_OVERFLOW, escpos_driver.check(&toy.device));
    assert_err(ERR_OVERFLOW, escpos_driver.check(&toy.device));
}

static void late_answers_are_not_mixed_up(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.late = 1;
    assert_err(ERR_TIMEOUT, escpos_driver.check(&toy.device));
    toy.say[0] = 0x7E; /* of a question long ago: would be "paper out" */
    toy.say_size = 1;
    assert_shown(0, DEVICE_READY);
}

/* ---- print ---- */

static void a_slip_is_sent_once_and_confirmed(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    assert_printed(PRINT_DONE, ERR_NONE);
    assert_int_equal(toy_count(&toy, CUT, 3), 1);
    assert_int_equal(toy_count(&toy, "\x1D(H\x06\0\x30\x30", 7), 1);
    assert_int_equal(toy.clears, 0);
    assert_false(slip_hangs());
    assert_printed(PRINT_DONE, ERR_NONE);
    assert_int_equal(toy_count(&toy, CUT, 3), 2);
}

static void a_wrong_job_reaches_nothing(void **state)
{
    (void)state;
    struct receipt_job job;
    enum err why;
    assert_ok(toy_open(&toy));
    SLIP(&job, {RECEIPT_TEXT, "a\x1B@"});
    unsigned asked = toy.status_asked;
    assert_int_equal(PRINT_NOT_BEGUN, escpos_driver.print(&toy.device, &job, &why));
    assert_err(ERR_ENCODING, why);
    assert_int_equal(toy.status_asked, asked);
    assert_int_equal(toy.got_size, 0);
    receipt_job_wipe(&job);
}

static void trouble_before_is_not_begun(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.status[2] = 0x32;
    assert_printed(PRINT_NOT_BEGUN, ERR_PAPER_OUT);
    toy.status[2] = 0x16;
    assert_printed(PRINT_NOT_BEGUN, ERR_COVER_OPEN);
    toy.status[2] = 0x12;
    toy.status[3] = 0x1A;
    assert_printed(PRINT_NOT_BEGUN, ERR_DEVICE_FAULT);
    toy.status[3] = 0x12;
    toy.mute = true;
    assert_printed(PRINT_NOT_BEGUN, ERR_TIMEOUT);
    assert_int_equal(toy.got_size, 0);
    assert_false(slip_hangs());
}

static void cool_down(void *user, int64_t ms)
{
    struct toy *t = user;
    (void)ms;
    t->status[1] = t->status[3] = 0x12;
}

static void a_hot_printer_is_waited_for(void **state)
{
    (void)state;
    assert_ok(toy_open(&toy));
    toy.status[1] = 0x1A;
    toy.status[3] = 0x52;
    assert_printed(PRINT_NOT_BEGUN, ERR_DEVICE_FAULT);
    assert_int_equal(toy.fake.paused_ms, 3000);
    toy.fake.on_pause = cool_down;
    assert_printed(PRINT_DONE, ERR_NONE);
}

static void open_cover(struct toy *t)
{
    t->status[2] = 0x16;
}

/* ---- profiles of other printers ---- */

static void use_profile(const char *from, const char *to)
{
    AUTO(auto_free) char *text = NULL;
    char path[256];
    size_t size;
    assert_ok(
        paths_read_file(SOURCE_ROOT "/assets/devices/receipt/generic-58.ini", 8192, &text, &size));
    const char *at = strstr(text, from);
    assert_non_null(at);
    snprintf(path, sizeof path, "%s/devices/receipt/other.ini", folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    fclose(f);
    setenv("BUDAYANG_ASSETS", folder, 1);
    toy.settings.receipt_profile = "other";
    enum err e = toy_open(&toy);
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    unlink(path);
    assert_ok(e);
}

static void a_printer_without_confirmation_is_never_done(void **state)
{
    (void)state;
    use_profile("confirm = gs-r", "confirm = none");
    assert_ok(escpos_driver.check(&toy.device));
    assert_printed(PRINT_UNKNOWN, ERR_UNKNOWN_OUTCOME);
    assert_int_equal(toy.resets, 0); /* it may still be printing */
    assert_int_equal(toy_count(&toy, "\x1Dr\x01", 3), 0);
    assert_true(slip_hangs()); /* until the paper had its time */
}

static void a_printer_is_asked_for_no_more_than_it_can(void **state)
{
    (void)state;
    use_profile("confirm = gs-r", "confirm = gs-r");
    toy.knows_gs_r = false;
    assert_ok(escpos_driver.check(&toy.device));
    assert_printed(PRINT_UNKNOWN, ERR_UNKNOWN_OUTCOME);
    assert_int_equal(toy.resets, 1); /* its profile says reset */
    assert_int_equal(toy.clears, 0);
}

static void enq_is_followed_by_a_reset(void **state)
{
    (void)state;
    use_profile("discard = reset", "discard = dle-enq");
    unsigned before = toy.recovers;
    toy.after = 3000;
    toy.at_after = open_cover;
    assert_printed(PRINT_INCOMPLETE, ERR_COVER_OPEN);
    assert_int_equal(toy.recovers, before + 1);
    assert_int_equal(toy.resets, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_says_hello_and_forgets),
        TEST(a_silent_id_is_no_hindrance),
        TEST(what_is_no_receipt_printer_is_refused),
        TEST(its_state_is_shown),
        TEST(it_learns_the_confirmation_once),
        TEST(a_mute_printer_is_not_well),
        TEST(a_babbling_printer_is_not_well),
        TEST(late_answers_are_not_mixed_up),
        TEST(a_slip_is_sent_once_and_confirmed),
        TEST(a_wrong_job_reaches_nothing),
        TEST(trouble_before_is_not_begun),
        TEST(a_hot_printer_is_waited_for),
        TEST(a_printer_without_confirmation_is_never_done),
        TEST(a_printer_is_asked_for_no_more_than_it_can),
        TEST(enq_is_followed_by_a_reset),
    };
    return run_dialogue_tests(tests, ARRAY_LEN(tests));
}
