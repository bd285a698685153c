/* SPDX-License-Identifier: Apache-2.0 */
/* A card's way from the plate to the bridge: kiosk-sim, the real libusb, kiosk-devices, a client.
 */
#include "tests/unit/check.h"

#include <signal.h>
#include <string.h>

#include "tests/unit/drivers/service/cabinet.h"

#define CITIZEN "card present " TEST_DATA "/id-cards/sample_cn_1295.bin"
#define PERMIT  "card present " TEST_DATA "/id-cards/sample_hmt_1295.bin"

static struct cabinet c;

static int begin(void **state)
{
    (void)state;
    cabinet_begin(&c);
    return 0;
}

static int end(void **state)
{
    (void)state;
    cabinet_end(&c);
    return 0;
}

static void a_placed_card_is_read_and_there_until_it_is_lifted(void **state)
{
    (void)state;
    cabinet_identify(&c, 1);
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "1 hint reading");
    cabinet_wait(&c, "1 read 张三 11010519491231002X");
    cabinet_wait_reader(&c, DEVICE_NEEDS_CITIZEN, true);
    cabinet_say(&c, "card lift");
    cabinet_wait_reader(&c, DEVICE_READY, false);
}

static void a_card_that_lay_there_identifies_nobody(void **state)
{
    (void)state;
    cabinet_say(&c, CITIZEN);
    cabinet_wait_reader(&c, DEVICE_NEEDS_CITIZEN, true);
    cabinet_step(&c, 3000); /* longer than a hurried hand is ahead of the page */
    cabinet_identify(&c, 1);
    cabinet_wait(&c, "1 hint lift-first");
    cabinet_say(&c, "card lift");
    cabinet_wait_reader(&c, DEVICE_BUSY, false);
    cabinet_never(&c, "1 read");
    cabinet_say(&c, PERMIT);
    cabinet_wait(&c, "1 read 陈大文");
}

static void a_card_a_moment_ahead_of_the_command_is_read(void **state)
{
    (void)state;
    cabinet_say(&c, CITIZEN);
    cabinet_wait_reader(&c, DEVICE_NEEDS_CITIZEN, true);
    cabinet_identify(&c, 1);
    cabinet_wait(&c, "1 hint reading");
    cabinet_wait(&c, "1 read 张三");
}

static void the_card_of_the_last_visit_is_noticed_after_a_crash(void **state)
{
    (void)state;
    cabinet_identify(&c, 1);
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "1 read");
    cabinet_stop_devices(&c, SIGKILL);
    cabinet_start_devices(&c);
    cabinet_wait_reader(&c, DEVICE_NEEDS_CITIZEN, true);
    cabinet_identify(&c, 2);
    cabinet_wait(&c, "2 hint lift-first");
    cabinet_say(&c, "card lift");
    cabinet_wait_reader(&c, DEVICE_BUSY, false);
    cabinet_say(&c, PERMIT);
    cabinet_wait(&c, "2 read 陈大文");
}

static void the_command_survives_the_reader(void **state)
{
    (void)state;
    cabinet_identify(&c, 1);
    cabinet_wait(&c, "idcard0 busy");
    cabinet_say(&c, "unplug reader");
    cabinet_wait(&c, "1 hint no-reader");
    cabinet_say(&c, "plug reader");
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "1 read 张三");
}

static void a_mute_reader_is_broken_until_it_speaks_again(void **state)
{
    (void)state;
    cabinet_identify(&c, 1);
    cabinet_wait(&c, "idcard0 busy");
    cabinet_say(&c, "fault reader mute");
    cabinet_wait(&c, "idcard0 broken");
    cabinet_wait(&c, "1 hint no-reader");
    cabinet_say(&c, "fault reader clear");
    cabinet_wait_looking_again(&c, "idcard0");
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "1 read 张三");
}

static void recovers_from(const char *fault)
{
    cabinet_identify(&c, 1);
    cabinet_wait(&c, "idcard0 busy");
    cabinet_say(&c, "fault reader %s", fault);
    cabinet_wait(&c, "idcard0 broken");
    cabinet_say(&c, "fault reader clear");
    cabinet_wait_looking_again(&c, "idcard0");
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "1 read 张三");
}

static void stalled_pipes_are_cleared(void **state)
{
    (void)state;
    recovers_from("stall");
}

static void garbage_is_never_a_card(void **state)
{
    (void)state;
    recovers_from("garbage");
}

static void short_answers_are_no_answers(void **state)
{
    (void)state;
    recovers_from("short");
}

static void late_answers_are_never_taken_for_others(void **state)
{
    (void)state;
    recovers_from("late 1500");
}

static void a_reader_that_leaves_in_the_middle_of_a_record_comes_back(void **state)
{
    (void)state;
    cabinet_identify(&c, 1);
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, "fault reader unplug-after 600");
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "idcard0 absent");
    cabinet_wait(&c, "1 hint no-reader");
    cabinet_say(&c, "card lift");
    cabinet_say(&c, "fault reader clear");
    cabinet_say(&c, "plug reader");
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "1 read 张三");
}

static void lifted_too_early_means_again(void **state)
{
    (void)state;
    cabinet_identify(&c, 1);
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, "fault reader late 200");
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "1 hint reading");
    cabinet_say(&c, "card lift");
    cabinet_say(&c, "fault reader clear");
    cabinet_wait(&c, "1 hint again");
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "1 read 张三");
}

static void one_reader_serves_one_command(void **state)
{
    (void)state;
    cabinet_identify(&c, 1);
    cabinet_wait(&c, "idcard0 busy");
    cabinet_identify(&c, 2);
    cabinet_wait(&c, "2 ended busy");
    assert_ok(devices_client_cancel(c.client, 1));
    cabinet_identify(&c, 3);
    cabinet_wait(&c, "1 ended cancelled");
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "3 ");
    cabinet_say(&c, "card lift");
    assert_ok(devices_client_cancel(c.client, 3));
}

static void a_caller_that_went_holds_nothing(void **state)
{
    (void)state;
    struct devices_client *other;
    const struct devices_events silent = {0};
    assert_ok(devices_client_new(c.loop, c.timers, &silent, &other));
    while (!devices_client_is_up(other))
        assert_true(sd_event_run(c.loop, 100000) >= 0);
    assert_ok(devices_client_identify(other, 9));
    cabinet_wait(&c, "idcard0 busy");
    devices_client_free(other);
    cabinet_wait(&c, "idcard0 ready");
    cabinet_identify(&c, 1);
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "1 read 张三");
}

static void a_foreign_thing_on_the_plate_is_said_to_be_one(void **state)
{
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s/odd.card", c.folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("name=测试\nsex=1\nnation=01\nbirth=19491331\naddress=测试路\n"
          "number=11010519491231002X\nissuer=测试\nvalid_from=20200101\nvalid_to=长期\n",
          f);
    fclose(f);
    cabinet_identify(&c, 1);
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, "card present %s", path);
    cabinet_wait(&c, "1 hint not-a-card");
    cabinet_say(&c, "card lift");
    cabinet_wait_reader(&c, DEVICE_BUSY, false);
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "1 read 张三");
}

/* The module's own words, each to what the citizen is told and what becomes of the reader. */
static void hinted(const char *status, const char *hint)
{
    static uint32_t token = 100;
    char expected[40];
    cabinet_identify(&c, ++token);
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, "fault reader status %s x 1", status);
    cabinet_say(&c, CITIZEN);
    snprintf(expected, sizeof expected, "%u hint %s", token, hint);
    cabinet_wait(&c, expected);
    cabinet_say(&c, "card lift");
    cabinet_say(&c, "fault reader clear");
    cabinet_wait_reader(&c, DEVICE_BUSY, false);
    cabinet_say(&c, CITIZEN);
    snprintf(expected, sizeof expected, "%u read 张三", token);
    cabinet_wait(&c, expected);
    cabinet_say(&c, "card lift");
    cabinet_wait_reader(&c, DEVICE_READY, false);
}

static void what_the_module_says_of_a_card_reaches_the_citizen(void **state)
{
    (void)state;
    hinted("41", "again");
    hinted("81", "again");
    hinted("31", "again");
    hinted("33", "again");
    hinted("47", "again");
    hinted("32", "not-a-card");
    hinted("40", "not-a-card");
}

static void mended(const char *status, const char *event)
{
    cabinet_say(&c, "fault reader status %s", status);
    cabinet_wait(&c, event);
    cabinet_say(&c, "fault reader clear");
    cabinet_wait_rested(&c, "idcard0 ready");
    cabinet_wait_reader(&c, DEVICE_READY, false);
}

static void what_the_module_says_of_itself_calls_staff(void **state)
{
    (void)state;
    mended("66", "idcard0 needs-staff");
    mended("60", "idcard0 needs-staff");
    mended("24", "idcard0 broken");
    mended("10", "idcard0 broken");
    mended("11", "idcard0 broken");
}

static void misheard_once_is_not_noticed(void **state)
{
    (void)state;
    cabinet_identify(&c, 1);
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, "fault reader status 10 x 1");
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "1 read 张三");
    cabinet_never(&c, "idcard0 broken");
}

static void the_other_devices_work_beside_it(void **state)
{
    (void)state;
    struct receipt_job job = {.count = 1, .line[0] = {.kind = RECEIPT_TEXT, .scale = 1}};
    assert_ok(secret_set_text(&job.line[0].text, "你好"));
    cabinet_identify(&c, 1);
    assert_ok(devices_client_scan(c.client, 2));
    cabinet_wait_looking(&c, "scanner0");
    cabinet_say(&c, "scan text HELLO");
    cabinet_wait(&c, "2 scanned HELLO");
    assert_ok(devices_client_print(c.client, 3, &job));
    cabinet_wait(&c, "3 printed done ok");
    cabinet_say(&c, "unplug printer");
    cabinet_wait(&c, "receipt0 absent");
    assert_ok(devices_client_print(c.client, 4, &job));
    cabinet_wait(&c, "4 printed not-begun absent");
    cabinet_say(&c, "plug printer");
    cabinet_wait(&c, "receipt0 ready");
    receipt_job_wipe(&job);
}

#define story(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        story(a_placed_card_is_read_and_there_until_it_is_lifted),
        story(a_card_that_lay_there_identifies_nobody),
        story(a_card_a_moment_ahead_of_the_command_is_read),
        story(the_card_of_the_last_visit_is_noticed_after_a_crash),
        story(the_command_survives_the_reader),
        story(a_mute_reader_is_broken_until_it_speaks_again),
        story(stalled_pipes_are_cleared),
        story(garbage_is_never_a_card),
        story(short_answers_are_no_answers),
        story(late_answers_are_never_taken_for_others),
        story(a_reader_that_leaves_in_the_middle_of_a_record_comes_back),
        story(lifted_too_early_means_again),
        story(one_reader_serves_one_command),
        story(a_caller_that_went_holds_nothing),
        story(a_foreign_thing_on_the_plate_is_said_to_be_one),
        story(what_the_module_says_of_a_card_reaches_the_citizen),
        story(what_the_module_says_of_itself_calls_staff),
        story(misheard_once_is_not_noticed),
        story(the_other_devices_work_beside_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
