/* SPDX-License-Identifier: Apache-2.0 */
/* Every way a card reader is connected, through the real libusb: the same visit with each. */
#include "tests/unit/check.h"

#include <signal.h>
#include <string.h>

#include "tests/unit/drivers/service/cabinet.h"

#define CITIZEN "card present " TEST_DATA "/id-cards/sample_cn_1295.bin"
#define PERMIT  "card present " TEST_DATA "/id-cards/sample_hmt_1295.bin"

static struct cabinet c;
static const char *reader; /* the one this story is about */

/* The reader of the start makes room for another. */
static void begin_with(const char *name)
{
    reader = name;
    cabinet_begin(&c);
    cabinet_say(&c, "unplug reader");
    cabinet_wait_reader(&c, DEVICE_ABSENT, false);
    cabinet_say(&c, "plug %s", reader);
    cabinet_wait_reader(&c, DEVICE_READY, false);
}

static int begin_pair(void **state)
{
    (void)state;
    begin_with("reader-b");
    return 0;
}

static int begin_hid(void **state)
{
    (void)state;
    begin_with("reader-hid");
    return 0;
}

static void write_settings(void)
{
    char path[128];
    snprintf(path, sizeof path, "%s/kiosk.ini", c.folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f,
            "[kiosk]\ncode=K017\ntitle=T\narea_code=140802\nhelp_phone=12345\nscreen_mm=600\n"
            "[province]\nurl=https://localhost:1/k\ntimeout_s=5\n"
            "[devices]\nreceipt_profile=none\ncard_reader_tty=%s/receipts/reader-line\n"
            "[visit]\nidle_s=60\nwarn_s=20\nresult_s=60\n",
            c.folder);
    fclose(f);
}

/* kiosk-devices must know the line's path when it starts. */
static int begin_line(void **state)
{
    (void)state;
    reader = "reader-line";
    cabinet_begin(&c);
    cabinet_stop_devices(&c, SIGTERM);
    write_settings();
    c.idcard.state = DEVICE_ABSENT; /* what the former service told is over */
    cabinet_start_devices(&c);
    cabinet_wait_reader(&c, DEVICE_READY, false); /* at the start it is absent too */
    cabinet_say(&c, "unplug reader");
    cabinet_wait_reader(&c, DEVICE_ABSENT, false);
    cabinet_say(&c, "plug %s", reader);
    cabinet_wait_reader(&c, DEVICE_READY, false);
    return 0;
}

static int end(void **state)
{
    (void)state;
    cabinet_end(&c);
    return 0;
}

static void read_one(uint32_t token)
{
    char expected[64];
    cabinet_identify(&c, token);
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, CITIZEN);
    snprintf(expected, sizeof expected, "%u read 张三 11010519491231002X", token);
    cabinet_wait(&c, expected);
    cabinet_wait_reader(&c, DEVICE_NEEDS_CITIZEN, true);
    cabinet_say(&c, "card lift");
    cabinet_wait_reader(&c, DEVICE_READY, false);
}

static void a_card_is_read_and_seen_to_go(void **state)
{
    (void)state;
    assert_string_equal("05.01-20261123-0000000017-0000000042", c.idcard.serial);
    read_one(1);
}

static void fails_and_comes_back(const char *fault)
{
    cabinet_identify(&c, 1);
    cabinet_wait(&c, "idcard0 busy");
    cabinet_say(&c, "fault %s %s", reader, fault);
    cabinet_wait(&c, "idcard0 broken");
    cabinet_wait(&c, "1 hint no-reader");
    cabinet_say(&c, "fault %s clear", reader);
    cabinet_wait_looking_again(&c, "idcard0");
    cabinet_say(&c, PERMIT);
    cabinet_wait(&c, "1 read 陈大文");
}

static void a_mute_one_comes_back(void **state)
{
    (void)state;
    fails_and_comes_back("mute");
}

static void a_halted_one_comes_back(void **state)
{
    (void)state;
    fails_and_comes_back("stall");
}

static void garbage_is_no_card(void **state)
{
    (void)state;
    fails_and_comes_back("garbage");
}

static void short_answers_are_no_card(void **state)
{
    (void)state;
    fails_and_comes_back("short");
}

/* Each answer comes after its question's time: all are drained, none is taken for another. */
static void late_answers_belong_to_nobody(void **state)
{
    (void)state;
    cabinet_identify(&c, 1);
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, "fault %s late 1200", reader);
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "idcard0 broken");
    cabinet_never(&c, "1 read");
    cabinet_say(&c, "card lift");
    cabinet_say(&c, "fault %s clear", reader);
    cabinet_wait_looking_again(&c, "idcard0");
    cabinet_say(&c, PERMIT);
    cabinet_wait(&c, "1 read 陈大文");
}

static void one_that_leaves_in_the_record_comes_back(void **state)
{
    (void)state;
    cabinet_identify(&c, 1);
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, CITIZEN);
    cabinet_wait(&c, "1 hint reading");
    cabinet_say(&c, "fault %s unplug-after 700", reader);
    cabinet_wait(&c, "idcard0 absent");
    cabinet_never(&c, "1 read");
    cabinet_say(&c, "card lift");
    cabinet_say(&c, "plug %s", reader);
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, PERMIT);
    cabinet_wait(&c, "1 read 陈大文");
}

/* The id of the HID adapter is on other things too: one that does not answer is suspect. */
static void a_thing_with_the_adapters_id_is_suspect(void **state)
{
    (void)state;
    cabinet_begin(&c);
    cabinet_say(&c, "unplug reader");
    cabinet_wait_reader(&c, DEVICE_ABSENT, false);
    cabinet_say(&c, "fault reader-hid mute");
    cabinet_say(&c, "plug reader-hid");
    cabinet_wait_reader(&c, DEVICE_SUSPECT, false);
    cabinet_identify(&c, 1);
    cabinet_wait(&c, "1 hint no-reader");
    cabinet_end(&c);
}

#define story(name, begin) cmocka_unit_test_setup_teardown(name, begin, end)
#define stories(begin)                                                                             \
    story(a_card_is_read_and_seen_to_go, begin), story(a_mute_one_comes_back, begin),              \
        story(a_halted_one_comes_back, begin), story(garbage_is_no_card, begin),                   \
        story(short_answers_are_no_card, begin), story(late_answers_belong_to_nobody, begin),      \
        story(one_that_leaves_in_the_record_comes_back, begin)

int main(void)
{
    const struct CMUnitTest tests[] = {
        stories(begin_pair),
        stories(begin_hid),
        stories(begin_line),
        cmocka_unit_test(a_thing_with_the_adapters_id_is_suspect),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
