/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/receipt/escpos_status.h"
#include "drivers/receipt/ieee1284.h"

static uint32_t flags(int n, uint8_t byte)
{
    uint32_t f;
    assert_ok(escpos_status_flags(n, byte, &f));
    return f;
}

static void bits_of_real_time_status(void **state)
{
    (void)state;
    for (int n = 1; n <= ESCPOS_STATUS_KINDS; n++)
        assert_int_equal(flags(n, 0x12), 0);
    assert_int_equal(flags(1, 0x16), 0); /* the drawer is not ours */
    assert_int_equal(flags(1, 0x1A), PRINTER_OFFLINE);
    assert_int_equal(flags(1, 0x32), PRINTER_WAITING);
    assert_int_equal(flags(1, 0x52), PRINTER_FEEDING);
    assert_int_equal(flags(2, 0x16), PRINTER_COVER_OPEN);
    assert_int_equal(flags(2, 0x1A), PRINTER_FEEDING);
    assert_int_equal(flags(2, 0x32), PRINTER_PAPER_OUT);
    assert_int_equal(flags(2, 0x52), PRINTER_FAULT);
    assert_int_equal(flags(3, 0x16), PRINTER_FAULT);
    assert_int_equal(flags(3, 0x1A), PRINTER_CUTTER_FAULT);
    assert_int_equal(flags(3, 0x32), PRINTER_FATAL);
    assert_int_equal(flags(3, 0x52), PRINTER_HOT);
    assert_int_equal(flags(4, 0x1E), PRINTER_PAPER_LOW);
    assert_int_equal(flags(4, 0x7E), PRINTER_PAPER_LOW | PRINTER_PAPER_OUT);
}

static void wrong_fixed_bits_are_refused(void **state)
{
    (void)state;
    uint32_t f = 99;
    for (int b = 0; b < 256; b++)
        assert_int_equal(escpos_status_flags(1, (uint8_t)b, &f) == ERR_NONE, (b & 0x93) == 0x12);
    f = 99;
    assert_err(ERR_FORMAT, escpos_status_flags(2, 0x13, &f));
    assert_err(ERR_RANGE, escpos_status_flags(0, 0x12, &f));
    assert_err(ERR_RANGE, escpos_status_flags(5, 0x12, &f));
    assert_int_equal(f, 99);
}

/* Feeds all bytes; the kinds that came out, as letters. */
static void fed(const char *bytes, size_t size, const char *expected, struct escpos_reply *ret_last)
{
    static const char letters[] = ".raopbwn";
    struct escpos_parser p = {.count = 0};
    char kinds[256];
    size_t n = 0;
    for (size_t i = 0; i < size; i++) {
        struct escpos_reply r = escpos_status_take(&p, (uint8_t)bytes[i]);
        kinds[n++] = letters[r.kind];
        if (r.kind != ESCPOS_NOTHING)
            *ret_last = r;
    }
    kinds[n] = '\0';
    assert_string_equal(expected, kinds);
}

#define FED(bytes, expected, last) fed(bytes, sizeof(bytes) - 1, expected, last)

static void replies_are_told_apart(void **state)
{
    (void)state;
    struct escpos_reply r;
    FED("\x12", "r", &r);
    assert_int_equal(r.byte, 0x12);
    FED("\x0C", "o", &r);
    assert_int_equal(r.byte, 0x0C);
    FED("\x37\"0042\0", "......p", &r);
    assert_string_equal(r.id, "0042");
    FED("\x37%\0", "..b", &r);
    FED("\x5FT80\0\x12", "....br", &r);
    FED("\x53x\0", "..b", &r);
    FED("\x37#0042\0", "......b", &r);
    FED("\x37\"00421\0", ".......b", &r);
    FED("\x5F\"0042\0", "......b", &r);
    FED("\x38\x28\x0C\x0F", "...a", &r);
    assert_int_equal(r.flags, PRINTER_OFFLINE | PRINTER_COVER_OPEN | PRINTER_CUTTER_FAULT |
                                  PRINTER_FATAL | PRINTER_PAPER_OUT);
    FED("\x50\x44\x03\x00", "...a", &r);
    assert_int_equal(r.flags, PRINTER_FEEDING | PRINTER_FAULT | PRINTER_HOT | PRINTER_PAPER_LOW);
}

static void broken_replies_are_left_behind(void **state)
{
    (void)state;
    struct escpos_reply r;
    FED("\x18\x12\x0C", ".ro", &r); /* automatic status cut off by a real-time answer */
    FED("\x18\x00\x18\x00\x00\x00", "..n..a", &r);
    FED("\x37\x22\x12\x12", "..rr", &r);
    FED("\x37\x22\x81", "..n", &r);
    FED("\xFF\x93\x0C", "nno", &r);
    /* a block that never ends is given up at its bound */
    char endless[ESCPOS_BLOCK_MAX + 1];
    memset(endless, 'x', sizeof endless);
    endless[0] = 0x37;
    struct escpos_parser p = {.count = 0};
    for (size_t i = 0; i < sizeof endless - 1; i++)
        assert_int_equal(escpos_status_take(&p, (uint8_t)endless[i]).kind, ESCPOS_NOTHING);
    assert_int_equal(escpos_status_take(&p, 0xFF).kind, ESCPOS_NOISE);
    assert_int_equal(p.count, 0);
}

/* The maker's own answer while it is awaited, and what interrupts it. */
static void own_answers_are_known_by_their_shape(void **state)
{
    (void)state;
    static const struct {
        const char *shape, *bytes, *kinds;
        size_t size;
    } cases[] = {
        {"10 0F -- -- -- --", "\x10\x0F\x20\x00\xFF\x12", ".....w", 6},
        {"10 0F -- -- -- --", "\x12\x10\x0F\x37\x10\x0F\x12\x12", "r.....wr", 8},
        {"10 0F -- -- -- --", "\x10\x00\x00\x00\x10\x0F\x01\x02\x03\x04", "...a.....w", 10},
        {"10 0F -- -- -- --", "\x37\"0042\0\x10\x0F\x01\x02\x03\x04", "......p.....w", 13},
        {"10 0F -- -- -- --", "\x10\x12\x0C", ".ro", 3},
        {"A5 5A -- --", "\xA5\x12\xA5\x5A\x01\x02", ".r...w", 6},
        {"A5 A5 A5 --", "\xA5\xA5\x0C\x0C", "..oo", 4},
        {"5F 01 --", "\x5F\x31\x00", "..b", 3}, /* another reply that begins alike */
        {"37 22 01", "\x37\x22\x20\x12", "..or", 4},
        {"--", "\x12", "w", 1},
        {"--", "\xFF", "w", 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        static const char letters[] = ".raopbwn";
        struct template shape;
        char kinds[32] = "";
        assert_null(template_read_answer(cases[i].shape, &shape));
        struct escpos_parser p = {.awaited = &shape};
        for (size_t k = 0; k < cases[i].size; k++)
            kinds[k] = letters[escpos_status_take(&p, (uint8_t)cases[i].bytes[k]).kind];
        assert_string_equal(cases[i].kinds, kinds);
    }
}

#define ID_TEXT "MFG:SIM;MODEL:T80;CMD:ESC/POS;CLS:PRINTER;"

static void device_id_is_read(void **state)
{
    (void)state;
    static const uint8_t reply[] = "\0\x2C" ID_TEXT;
    char text[64], value[8];
    assert_ok(ieee1284_parse(reply, sizeof reply - 1, text, sizeof text));
    assert_string_equal(text, ID_TEXT);
    assert_ok(ieee1284_parse((const uint8_t *)"\0\x06MFG:more", 10, text, sizeof text));
    assert_string_equal(text, "MFG:"); /* what came after the announced length is not the id's */
    assert_ok(ieee1284_parse(reply, sizeof reply - 1, text, sizeof text));
    assert_true(ieee1284_field(text, "MDL", "MODEL", value, sizeof value));
    assert_string_equal(value, "T80");
    assert_true(ieee1284_field(text, "CMD", "COMMAND SET", value, sizeof value));
    assert_string_equal(value, "ESC/POS");
    assert_true(ieee1284_field(text, "CLS", "CLASS", value, 4));
    assert_string_equal(value, "PRI");
    assert_false(ieee1284_field(text, "SN", "SERIAL", value, sizeof value));
    assert_false(ieee1284_field(text, "CMD", "COMMAND SET", value, 0));
    assert_false(ieee1284_is_page_printer(text));
    assert_true(ieee1284_is_page_printer("MFG:Lenovo; CMD:PJL,PCL,PCLXL;MDL:LJ2650DN"));
    assert_true(ieee1284_is_page_printer("COMMAND SET:Postscript"));
    assert_false(ieee1284_is_page_printer("MFG:PCL;"));
    assert_false(ieee1284_is_page_printer(""));
    assert_false(ieee1284_field("MDL;MDLX:1", "MDL", "MODEL", value, sizeof value));
}

static void absurd_device_ids_are_bounded(void **state)
{
    (void)state;
    char text[8];
    assert_err(ERR_TOO_SHORT, ieee1284_parse((const uint8_t *)"\0", 1, text, sizeof text));
    assert_err(ERR_RANGE, ieee1284_parse((const uint8_t *)"\0\1", 2, text, sizeof text));
    assert_ok(ieee1284_parse((const uint8_t *)"\0\2", 2, text, sizeof text));
    assert_string_equal(text, "");
    assert_ok(ieee1284_parse((const uint8_t *)"\377\377a\33\200", 5, text, sizeof text));
    assert_string_equal(text, "a??");
    assert_err(ERR_TOO_LONG,
               ieee1284_parse((const uint8_t *)"\0\12abcdefgh", 10, text, sizeof text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bits_of_real_time_status),
        cmocka_unit_test(wrong_fixed_bits_are_refused),
        cmocka_unit_test(replies_are_told_apart),
        cmocka_unit_test(broken_replies_are_left_behind),
        cmocka_unit_test(own_answers_are_known_by_their_shape),
        cmocka_unit_test(device_id_is_read),
        cmocka_unit_test(absurd_device_ids_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
