/* SPDX-License-Identifier: Apache-2.0 */
/* The file of a recording, and what it is made of. */
#include "tests/unit/check.h"

#include "tests/unit/drivers/record/logs.h"

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    struct record r = record_of("sam", 0xff), again;
    char *text, *second;
    size_t size, second_size;
    ask(&r, SAM_STATUS);
    answer(&r, SAM_OK, "", 0);
    control_in(&r, (struct wire_control){0x80, 6, 0x0303, 0x0409}, "\x0c\x03R\0001\0002\0", 8);
    const struct wire_entry odd[] = {
        {.act = WIRE_ACT_IN, .endpoint = 0x81, .room = 64, .timeout_ms = 9, .result = ERR_TIMEOUT},
        {.act = WIRE_ACT_CLEAR_HALT, .endpoint = 0x81, .result = ERR_GONE},
        {.act = WIRE_ACT_RESET, .us = UINT32_MAX},
        {.act = WIRE_ACT_CONTROL_OUT, .control = {0x21, 0x0a, 0, 0}},
    };
    for (size_t i = 0; i < ARRAY_LEN(odd); i++)
        assert_ok(wire_log_add(&r.log, &odd[i]));
    assert_ok(record_scrub(&r, why));
    assert_ok(record_write(&r, &text, &size));
    assert_null(strstr(text, "R0001"));
    assert_null(strstr(text, "52003100"));
    assert_ok(record_read(text, size, &again, why));
    assert_ok(record_write(&again, &second, &second_size));
    assert_string_equal(text, second);
    assert_int_equal(ERR_TIMEOUT, again.log.entry[3].result);
    assert_true(again.log.entry[2].invented);
    record_done(&r);
    record_done(&again);
    free(text);
    free(second);
}

#define HEAD "budayang-recording 1\ndriver sam\nrow x\nusb 1:2 0100\nstrings 0 0\n"
#define BODY HEAD "interface 0 0 ff 00 00\nendpoint 81 bulk 64\nopened 0\n"

static void what_is_not_one_is_refused_with_its_line(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "budayang-recording 2\n",
        HEAD "opened 0\n",
        HEAD "interface 0 0 ff 00\n",
        HEAD "interface 0 0 fff 00 00\n",
        HEAD "endpoint 81 bulk 64\n",
        HEAD "interface 0 0 ff 00 00\nendpoint 81 bilk 64\n",
        HEAD "interface 0 0 ff 00 00\nendpoint 81 bulk 4096\n",
        HEAD "interface 0 0 ff 00 00\nopened 1\n",
        HEAD "interface 0 0 ff 00 00\nin 81 - 1 1 ok 1 00\n",
        BODY "in 81 - 1 1 ok 1 0\nend 1\n",
        BODY "in 81 - 1 1 ok 1 0G\nend 1\n",
        BODY "in 81 - 1 1 ok 1 0000\nend 1\n",
        BODY "in 81 - 1 1 nonsense 1 00\nend 1\n",
        BODY "in 81 - 1 1 ok 1 00 \nend 1\n",
        BODY "in  81 - 1 1 ok 1 00\nend 1\n",
        BODY "in 81 - -1 1 ok 1 00\nend 1\n",
        BODY "in 81 - 99999999 1 ok 1 00\nend 1\n",
        BODY "in 81 80/00/0000/0000 1 1 ok 1 00\nend 1\n",
        BODY "control-in 00 - 1 1 ok 1 00\nend 1\n",
        BODY "control-in 00 00/00/0000/0000 1 1 ok 1 00\nend 1\n",
        BODY "in 81 - 1 1 ok 1 00\n",
        BODY "in 81 - 1 1 ok 1 00\nend 2\n",
        BODY "end 0\nend 0\n",
        BODY "strange 1\nend 0\n",
        BODY "in 81 - 1 1 ok 1 G0\nend 1\n",
        BODY "in zz - 1 1 ok 1 00\nend 1\n",
        BODY "in 81 - 1 x ok 1 00\nend 1\n",
        BODY "in 81 - 1 1 ok x 00\nend 1\n",
        BODY "in 81 - 1 1 ok 99999999999999999999999 00\nend 1\n",
        BODY "in 81 - 1 1x ok 1 00\nend 1\n",
        BODY "control-in 00 80/00/0000 1 1 ok 1 00\nend 1\n",
        BODY "control-in 00 80/00/0000/0000/ 1 1 ok 1 00\nend 1\n",
        BODY "in 81 - 1 1 ok 1 00 a b c\nend 1\n",
        BODY "end x\n",
        HEAD "end 0\n",
        HEAD "usb 1-2 0100\n",
        HEAD "usb 1:2: 0100\n",
        HEAD "usb 1:2 g\n",
        HEAD "strings x 0\n",
        HEAD "strings 0 256\n",
        HEAD "interface 0 0 ff 00 00\nendpoint zz bulk 64\n",
        HEAD "interface 0 0 ff 00 00\nendpoint 81 bulk x\n",
        HEAD "driver xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
    };
    struct record r = {.interface = 77};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        if (record_read(bad[i], strlen(bad[i]), &r, why) == ERR_NONE || !why[0])
            fail_msg("number %zu is taken: %s", i, bad[i]);
    assert_err(ERR_FORMAT, record_read("budayang\0", 9, &r, why));
    assert_int_equal(77, r.interface);
    assert_ok(record_read(BODY "in 81 - 1 1 ok 1 ~00\nend 1\n", strlen(BODY) + 27, &r, why));
    record_done(&r);
}

/* `line` so many times, behind `head`. */
static enum err read_repeated(const char *head, const char *line, size_t times, struct record *r)
{
    size_t len = strlen(line), at = strlen(head);
    AUTO(auto_free) char *text = malloc(at + len * times + 1);
    assert_non_null(text);
    memcpy(text, head, at);
    for (size_t i = 0; i < times; i++, at += len)
        memcpy(text + at, line, len);
    return record_read(text, at, r, why);
}

static void what_is_too_much_is_refused(void **state)
{
    (void)state;
    struct record r;
    assert_err(ERR_FORMAT,
               read_repeated(HEAD, "interface 0 0 ff 00 00\n", WIRE_INTERFACES_MAX + 1, &r));
    assert_non_null(strstr(why, "too many interfaces"));
    assert_err(ERR_FORMAT, read_repeated(HEAD "interface 0 0 ff 00 00\n", "endpoint 81 bulk 64\n",
                                         WIRE_ENDPOINTS_MAX + 1, &r));
    assert_non_null(strstr(why, "too many endpoints"));
    assert_err(ERR_TOO_LONG,
               read_repeated(BODY, "reset 00 - 0 0 ok 0 -\n", WIRE_LOG_ENTRIES + 1, &r));
    assert_non_null(strstr(why, "no room"));
    assert_err(ERR_TOO_LONG, record_read("", RECORD_TEXT_MAX + 1, &r, why));
}

/* A serial line has no ids; the last line may end without its end. */
static void a_line_s_recording_is_read_again(void **state)
{
    (void)state;
    struct record r = record_of("scanner-line", 0), again;
    char *text;
    size_t size;
    r.identity.kind = WIRE_TTY;
    add(&r, WIRE_ACT_IN, 0x81, "A1\r", 3);
    assert_ok(record_scrub(&r, why));
    assert_ok(record_write(&r, &text, &size));
    assert_null(strstr(text, "\nusb "));
    assert_ok(record_read(text, size - 1, &again, why));
    assert_int_equal(WIRE_TTY, again.identity.kind);
    assert_int_equal(1, again.log.count);
    record_done(&r);
    record_done(&again);
    free(text);
}

static void a_log_is_bounded(void **state)
{
    (void)state;
    struct wire_log log = {0};
    static uint8_t much[1 << 20];
    const struct wire_entry e = {.act = WIRE_ACT_OUT, .data = much, .size = sizeof much};
    for (int i = 0; i < WIRE_LOG_BYTES / (1 << 20); i++)
        assert_ok(wire_log_add(&log, &e));
    assert_err(ERR_TOO_LONG, wire_log_add(&log, &e));
    assert_true(log.full);
    wire_log_done(&log);
    const struct wire_entry none = {.act = WIRE_ACT_RESET};
    for (int i = 0; i < WIRE_LOG_ENTRIES; i++)
        assert_ok(wire_log_add(&log, &none));
    assert_err(ERR_TOO_LONG, wire_log_add(&log, &none));
    wire_log_done(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(what_is_not_one_is_refused_with_its_line),
        cmocka_unit_test(what_is_too_much_is_refused),
        cmocka_unit_test(a_line_s_recording_is_read_again),
        cmocka_unit_test(a_log_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
