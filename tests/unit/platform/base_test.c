/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <poll.h>
#include <string.h>

#include "platform/base/bytes.h"
#include "platform/base/clock.h"
#include "platform/base/err.h"
#include "platform/base/secret.h"
#include "platform/base/settings.h"
#include "platform/base/text.h"

static void error_words_go_both_ways(void **state)
{
    (void)state;
    assert_string_equal("paper-out", err_name(ERR_PAPER_OUT));
    assert_int_equal(ERR_PAPER_OUT, err_from_name("paper-out"));
    assert_int_equal(ERR_CAT_STAFF, err_category(ERR_PAPER_OUT));
    assert_int_equal(ERR_NONE, err_from_name("ok"));
    assert_int_equal(ERR_LIBRARY, err_from_name("no such word"));
}

static void utf16_from_a_card_is_checked(void **state)
{
    (void)state;
    char text[16];
    assert_ok(text_from_utf16le((const uint8_t *)"\x20\x5f\x09\x4e \0 \0", 8, text, sizeof text));
    assert_string_equal("张三", text);
    assert_ok(text_from_utf16le((const uint8_t *)"A\0 \0B\0 \0", 8, text, sizeof text));
    assert_string_equal("A B", text);
    assert_ok(text_from_utf16le((const uint8_t *)"\x42\xd8\xb7\xdf", 4, text, sizeof text));
    assert_string_equal("𠮷", text);
    assert_err(ERR_ENCODING,
               text_from_utf16le((const uint8_t *)"\x42\xd8 \0B\0", 6, text, sizeof text));
    assert_err(ERR_ENCODING, text_from_utf16le((const uint8_t *)"\n\0A\0", 4, text, sizeof text));
    assert_err(ERR_ENCODING, text_from_utf16le((const uint8_t *)"A\0B", 3, text, sizeof text));
    assert_err(ERR_TOO_LONG, text_from_utf16le((const uint8_t *)"A\0B\0", 4, text, 2));
}

static void utf8_is_strict(void **state)
{
    (void)state;
    assert_true(text_is_utf8("王小明", strlen("王小明")));
    assert_false(text_is_utf8("\xc1\xaa", 2));
    assert_false(text_is_utf8("\xed\xa0\x80", 3));
    assert_false(text_is_utf8("\xf5\x80\x80\x80", 4));
    assert_false(text_is_utf8("a\0b", 3));
    assert_false(text_is_utf8("\xe7\x8e", 2));
    assert_int_equal(3, text_count("王小明"));
}

static void numbers_are_masked(void **state)
{
    (void)state;
    char text[24];
    text_mask("11010519491231002X", 6, 4, text, sizeof text);
    assert_string_equal("110105********002X", text);
    text_mask("12345", 6, 4, text, sizeof text);
    assert_string_equal("*****", text);
}

static void cut_text_keeps_whole_characters(void **state)
{
    (void)state;
    char text[6];
    assert_false(text_copy(text, sizeof text, "王小明"));
    assert_string_equal("王", text);
}

static void bytes_never_run_past_the_end(void **state)
{
    (void)state;
    struct bytes b = bytes_of("\x01\x02\x03", 3);
    assert_int_equal(0x0102, bytes_u16be(&b));
    assert_int_equal(0, bytes_u16be(&b));
    assert_true(b.failed);
    assert_int_equal(0, bytes_u8(&b));
}

static void secrets_replace_and_wipe(void **state)
{
    (void)state;
    struct secret s = {0};
    assert_ok(secret_set_text(&s, "one"));
    assert_ok(secret_set_text(&s, "two"));
    assert_string_equal("two", secret_text(&s));
    secret_wipe(&s);
    assert_string_equal("", secret_text(&s));
    assert_true(secret_is_empty(&s));
}

static const char good_ini[] = "[kiosk]\ncode = K017\ntitle = 盐湖区政务服务\narea_code = 140802\n"
                               "help_phone = 12345\nscreen_mm = 476\n"
                               "[province]\nurl = https://127.0.0.1:8443/kiosk/v1\ntimeout_s = 10\n"
                               "[devices]\nreceipt_profile = generic-80\n"
                               "[visit]\nidle_s = 120\nwarn_s = 60\nresult_s = 60\n";

static void settings_are_typed_and_complete(void **state)
{
    (void)state;
    struct settings s;
    char why[SETTINGS_WHY] = "";
    assert_ok(settings_parse(good_ini, strlen(good_ini), &s, why));
    assert_string_equal("K017", s.kiosk.code);
    assert_int_equal(120, s.visit.idle_s);
    assert_int_equal(70, s.sound.volume); /* left out: as usual */
    assert_int_equal(7, s.sound.night_until_h);
    assert_err(ERR_MISSING, settings_parse("[kiosk]\ncode = K017\n", 20, &s, why));
    const char *bad = "[visit]\nidle_s = 5\n";
    assert_err(ERR_RANGE, settings_parse(bad, strlen(bad), &s, why));
    assert_string_equal("line 2: idle_s: out of range", why);
    assert_string_equal("K017", s.kiosk.code);
    bad = "[sound]\nvolume = 101\n";
    assert_err(ERR_RANGE, settings_parse(bad, strlen(bad), &s, why));
    bad = "[kiosk]\ncolour = red\n";
    assert_err(ERR_FORMAT, settings_parse(bad, strlen(bad), &s, why));
    assert_err(ERR_TOO_LONG, settings_parse("a\0b", 3, &s, why));
}

static void a_pin_has_another_behind_it(void **state)
{
    (void)state;
#define PIN_A "pin = ALfh4zSPT147jAYu4IiKwSeQ935C+hf6hGeCDd8Q1tM=\n"
#define PIN_B "backup_pin = CBl0n4ePeaGpWksC7+fmL0MxIs6Br8KaxArgRlvMxXc=\n"
    static const struct {
        const char *pins;
        enum err wanted;
    } cases[] = {
        {"", ERR_NONE},
        {PIN_A PIN_B, ERR_NONE},
        {PIN_A, ERR_RANGE},
        {PIN_B, ERR_RANGE},
        {PIN_A "backup_pin = ALfh4zSPT147jAYu4IiKwSeQ935C+hf6hGeCDd8Q1tM=\n", ERR_RANGE},
        {PIN_A "backup_pin = short=\n", ERR_RANGE},
        {PIN_A "backup_pin = CBl0n4ePeaGpWksC7+fmL0MxIs6Br8KaxArgRlvMx=c=\n", ERR_RANGE},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char text[1024], why[SETTINGS_WHY] = "";
        struct settings s;
        int n = snprintf(text, sizeof text, "%s[province]\n%s", good_ini, cases[i].pins);
        enum err e = settings_parse(text, (size_t)n, &s, why);
        if (e != cases[i].wanted)
            fail_msg("%zu: %s %s", i, err_name(e), why);
    }
}

static void settings_say_where_keys_are(void **state)
{
    (void)state;
    static const char uri[] = "pkcs11:token=kiosk;object=tls?pin-source=file:/etc/budayang/pin";
    char text[1024];
    struct settings s;
    assert_ok(settings_parse(good_ini, strlen(good_ini), &s, NULL));
    assert_string_equal("", s.keys.tls);
    int n = snprintf(text, sizeof text, "%s[keys]\ntls = %s\nsm2_seal = tpm:0x81010003\n", good_ini,
                     uri); /* a ';' inside a value begins no remark */
    assert_ok(settings_parse(text, (size_t)n, &s, NULL));
    assert_string_equal(uri, s.keys.tls);
    assert_string_equal("", s.keys.sm2);
    assert_string_equal("tpm:0x81010003", s.keys.sm2_seal);
}

static void a_village_is_of_the_kiosks_area(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        bool good;
    } cases[] = {{"140802101203", true},
                 {"", true},
                 {"140803101203", false},
                 {"140802101", false},
                 {"14080210120x", false}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char text[1024], why[SETTINGS_WHY] = "";
        struct settings s;
        int n =
            snprintf(text, sizeof text, "%s[kiosk]\nvillage_code = %s\n", good_ini, cases[i].code);
        enum err e = settings_parse(text, (size_t)n, &s, why);
        if ((e == ERR_NONE) != cases[i].good)
            fail_msg("%s: %s %s", cases[i].code, err_name(e), why);
        if (e == ERR_NONE)
            assert_string_equal(cases[i].code, s.kiosk.village_code);
    }
}

static void settings_take_a_volume(void **state)
{
    (void)state;
    char ini[sizeof good_ini + 64];
    struct settings s;
    snprintf(ini, sizeof ini, "%s[sound]\nvolume = 0\nnight_from_h = 23\n", good_ini);
    assert_ok(settings_parse(ini, strlen(ini), &s, NULL));
    assert_int_equal(0, s.sound.volume);
    assert_int_equal(25, s.sound.night_volume);
    assert_int_equal(23, s.sound.night_from_h);
}

/* For dates and stamps; a deadline is as far away as before. */
static void a_better_clock_sets_the_dates_right(void **state)
{
    (void)state;
    int64_t wall = clock_wall_ms(), now = clock_now_ms(), hour = 3600000;
    clock_correct(2 * hour);
    int64_t right = clock_wall_ms();
    assert_true(right <= wall - 2 * hour + 60000 && right >= wall - 2 * hour);
    assert_true(clock_now_ms() - now < 60000);
    clock_correct(0);
    assert_true(clock_wall_ms() >= wall);
}

static void a_stepped_clock_wakes_a_sleeper(void **state)
{
    (void)state;
    int fd = open(getenv("BUDAYANG_CLOCK"), O_WRONLY);
    int step = clock_step_fd();
    int64_t before = clock_now_ms(), offset = 3600000;
    assert_true(step >= 0);
    assert_int_equal(8, pwrite(fd, &offset, 8, 0));
    struct pollfd p = {.fd = step, .events = POLLIN};
    assert_int_equal(1, poll(&p, 1, 1000));
    assert_true(clock_now_ms() - before >= 3600000);
    assert_false(clock_sleep_until(before + 3600000, -1));
    close(step);
    close(fd);
}

int main(void)
{
    char clock_file[] = "/tmp/clock-XXXXXX";
    int fd = mkstemp(clock_file);
    int64_t zero = 0;
    if (fd < 0 || write(fd, &zero, 8) != 8)
        return 1;
    close(fd);
    setenv("BUDAYANG_CLOCK", clock_file, 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(error_words_go_both_ways),
        cmocka_unit_test(utf16_from_a_card_is_checked),
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(numbers_are_masked),
        cmocka_unit_test(cut_text_keeps_whole_characters),
        cmocka_unit_test(bytes_never_run_past_the_end),
        cmocka_unit_test(secrets_replace_and_wipe),
        cmocka_unit_test(settings_are_typed_and_complete),
        cmocka_unit_test(a_pin_has_another_behind_it),
        cmocka_unit_test(settings_say_where_keys_are),
        cmocka_unit_test(a_village_is_of_the_kiosks_area),
        cmocka_unit_test(settings_take_a_volume),
        cmocka_unit_test(a_better_clock_sets_the_dates_right),
        cmocka_unit_test(a_stepped_clock_wakes_a_sleeper),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(clock_file);
    return failed;
}
