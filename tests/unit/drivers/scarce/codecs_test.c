/* SPDX-License-Identifier: Apache-2.0 */
/* The drivers' codecs when memory runs out at each of their allocations: nothing half-made comes
 * out, nothing leaks (this runs under ASan too). */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/idcard/card_codec.h"
#include "drivers/receipt/escpos_codec.h"
#include "drivers/record/names.h"
#include "drivers/scanner/hidpos_layout.h"
#include "drivers/scanner/payload.h"
#include "platform/base/paths.h"
#include "tests/unit/drivers/receipt/slip.h"
#include "tests/unit/platform/scarce/scarce.h"

enum { TEXT_AT = 14, TODAY = 20261123 };

static enum err read_card(void *user)
{
    struct id_record record = {0};
    enum err e = card_read(bytes_of(user, 256), TODAY, &record);
    assert_true((e == ERR_NONE) == (record.field[ID_NAME].text != NULL));
    id_record_wipe(&record);
    return e;
}

static void a_card(void **state)
{
    (void)state;
    AUTO(auto_free) char *frame = NULL;
    size_t size;
    assert_ok(paths_read_file(TEST_DATA "/id-cards/sample_cn_1295.bin", 4096, &frame, &size));
    const struct scarce_case c = {.attempt = read_card, .user = frame + TEXT_AT};
    assert_true(scarce_run(&c) > 5);
}

struct slip_case {
    struct receipt_profile profile;
    struct receipt_job job;
};

static enum err encode(void *user)
{
    struct slip_case *s = user;
    AUTO(auto_layout_free) struct layout *layout = NULL;
    struct escpos_job *job = NULL;
    TRY(layout_new(&s->job, s->profile.columns, &layout));
    enum err e = escpos_codec_new(layout, &s->profile, &job);
    assert_true((e == ERR_NONE) == (job != NULL));
    escpos_codec_free(job);
    return e;
}

/* A letter that the printer has not is drawn; the rule and the code are pictures too. */
static void a_slip(void **state)
{
    (void)state;
    char why[PROFILE_WHY] = "";
    struct slip_case s;
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    assert_ok(profile_load("generic-80", &s.profile, why));
    SLIP(&s.job, {RECEIPT_PAIR, "申请人", "张𠮷"}, {RECEIPT_RULE},
         {RECEIPT_QR, "1408022611230047", .align = RECEIPT_CENTRE}, {RECEIPT_FEED});
    const struct scarce_case c = {.attempt = encode, .user = &s};
    assert_true(scarce_run(&c) > 6);
    receipt_job_wipe(&s.job);
}

static enum err parse_descriptor(void *user)
{
    static const uint8_t descriptor[] = {0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x75, 0x08,
                                         0x95, 0x38, 0x09, 0xFE, 0x81, 0x02, 0xC0};
    (void)user;
    struct hidpos_layout layout;
    return hidpos_layout_parse(descriptor, sizeof descriptor, &layout);
}

static void a_scanner_s_descriptor(void **state)
{
    (void)state;
    const struct scarce_case c = {.attempt = parse_descriptor};
    assert_int_equal(1, scarce_run(&c));
}

static enum err read_payload(void *user)
{
    char text[64];
    (void)user;
    if (payload_classify("\xD5\xC5\xC8\xFD", 4) == PAYLOAD_BINARY)
        return ERR_LIBRARY;
    return payload_text("\xD5\xC5\xC8\xFD", 4, text, sizeof text); /* 张三 in GB18030 */
}

static void a_scanned_text(void **state)
{
    (void)state;
    const struct scarce_case c = {.attempt = read_payload};
    assert_int_equal(3, scarce_run(&c));
}

/* Read, made harmless, written: half of it is nothing. */
static enum err copy_recording(void *user)
{
    const char *text = user;
    char why[RECORD_WHY], *again = NULL;
    size_t size = 7;
    struct record r;
    TRY(record_read(text, strlen(text), &r, why));
    enum err e = record_scrub(&r, why);
    if (e == ERR_NONE)
        e = record_write(&r, &again, &size);
    assert_true((e == ERR_NONE) == (again != NULL) && (again || size == 7));
    record_done(&r);
    free(again);
    return e;
}

#define RECORDING(driver)                                                                          \
    RECORD_HEAD "\ndriver " driver "\nrow x\nusb 1:2 0100\nstrings 0 0\n"                          \
                "interface 0 0 ff 00 00\nendpoint 81 bulk 64\nendpoint 02 bulk 64\nopened 0\n"     \
                "out 02 - 1 1 ok 1 0a\nin 81 - 1 1 timeout 1 -\nend 2\n"

static void a_recording(void **state)
{
    (void)state;
    static char printer[] = RECORDING("escpos"), reader[] = RECORDING("sam");
    const struct scarce_case of_printer = {.attempt = copy_recording, .user = printer},
                             of_reader = {.attempt = copy_recording, .user = reader};
    assert_int_equal(6, scarce_run(&of_printer));
    assert_int_equal(6, scarce_run(&of_reader));
}

/* A log without memory is full, and says so; what comes behind its end is not kept. */
static enum err note(void *user)
{
    struct wire_tap *tap;
    struct wire_log log;
    const struct wire_entry e = {.act = WIRE_ACT_OUT, .data = user, .size = 3};
    TRY(wire_tap_new(&tap));
    wire_tap_note(tap, &e);
    wire_tap_note(tap, &e);
    wire_tap_close(tap, &log);
    bool full = log.full;
    assert_true(full ? log.count < 2 : log.count == 2);
    wire_log_done(&log);
    wire_tap_note(tap, &e);
    wire_tap_close(tap, &log);
    assert_int_equal(0, log.count);
    wire_tap_unref(tap);
    return full ? ERR_MEMORY : ERR_NONE;
}

static void a_log_of_transfers(void **state)
{
    (void)state;
    const struct scarce_case c = {.attempt = note, .user = (char[]){"abc"}};
    assert_int_equal(4, scarce_run(&c));
    wire_tap_unref(NULL);
}

int main(void)
{
    scarce_install();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_card),
        cmocka_unit_test(a_slip),
        cmocka_unit_test(a_scanner_s_descriptor),
        cmocka_unit_test(a_scanned_text),
        cmocka_unit_test(a_recording),
        cmocka_unit_test(a_log_of_transfers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
