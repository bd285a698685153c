/* SPDX-License-Identifier: Apache-2.0 */
/* The words of the devices bridge, both ways, when each call on the message fails in turn; and
 * words that are out of bounds. What fails leaves nothing behind. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/bus/interface.h"
#include "drivers/bus/pack.h"
#include "tests/unit/platform/scarce/message.h"
#include "tests/unit/platform/scarce/scarce.h"

static const struct device_info info = {.id = "idcard0", .model = "读卡器", .serial = "1"};
static struct id_record record = {.kind = ID_CITIZEN};
static struct receipt_job job = {
    .count = 2,
    .line = {{.kind = RECEIPT_TEXT, .scale = 1}, {.kind = RECEIPT_PAIR, .align = RECEIPT_RIGHT}}};

/* What sd-bus says of a call. */
static enum err of(int r)
{
    return r < 0 ? ERR_LIBRARY : ERR_NONE;
}

static enum err put_info(sd_bus_message *m)
{
    return of(pack_info(m, &info));
}

static enum err put_record(sd_bus_message *m)
{
    return of(pack_record(m, &record));
}

static enum err put_job(sd_bus_message *m)
{
    return of(pack_job(m, &job));
}

static enum err put_code(sd_bus_message *m)
{
    return of(sd_bus_message_append_array(m, 'y', "a\0b", 3));
}

static enum err put_outcome(sd_bus_message *m)
{
    return of(sd_bus_message_append(m, "us", (uint32_t)PRINT_INCOMPLETE, err_name(ERR_PAPER_OUT)));
}

static enum err get_info(sd_bus_message *m)
{
    struct device_info got = {.id = ""};
    enum err e = unpack_info(m, &got);
    assert_string_equal(e == ERR_NONE ? info.id : "", got.id);
    return e;
}

static enum err get_reason(sd_bus_message *m)
{
    struct device_info got = {.why = ERR_NONE};
    enum err e = unpack_info(m, &got);
    assert_err(e == ERR_NONE ? ERR_PAPER_OUT : ERR_NONE, got.why);
    return e;
}

static enum err put_reason(sd_bus_message *m)
{
    const struct device_info out = {.id = "receipt0", .why = ERR_PAPER_OUT};
    return of(pack_info(m, &out));
}

static enum err get_record(sd_bus_message *m)
{
    struct id_record got = {.kind = ID_CITIZEN};
    enum err e = unpack_record(m, &got);
    assert_string_equal(e == ERR_NONE ? "张三" : "", secret_text(&got.field[ID_NAME]));
    id_record_wipe(&got);
    return e;
}

static enum err get_job(sd_bus_message *m)
{
    struct receipt_job got = {.count = 0};
    enum err e = unpack_job(m, &got);
    assert_int_equal(e == ERR_NONE ? job.count : 0, got.count);
    receipt_job_wipe(&got);
    return e;
}

static enum err get_code(sd_bus_message *m)
{
    const void *data;
    size_t size = 0;
    enum err e = unpack_code(m, &data, &size);
    assert_int_equal(e == ERR_NONE, size > 0);
    return e;
}

static enum err get_outcome(sd_bus_message *m)
{
    enum print_outcome outcome = PRINT_DONE;
    enum err why = ERR_NONE, e = unpack_outcome(m, &outcome, &why);
    assert_err(e == ERR_NONE ? ERR_PAPER_OUT : ERR_NONE, why);
    return e;
}

static const struct message_word words[] = {{put_info, get_info},     {put_reason, get_reason},
                                            {put_record, get_record}, {put_job, get_job},
                                            {put_code, get_code},     {put_outcome, get_outcome}};

static void each_call_on_a_message_fails_once(void **state)
{
    (void)state;
    message_fail_each(words, ARRAY_LEN(words));
}

static const char *longer(size_t size)
{
    static char text[PACK_CODE_MAX + 2];
    memset(text, 'x', size);
    text[size] = '\0';
    return text;
}

enum { TEXTS = 6 };

static void expect_info(enum err wanted, uint32_t class, uint32_t at, const char *texts[TEXTS])
{
    sd_bus_message *m = message_new();
    sd_bus_message_append(m, DEVICES_INFO_SIGNATURE, texts[0], class, at, 0u, texts[1], texts[2],
                          texts[3], texts[4], texts[5], "ok", 0u);
    message_expect(wanted, get_info, m);
}

static void a_device_is_bounded(void **state)
{
    (void)state;
    const char *good[TEXTS] = {"idcard0", "", "", "", "", ""};
    expect_info(ERR_RANGE, DEVICE_CLASS_COUNT, 0, good);
    expect_info(ERR_RANGE, 0, DEVICE_SUSPECT + 1, good);
    for (int i = 0; i < TEXTS; i++) {
        const char *texts[TEXTS] = {"idcard0", "", "", "", "", ""};
        texts[i] = longer(200);
        expect_info(ERR_TOO_LONG, 0, 0, texts);
    }
    /* The end of an array of devices is no mistake. */
    sd_bus_message *m = message_new();
    sd_bus_message_open_container(m, 'a', DEVICES_INFO_SIGNATURE);
    sd_bus_message_close_container(m);
    message_turn(m);
    assert_true(sd_bus_message_enter_container(m, 'a', DEVICES_INFO_SIGNATURE) > 0);
    assert_err(ERR_MISSING, get_info(m));
    sd_bus_message_unref(m);
}

static void expect_record(enum err wanted, uint32_t kind, const char *const fields[2])
{
    sd_bus_message *m = message_new();
    sd_bus_message_append(m, "uu", kind, 0u);
    sd_bus_message_open_container(m, 'a', "s");
    for (int i = 0; i < 2; i++)
        sd_bus_message_append(m, "s", fields[i]);
    sd_bus_message_close_container(m);
    message_expect(wanted, get_record, m);
}

static void a_record_is_bounded(void **state)
{
    (void)state;
    const char *const two[] = {"张三", ""}, *const large[] = {"张三", longer(513)};
    expect_record(ERR_RANGE, ID_FOREIGNER_2023 + 1, two);
    expect_record(ERR_FORMAT, 0, two); /* fields are missing */
    expect_record(ERR_TOO_LONG, 0, large);
}

static void expect_line(enum err wanted, const uint32_t word[3], const char *text,
                        const char *value)
{
    sd_bus_message *m = message_new();
    sd_bus_message_append(m, DEVICES_JOB_SIGNATURE, 1, word[0], word[1], 0, word[2], text, value);
    message_expect(wanted, get_job, m);
}

static void a_job_is_bounded(void **state)
{
    (void)state;
    static const uint32_t good[3] = {RECEIPT_TEXT, RECEIPT_LEFT, 1};
    static const uint32_t bad[][3] = {
        {RECEIPT_FEED + 1, 0, 1}, {0, RECEIPT_RIGHT + 1, 1}, {0, 0, 9}};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        expect_line(ERR_RANGE, bad[i], "", "");
    expect_line(ERR_TOO_LONG, good, longer(RECEIPT_TEXT_MAX + 1), "");
    expect_line(ERR_TOO_LONG, good, "", longer(RECEIPT_TEXT_MAX + 1));
    sd_bus_message *m = message_new();
    sd_bus_message_append(m, DEVICES_JOB_SIGNATURE, 0);
    message_expect(ERR_MISSING, get_job, m);
    m = message_new();
    sd_bus_message_open_container(m, 'a', "(uubuss)");
    for (int i = 0; i <= RECEIPT_LINES_MAX; i++)
        sd_bus_message_append(m, "(uubuss)", 0u, 0u, 0, 1u, "x", "");
    sd_bus_message_close_container(m);
    message_expect(ERR_TOO_LONG, get_job, m);
}

static void codes_and_outcomes_are_bounded(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, PACK_CODE_MAX + 1};
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        sd_bus_message *m = message_new();
        sd_bus_message_append_array(m, 'y', longer(sizes[i]), sizes[i]);
        message_expect(ERR_RANGE, get_code, m);
    }
    sd_bus_message *m = message_new();
    sd_bus_message_append(m, "us", PRINT_UNKNOWN + 1, "ok");
    message_expect(ERR_RANGE, get_outcome, m);
}

int main(void)
{
    assert_ok(secret_set_text(&record.field[ID_NAME], "张三"));
    assert_ok(secret_set_text(&job.line[0].text, "x"));
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_call_on_a_message_fails_once),
        cmocka_unit_test(a_device_is_bounded),
        cmocka_unit_test(a_record_is_bounded),
        cmocka_unit_test(a_job_is_bounded),
        cmocka_unit_test(codes_and_outcomes_are_bounded),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    id_record_wipe(&record);
    receipt_job_wipe(&job);
    return failed;
}
