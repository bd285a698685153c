/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of a slip that is out: seen, taken, taken back, stuck; and printers that cannot
 * see it, or say nothing at all. */
#include "tests/unit/check.h"

#include <fcntl.h>

#include "drivers/receipt/presenter.h"
#include "tests/unit/drivers/receipt/dialogue.h"

#define COLLECT                                                                                    \
    "\x1B"                                                                                         \
    "C\x01"

static void pass(int64_t ms)
{
    char path[128];
    snprintf(path, sizeof path, "%s/clock", folder);
    int64_t offset = 0;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    if (read(fd, &offset, sizeof offset) != sizeof offset)
        offset = 0;
    offset += ms;
    assert_int_equal(sizeof offset, pwrite(fd, &offset, sizeof offset, 0));
    close(fd);
}

static void on_pause(void *user, int64_t ms)
{
    (void)user;
    pass(ms);
}

static void open_presenter(void)
{
    toy.settings.receipt_profile = "custom-vkp80iii";
    toy.device_id = "MFG:CUSTOM;MDL:VKP80III;";
    toy.knows_process_id = toy.knows_clear = false;
    toy.presents = true;
    toy.fake.on_pause = on_pause;
    pass(0);
    assert_ok(toy_open(&toy));
}

/* ---- the table ---- */

static void a_slip_s_ways(void **state)
{
    (void)state;
    struct receipt_profile profile;
    struct presenter p = {.place = PRESENTER_EMPTY};
    assert_ok(profile_load("custom-kpm", &profile, NULL));
    assert_false(presenter_see(&p, &profile, false, 1000));
    assert_int_equal(presenter_flags(&p), 0);
    assert_false(presenter_see(&p, &profile, true, 1000));
    assert_int_equal(presenter_flags(&p), DEVICE_FLAG_MEDIA_PRESENT);
    assert_int_equal(presenter_rest(&p), DEVICE_NEEDS_CITIZEN);
    assert_false(presenter_see(&p, &profile, true, 30999));
    assert_false(presenter_see(&p, &profile, false, 31000));
    assert_int_equal(presenter_flags(&p), DEVICE_FLAG_MEDIA_TAKEN);
    assert_int_equal(presenter_rest(&p), DEVICE_READY);
    assert_false(presenter_see(&p, &profile, true, 40000));
    assert_true(presenter_see(&p, &profile, true, 70000));
    assert_false(presenter_see(&p, &profile, true, 74999));
    assert_int_equal(presenter_flags(&p), DEVICE_FLAG_MEDIA_PRESENT);
    assert_false(presenter_see(&p, &profile, true, 75000));
    assert_int_equal(presenter_flags(&p), DEVICE_FLAG_MEDIA_JAMMED);
    assert_int_equal(presenter_rest(&p), DEVICE_NEEDS_STAFF);
    assert_false(presenter_see(&p, &profile, false, 80000)); /* staff pulled it out */
    assert_int_equal(presenter_flags(&p), 0);
    assert_int_equal(p.retracted, 0);
    assert_false(presenter_see(&p, &profile, true, 90000));
    assert_true(presenter_see(&p, &profile, true, 120000));
    assert_false(presenter_see(&p, &profile, false, 121000));
    assert_int_equal(presenter_flags(&p), DEVICE_FLAG_MEDIA_RETRACTED);
    assert_int_equal(p.retracted, 1);
    presenter_forget(&p);
    assert_int_equal(presenter_flags(&p), 0);
}

static void kept_or_pushed_out(void **state)
{
    (void)state;
    struct receipt_profile profile;
    struct presenter p = {.place = PRESENTER_EMPTY};
    assert_ok(profile_load("custom-kpm", &profile, NULL));
    profile.left = LEFT_KEEP;
    assert_false(presenter_see(&p, &profile, true, 1000));
    assert_false(presenter_see(&p, &profile, true, 1000000));
    profile.left = LEFT_EJECT;
    assert_true(presenter_see(&p, &profile, true, 1000001));
    assert_false(presenter_see(&p, &profile, false, 1000002));
    assert_int_equal(presenter_flags(&p), 0); /* who has it, nobody knows */
    assert_int_equal(p.retracted, 0);
}

/* ---- the dialogue ---- */

static void a_slip_waits_until_it_is_taken(void **state)
{
    (void)state;
    open_presenter();
    assert_shown(0, DEVICE_READY);
    assert_int_equal(toy.device.check_ms, 0);
    assert_printed(PRINT_DONE, ERR_NONE);
    assert_shown(DEVICE_FLAG_MEDIA_PRESENT, DEVICE_NEEDS_CITIZEN);
    assert_true(toy.device.check_ms > 0);
    pass(29000);
    assert_shown(DEVICE_FLAG_MEDIA_PRESENT, DEVICE_NEEDS_CITIZEN);
    toy.own[2] = 0;
    assert_shown(DEVICE_FLAG_MEDIA_TAKEN, DEVICE_READY);
    assert_int_equal(toy.collected, 0);
    assert_printed(PRINT_DONE, ERR_NONE);
    assert_shown(DEVICE_FLAG_MEDIA_PRESENT, DEVICE_NEEDS_CITIZEN);
}

static void a_slip_that_is_left_goes_into_the_bin(void **state)
{
    (void)state;
    open_presenter();
    assert_printed(PRINT_DONE, ERR_NONE);
    pass(31000);
    assert_shown(DEVICE_FLAG_MEDIA_PRESENT, DEVICE_NEEDS_CITIZEN); /* told, not yet gone */
    assert_int_equal(toy.collected, 1);
    assert_shown(DEVICE_FLAG_MEDIA_RETRACTED, DEVICE_READY);
    pass(60000);
    assert_shown(DEVICE_FLAG_MEDIA_RETRACTED, DEVICE_READY);
    assert_int_equal(toy.collected, 1);
}

static void the_next_citizen_finds_an_empty_output(void **state)
{
    (void)state;
    open_presenter();
    assert_printed(PRINT_DONE, ERR_NONE);
    size_t before = toy.got_size;
    assert_printed(PRINT_DONE, ERR_NONE);
    assert_int_equal(toy.collected, 1);
    assert_memory_equal(toy.got + before, COLLECT, 3); /* before anything of the new one */
    assert_shown(DEVICE_FLAG_MEDIA_PRESENT, DEVICE_NEEDS_CITIZEN);
}

static void a_slip_that_does_not_go_stops_the_printer(void **state)
{
    (void)state;
    open_presenter();
    assert_printed(PRINT_DONE, ERR_NONE);
    toy.stuck = true;
    size_t before = toy.got_size;
    assert_printed(PRINT_NOT_BEGUN, ERR_PAPER_JAM);
    assert_int_equal(toy.got_size, before + 3);
    assert_shown(DEVICE_FLAG_MEDIA_JAMMED, DEVICE_NEEDS_STAFF);
    toy.own[2] = 0;
    assert_shown(0, DEVICE_READY);
}

static void a_jam_behind_the_cut_is_no_slip(void **state)
{
    (void)state;
    open_presenter();
    toy.jams = true;
    assert_printed(PRINT_INCOMPLETE, ERR_PAPER_JAM);
    assert_shown(DEVICE_FLAG_MEDIA_JAMMED, DEVICE_NEEDS_STAFF);
    assert_printed(PRINT_NOT_BEGUN, ERR_PAPER_JAM);
    toy.jams = false;
    toy.own[4] = 0;
    assert_shown(0, DEVICE_READY);
    assert_printed(PRINT_DONE, ERR_NONE);
}

/* It lay there before we began: nobody's of those who come now. */
static void a_slip_from_before_a_crash_is_collected(void **state)
{
    (void)state;
    toy.own[2] = 0x20;
    open_presenter();
    assert_shown(DEVICE_FLAG_MEDIA_PRESENT, DEVICE_NEEDS_CITIZEN);
    pass(31000);
    assert_shown(DEVICE_FLAG_MEDIA_PRESENT, DEVICE_NEEDS_CITIZEN);
    assert_shown(DEVICE_FLAG_MEDIA_RETRACTED, DEVICE_READY);
}

/* Taken while it still came out, or the sensor is blind: nothing is claimed. */
static void an_unseen_slip_is_not_waited_for(void **state)
{
    (void)state;
    open_presenter();
    toy.presents = false;
    assert_printed(PRINT_DONE, ERR_NONE);
    assert_in_range(toy.fake.paused_ms, 1000, 5000);
    assert_shown(0, DEVICE_READY);
}

static void without_a_sensor_nobody_waits(void **state)
{
    (void)state;
    toy.settings.receipt_profile = "citizen-pmu";
    toy.device_id = "MFG:CITIZEN;MDL:PMU2300III;";
    toy.fake.on_pause = on_pause;
    assert_ok(toy_open(&toy));
    assert_printed(PRINT_DONE, ERR_NONE);
    assert_int_equal(toy.fake.paused_ms, 0);
    assert_shown(0, DEVICE_READY);
    assert_int_equal(toy_count(&toy, "\x1DR\x30", 3), 1); /* before the slip, unseen */
}

static void half_a_slip_goes_into_the_bin(void **state)
{
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s/receipt0.unfinished", folder);
    fclose(fopen(path, "w"));
    open_presenter();
    assert_ok(escpos_driver.check(&toy.device));
    assert_int_equal(toy_count(&toy, "\x1Bi" COLLECT, 5), 1);
    assert_int_equal(toy_count(&toy, "\x1CP", 2), 0);
    assert_false(slip_hangs());
}

/* ---- printers that say nothing ---- */

static void open_one_way(void)
{
    toy.fake.interface.endpoint_count = 1;
    toy.one_way = true;
    toy.knows_clear = false;
    assert_ok(toy_open(&toy));
}

static void a_one_way_printer_is_only_written_to(void **state)
{
    (void)state;
    open_one_way();
    assert_shown(0, DEVICE_READY);
    assert_printed(PRINT_UNKNOWN, ERR_UNKNOWN_OUTCOME);
    assert_int_equal(toy.status_asked, 0);
    toy.port = 0x20;
    assert_int_equal(toy.resets, 0);
    assert_shown(DEVICE_FLAG_PAPER_OUT, DEVICE_NEEDS_STAFF);
    assert_shown(DEVICE_FLAG_PAPER_OUT, DEVICE_NEEDS_STAFF);
    assert_int_equal(toy.resets, 1); /* an end of it may have waited for the new roll */
    assert_printed(PRINT_NOT_BEGUN, ERR_PAPER_OUT);
    toy.port = 0x18;
    assert_shown(0, DEVICE_READY);
}

/* All of it was sent; the paper takes its time, and nobody tells when it is out. */
static void what_nobody_confirmed_is_cut_off_after_a_loss(void **state)
{
    (void)state;
    const char eject[] = "\x1B@\x1B"
                         "d\x03\x1DV\x42\x10";
    open_one_way();
    assert_printed(PRINT_UNKNOWN, ERR_UNKNOWN_OUTCOME);
    assert_printed(PRINT_UNKNOWN, ERR_UNKNOWN_OUTCOME); /* the next comes behind its cut */
    assert_shown(0, DEVICE_READY);
    assert_int_equal(toy_count(&toy, eject, sizeof eject - 1), 0);
    assert_true(slip_hangs());
    escpos_driver.close(&toy.device);
    assert_ok(escpos_driver.open(&toy.device));
    assert_shown(0, DEVICE_READY);
    assert_int_equal(toy_count(&toy, eject, sizeof eject - 1), 1);
    assert_true(slip_hangs()); /* that may be lost, too */
    pass(10000);               /* the real clock goes on as well */
    assert_shown(0, DEVICE_READY);
    assert_true(slip_hangs());
    pass(10000);
    assert_shown(0, DEVICE_READY);
    assert_false(slip_hangs());
    escpos_driver.close(&toy.device);
    assert_ok(escpos_driver.open(&toy.device));
    assert_shown(0, DEVICE_READY);
    assert_int_equal(toy_count(&toy, eject, sizeof eject - 1), 1);
}

static void lose_paper(struct toy *t)
{
    t->port = 0x20;
}

static void its_port_tells_on_the_way(void **state)
{
    (void)state;
    open_one_way();
    toy.after = 3000;
    toy.at_after = lose_paper;
    assert_printed(PRINT_INCOMPLETE, ERR_PAPER_OUT);
    assert_int_equal(toy.resets, 1);
    toy.port = 0x18;
    assert_printed(PRINT_UNKNOWN, ERR_UNKNOWN_OUTCOME);
}

static void a_silent_clone_with_its_profile(void **state)
{
    (void)state;
    toy.settings.receipt_profile = "generic-58-one-way";
    toy.mute = toy.port_stalls = true;
    toy.knows_clear = toy.knows_gs_r = toy.knows_process_id = false;
    assert_ok(toy_open(&toy));
    assert_shown(0, DEVICE_READY);
    assert_printed(PRINT_UNKNOWN, ERR_UNKNOWN_OUTCOME);
}

static void a_jam_bit_of_one_s_own(void **state)
{
    (void)state;
    toy.device_id = "MFG:SNBC;MDL:BT-T080;";
    assert_ok(toy_open(&toy));
    toy.status[3] = 0x16;
    assert_shown(DEVICE_FLAG_MEDIA_JAMMED, DEVICE_NEEDS_STAFF);
    assert_printed(PRINT_NOT_BEGUN, ERR_PAPER_JAM);
    toy.status[3] = 0x12;
    assert_shown(0, DEVICE_READY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_slip_s_ways),
        TEST(kept_or_pushed_out),
        TEST(a_slip_waits_until_it_is_taken),
        TEST(a_slip_that_is_left_goes_into_the_bin),
        TEST(the_next_citizen_finds_an_empty_output),
        TEST(a_slip_that_does_not_go_stops_the_printer),
        TEST(a_jam_behind_the_cut_is_no_slip),
        TEST(a_slip_from_before_a_crash_is_collected),
        TEST(an_unseen_slip_is_not_waited_for),
        TEST(without_a_sensor_nobody_waits),
        TEST(half_a_slip_goes_into_the_bin),
        TEST(a_one_way_printer_is_only_written_to),
        TEST(what_nobody_confirmed_is_cut_off_after_a_loss),
        TEST(its_port_tells_on_the_way),
        TEST(a_silent_clone_with_its_profile),
        TEST(a_jam_bit_of_one_s_own),
    };
    return run_dialogue_tests(tests, ARRAY_LEN(tests));
}
