/* SPDX-License-Identifier: Apache-2.0 */
/* What the scrubbers leave, replace and refuse. */
#include "tests/unit/check.h"

#include "drivers/idcard/card_codec.h"
#include "drivers/record/invented_card.h"
#include "tests/unit/drivers/record/logs.h"

static void a_protocol_nobody_knows_is_refused(void **state)
{
    (void)state;
    struct record r = record_of("camera", 0);
    assert_err(ERR_UNSUPPORTED, record_scrub(&r, why));
    assert_non_null(strstr(why, "camera"));
}

/* Every layout's invented card is one that the reader's codec takes without a finding. */
static void invented_cards_are_good_cards(void **state)
{
    (void)state;
    static const char letters[] = {' ', 0, 'I', 'J', 'Y'};
    for (size_t i = 0; i < sizeof letters; i++) {
        uint8_t text[256];
        struct id_record record = {0};
        memset(text, 0x41, sizeof text);
        text[248] = (uint8_t)letters[i];
        text[249] = 0;
        assert_true(invented_card(text));
        enum err e = card_read(bytes_of(text, sizeof text), 20261126, &record);
        if (e != ERR_NONE)
            fail_msg("letter %c: %s", letters[i], err_name(e));
        assert_int_equal(0, record.findings);
        id_record_wipe(&record);
    }
    uint8_t text[256] = {0};
    text[248] = 'Q';
    assert_false(invented_card(text));
}

static void assert_sam(bool taken, enum sam_command command, uint8_t status, const void *data,
                       size_t size)
{
    struct record r = record_of("sam", 0xff);
    ask(&r, command);
    answer(&r, status, data, size);
    enum err e = record_scrub(&r, why);
    if (taken != (e == ERR_NONE))
        fail_msg("command %04x, %zu bytes: %s %s", command, size, err_name(e), why);
    struct sam_answer said;
    const struct wire_entry *in = &r.log.entry[1];
    if (taken) {
        assert_ok(sam_read_answer(bytes_of(in->data, in->size), &said));
        assert_int_equal(size, said.data.size);
        if (size > 0)
            assert_memory_not_equal(data, said.data.data, size);
    }
    record_done(&r);
}

static void answers_are_replaced_or_refused(void **state)
{
    (void)state;
    uint8_t data[4 + 256 + 1024], many[4 + 256 + 1024];
    memset(data, 0x37, sizeof data);
    assert_sam(true, SAM_STATUS, SAM_OK, data, 0);
    assert_sam(true, SAM_SERIAL, SAM_OK, data, 16);
    assert_sam(false, SAM_SERIAL, SAM_OK, data, 17);
    assert_sam(true, SAM_FIND, SAM_FOUND, data, 4);
    assert_sam(false, SAM_FIND, SAM_FOUND, data, 9);
    assert_sam(true, SAM_SELECT, SAM_OK, data, 8);
    assert_sam(true, SAM_ADDRESSES, SAM_OK, data, 70);
    assert_sam(false, SAM_ADDRESSES, SAM_OK, data, 71);
    assert_sam(false, SAM_STATUS, SAM_OK, data, 1);
    assert_sam(false, (enum sam_command)0x3010, SAM_OK, data, 70);
    assert_sam(false, SAM_READ, SAM_OK, data, sizeof data); /* lengths that do not fit */
    memcpy(many, data, sizeof many);
    memcpy(many, "\x01\x00\x04\x00", 4);
    assert_sam(false, SAM_READ, SAM_OK, many, sizeof many); /* no layout has the letter 7 */
    many[4 + 248] = ' ';
    many[4 + 249] = 0;
    assert_sam(true, SAM_READ, SAM_OK, many, sizeof many);
}

/* An answer that stopped in its middle says nothing in the file. */
static void half_an_answer_is_erased(void **state)
{
    (void)state;
    struct record r = record_of("sam", 0xff);
    uint8_t half[] = {0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x05, 0x08, 0, 0, 0x90, 0x31, 0x00, 0x37};
    ask(&r, SAM_READ);
    add(&r, WIRE_ACT_IN, 0x81, half, sizeof half);
    ask(&r, SAM_STATUS);
    answer(&r, SAM_OK, "", 0);
    assert_ok(record_scrub(&r, why));
    for (size_t i = 7; i < sizeof half; i++)
        assert_int_equal(0, r.log.entry[1].data[i]);
    record_done(&r);
}

static void garbage_is_refused(void **state)
{
    (void)state;
    struct record r = record_of("sam", 0xff);
    ask(&r, SAM_READ);
    add(&r, WIRE_ACT_IN, 0x81, "11010519491231002X", 18);
    assert_err(ERR_UNSUPPORTED, record_scrub(&r, why));
    assert_non_null(strstr(why, "transfer 2"));
    record_done(&r);
}

static void assert_printer(bool taken, const char *sent, size_t size, const char *gone)
{
    struct record r = record_of("escpos", 7);
    size_t half = size / 2; /* commands may be cut anywhere */
    add(&r, WIRE_ACT_OUT, 0x01, sent, half);
    add(&r, WIRE_ACT_OUT, 0x01, sent + half, size - half);
    enum err e = record_scrub(&r, why);
    if (taken != (e == ERR_NONE))
        fail_msg("%zu bytes: %s %s", size, err_name(e), why);
    uint8_t all[256];
    memcpy(all, r.log.entry[0].data, half);
    memcpy(all + half, r.log.entry[1].data, size - half);
    if (taken && gone && memmem(all, size, gone, strlen(gone)))
        fail_msg("%s is still there", gone);
    if (taken && !gone)
        assert_memory_equal(sent, all, size);
    record_done(&r);
}

#define ROW(taken, text, gone)                                                                     \
    {                                                                                              \
        taken, text, sizeof text - 1, gone                                                         \
    }

/* What is sent to a printer; whether it is understood, and what must not be left of it. */
static const struct {
    bool taken;
    const char *text;
    size_t size;
    const char *gone;
} sent_to_printers[] = {
    ROW(true,
        "\x1b@\x1b"
        "a\x01\x1b"
        "E\x01\x10\x04\x01",
        NULL),
    ROW(true, "\x1b@Name 110105\n", "110105"),
    ROW(true, "\xcd\xf5\xbd\xa8\xb9\xfa\n", "\xbd\xa8"), /* GBK */
    ROW(true,
        "\x95\x32\x82\x36"
        "A\n",
        "\x95\x32\x82\x36"), /* GB18030, four bytes */
    ROW(true,
        "\x1d(k\x09\x00\x31\x50\x30"
        "SECRET\x1d(k\x03\x00\x31\x51\x30",
        "SECRET"),
    ROW(true,
        "\x1dv0\x00\x02\x00\x02\x00"
        "ABCD",
        "ABCD"),
    ROW(true,
        "\x1b*\x00\x04\x00"
        "ABCD",
        "ABCD"),
    ROW(true,
        "\x1dk\x49\x06"
        "{BSECR",
        "SECR"),
    ROW(true,
        "\x1d(H\x06\x00\x30\x30"
        "0001",
        NULL),
    ROW(false,
        "\x1b\x7f"
        "A",
        NULL),
    ROW(false, "\x01", NULL),
    ROW(true,
        "\x95\xff\x81 \x81\x3a"
        "A\n",
        "\x95\xff"), /* halves of letters */
    ROW(true, "A\x81", "\x81"),
    ROW(true, "\x81\x31", "\x81\x31"),
    ROW(true, "\x1d(L\x0e\x00\x30\x70\x30\x01\x01\x31\x08\x00\x02\x00SECR", "SECR"),
    ROW(true, "\x1d(L\x05\x00\x30\x43\x30\x01\x02", NULL), /* nothing is stored by it */
    ROW(true, "\x1d(k\x04\x00\x31\x41\x32\x00", NULL),
    ROW(true, "\x1d(A\x02\x00\x00\x02", NULL),
    ROW(true, "\x1d(k\x00\x00", NULL),
    ROW(false, "\x1d(A\x10\x00SECRETSECRETSECR", NULL),
    ROW(true, "\x1b(A\x02\x00\x30\x00", NULL),
    ROW(true, "\x1c(A\x02\x00\x30\x00", NULL),
    ROW(true,
        "\x1b"
        "D\x08\x10\x18\x20\x28\x30\x00",
        NULL),
    ROW(true, "\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", NULL),
    ROW(false,
        "\x1dv0\x00\x02\x00\x02\x00"
        "AB",
        NULL), /* ends too early */
};
#undef ROW

static void paper_shows_nobody(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(sent_to_printers); i++)
        assert_printer(sent_to_printers[i].taken, sent_to_printers[i].text,
                       sent_to_printers[i].size, sent_to_printers[i].gone);
}

static void a_printers_words_are_states(void **state)
{
    (void)state;
    struct record r = record_of("escpos", 7);
    add(&r, WIRE_ACT_IN, 0x82, "\x12\x12", 2);
    control_in(&r, (struct wire_control){0xa1, 0, 0, 0}, "\0\x13MFG:A;SN:KP12345;X;", 21);
    assert_ok(record_scrub(&r, why));
    assert_memory_equal("\0\x13MFG:A;SN:0000000;X;", r.log.entry[1].data, 21);
    add(&r, WIRE_ACT_IN, 0x82, "_SERIAL1234", 11);
    assert_err(ERR_UNSUPPORTED, record_scrub(&r, why));
    record_done(&r);
    r = record_of("escpos", 7);
    add(&r, WIRE_ACT_IN, 0x82, "\xff", 1);
    assert_err(ERR_UNSUPPORTED, record_scrub(&r, why));
    record_done(&r);
}

/* The number may be the first or the last field; port status and reset say nothing of anybody. */
static void a_printers_requests(void **state)
{
    (void)state;
    static const struct {
        struct wire_control control;
        enum err expected;
    } cases[] = {
        {{0xa1, 1, 0, 0}, ERR_NONE},        {{0x21, 2, 0, 0}, ERR_NONE},
        {{0x23, 2, 0, 0}, ERR_NONE},        {{0x80, 6, 0x0100, 0}, ERR_NONE},
        {{0xa1, 3, 0, 0}, ERR_UNSUPPORTED}, {{0x21, 3, 0, 0}, ERR_UNSUPPORTED},
        {{0x22, 2, 0, 0}, ERR_UNSUPPORTED},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct record r = record_of("escpos", 7);
        control_in(&r, cases[i].control, "\x18", 1);
        assert_err(cases[i].expected, record_scrub(&r, why));
        record_done(&r);
    }
    struct record r = record_of("escpos", 7);
    control_in(&r, (struct wire_control){0xa1, 0, 0, 0}, "\0\x10sern:77;SN:KP99", 17);
    control_in(&r, (struct wire_control){0xa1, 0, 0, 0}, "\0\x04S", 3);
    assert_ok(record_scrub(&r, why));
    assert_memory_equal("\0\x10sern:00;SN:0000", r.log.entry[0].data, 17);
    record_done(&r);
}

/* The transfer is named in which the strange command stands. */
static void the_place_of_a_strange_command(void **state)
{
    (void)state;
    struct record r = record_of("escpos", 7);
    add(&r, WIRE_ACT_OUT, 0x01, "abc\n", 4);
    add(&r, WIRE_ACT_RESET, 0, "", 0);
    add(&r, WIRE_ACT_OUT, 0x01, "", 0);
    add(&r, WIRE_ACT_OUT, 0x01, "d\x01", 2);
    assert_err(ERR_UNSUPPORTED, record_scrub(&r, why));
    assert_non_null(strstr(why, "transfer 4"));
    record_done(&r);
}

/* Two presses of one key in a row, held keys, capitals: the same number of letters, none the same.
 */
static void typed_letters_are_others(void **state)
{
    (void)state;
    static const uint8_t reports[][8] = {{2, 0, 0x0e}, {0}, {0, 0, 0x0e}, {0, 0, 0x0e, 0x27}, {0},
                                         {0, 0, 0x28}, {0}};
    struct record r = record_of("wedge", 3);
    for (size_t i = 0; i < ARRAY_LEN(reports); i++)
        add(&r, WIRE_ACT_IN, 0x81, reports[i], 8);
    assert_ok(record_scrub(&r, why));
    const struct wire_entry *e = r.log.entry;
    assert_int_equal(0, e[0].data[0]);
    assert_int_not_equal(e[0].data[2], e[2].data[2]);
    assert_int_equal(e[2].data[2], e[3].data[2]);
    assert_int_not_equal(e[3].data[2], e[3].data[3]);
    assert_int_equal(0x28, e[5].data[2]);
    record_done(&r);
    r = record_of("wedge", 3);
    add(&r, WIRE_ACT_IN, 0x81, "\0\0\x3a\0\0\0\0\0", 8); /* F1 */
    assert_err(ERR_UNSUPPORTED, record_scrub(&r, why));
    record_done(&r);
}

static void lines_and_reports_show_no_code(void **state)
{
    (void)state;
    struct record r = record_of("scanner-line", 2);
    add(&r, WIRE_ACT_IN, 0x81, "110105X\xe7\x8e\x8b\r\n", 12);
    assert_ok(record_scrub(&r, why));
    assert_null(memmem(r.log.entry[0].data, 12, "110105", 6));
    assert_memory_equal("\r\n", r.log.entry[0].data + 10, 2);
    add(&r, WIRE_ACT_OUT, 0x01, "x", 1);
    assert_err(ERR_UNSUPPORTED, record_scrub(&r, why));
    record_done(&r);
    r = record_of("hidpos", 3);
    add(&r, WIRE_ACT_IN, 0x81, "\x02\x05HELLO", 7);
    assert_err(ERR_UNSUPPORTED, record_scrub(&r, why)); /* where the data stand is not known */
    record_done(&r);
}

static void a_request_nobody_knows_is_refused(void **state)
{
    (void)state;
    static const char *const drivers[] = {"sam", "escpos", "hidpos", "scanner-line", "wedge"};
    for (size_t i = 0; i < ARRAY_LEN(drivers); i++) {
        struct record r = record_of(drivers[i], 3);
        control_in(&r, (struct wire_control){0xc0, 1, 0, 0}, "secret", 6);
        assert_err(ERR_UNSUPPORTED, record_scrub(&r, why));
        record_done(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_protocol_nobody_knows_is_refused),
        cmocka_unit_test(invented_cards_are_good_cards),
        cmocka_unit_test(answers_are_replaced_or_refused),
        cmocka_unit_test(half_an_answer_is_erased),
        cmocka_unit_test(garbage_is_refused),
        cmocka_unit_test(paper_shows_nobody),
        cmocka_unit_test(a_printers_words_are_states),
        cmocka_unit_test(a_printers_requests),
        cmocka_unit_test(the_place_of_a_strange_command),
        cmocka_unit_test(typed_letters_are_others),
        cmocka_unit_test(lines_and_reports_show_no_code),
        cmocka_unit_test(a_request_nobody_knows_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
