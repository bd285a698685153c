/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "drivers/receipt/drawn.h"
#include "drivers/receipt/escpos_bytes.h"
#include "drivers/receipt/escpos_codec.h"
#include "drivers/receipt/gbtext.h"
#include "platform/base/text.h"
#include "tests/unit/drivers/receipt/slip.h"

static struct receipt_profile profile(const char *name)
{
    struct receipt_profile p;
    char why[PROFILE_WHY] = "";
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    enum err e = profile_load(name, &p, why);
    if (e != ERR_NONE)
        print_error("%s\n", why);
    assert_ok(e);
    return p;
}

static struct escpos_job *encoded(struct receipt_job *job, const struct receipt_profile *p)
{
    struct layout *l;
    struct escpos_job *j;
    assert_ok(layout_new(job, p->columns, &l));
    assert_ok(escpos_codec_new(l, p, &j));
    layout_free(l);
    receipt_job_wipe(job);
    return j;
}

static void assert_bytes(const struct escpos_job *j, const void *expected, size_t size)
{
    for (size_t i = 0; i < j->size && i < size; i++)
        if (j->data[i] != ((const uint8_t *)expected)[i])
            fail_msg("byte %zu is %02x, not %02x", i, j->data[i], ((const uint8_t *)expected)[i]);
    assert_int_equal(j->size, size);
}

#define BYTES(j, text) assert_bytes(j, text, sizeof(text) - 1)

static void a_small_slip_byte_by_byte(void **state)
{
    (void)state;
    struct receipt_profile p = profile("generic-80");
    struct receipt_job job;
    SLIP(&job, {RECEIPT_TEXT, "题A", .scale = 2, .align = RECEIPT_CENTRE, .bold = true},
         {RECEIPT_PAIR, "姓名", "张三", .bold = true}, {RECEIPT_FEED, .scale = 3});
    struct escpos_job *j = encoded(&job, &p);
    BYTES(j, "\x1B@\x1C&\x1B\x33\x22\n"
             "\x1B"
             "a\x01\x1D!\x11\x1B\x33\x3F\x1B"
             "E\x01\xCC\xE2"
             "A\x1B"
             "E\x00\n"
             "\x1B"
             "a\x00\x1D!\x00\x1B\x33\x22\xD0\xD5\xC3\xFB  \x1B"
             "E\x01\xD5\xC5\xC8\xFD\x1B"
             "E\x00\n"
             "\x1B"
             "d\x03\x1B"
             "d\x02\x1C.\x1DV\x42\x10");
    escpos_codec_free(j);
}

static void a_58_mm_printer_gets_its_own_words(void **state)
{
    (void)state;
    struct receipt_profile p = profile("generic-58");
    p.chinese_next_line = 0;
    struct receipt_job job;
    SLIP(&job, {RECEIPT_TEXT, "题", .scale = 2}, {RECEIPT_TEXT, "a"});
    struct escpos_job *j = encoded(&job, &p);
    BYTES(j, "\x1B@\x1C&\x1B\x33\x20\x1D!\x11\x1CW\x01\x1B\x33\x3C\xCC\xE2\n"
             "\x1D!\x00\x1CW\x00\x1B\x33\x20"
             "a\n\x1B"
             "d\x05\x1C.");
    escpos_codec_free(j);
    p.feed_lines = 0;
    p.code_page = 255;
    assert_null(template_read_command("1D 56 41 00", &p.cut));
    SLIP(&job, {RECEIPT_TEXT, "a"});
    j = encoded(&job, &p);
    BYTES(j, "\x1B@\x1Bt\xFF\x1C&\x1B\x33\x20"
             "a\n\x1C.\x1DV\x41\x00");
    escpos_codec_free(j);
}

static void pieces_end_at_lines(void **state)
{
    (void)state;
    struct receipt_profile p = profile("generic-80");
    struct receipt_job job;
    slip_full(&job);
    struct escpos_job *j = encoded(&job, &p);
    assert_true(j->piece_count > 3);
    size_t total = 0;
    for (size_t i = 0; i < j->piece_count; i++) {
        struct bytes b = escpos_codec_piece(j, i);
        assert_in_range(b.size, 1, ESCPOS_PIECE_MAX);
        assert_ptr_equal(b.data, j->data + total);
        /* a command begins it: never the middle of a picture */
        assert_true(b.data[0] == 0x1B || b.data[0] == 0x1D || b.data[0] == 0x1C);
        total += b.size;
    }
    assert_int_equal(total, j->size);
    escpos_codec_free(j);
}

static void too_long_a_slip_is_refused(void **state)
{
    (void)state;
    struct receipt_profile p = profile("generic-80");
    struct receipt_job job = {.count = RECEIPT_LINES_MAX};
    struct layout *l;
    struct escpos_job *j = NULL;
    for (size_t i = 0; i < job.count; i++) {
        job.line[i] = (struct receipt_line){.kind = RECEIPT_QR, .scale = 1};
        assert_ok(secret_set_text(&job.line[i].text, "https://example.cn/"));
    }
    assert_ok(layout_new(&job, p.columns, &l));
    assert_err(ERR_TOO_LONG, escpos_codec_new(l, &p, &j));
    assert_null(j);
    layout_free(l);
    receipt_job_wipe(&job);
}

static void questions_and_commands(void **state)
{
    (void)state;
    uint8_t b[ESCPOS_ASK_MAX];
    assert_int_equal(escpos_codec_ask(4, b), 3);
    assert_memory_equal(b, "\x10\x04\x04", 3);
    assert_int_equal(escpos_codec_confirm(CONFIRM_GS_PAREN_H, "0042", b), 11);
    assert_memory_equal(b, "\x1D(H\x06\0\x30\x30\x30\x30\x34\x32", 11);
    assert_int_equal(escpos_codec_confirm(CONFIRM_GS_R, "0042", b), 3);
    assert_memory_equal(b, "\x1Dr\x01", 3);
    assert_int_equal(escpos_codec_confirm(CONFIRM_NONE, "0042", b), 0);
    assert_int_equal(escpos_codec_discard(DISCARD_DLE_ENQ, b), 3);
    assert_memory_equal(b, "\x10\x05\x02", 3);
    assert_int_equal(escpos_codec_discard(DISCARD_DLE_DC4, b), 10);
    assert_memory_equal(b, "\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", 10);
    assert_int_equal(escpos_codec_discard(DISCARD_RESET, b), 0);
    struct receipt_profile p = profile("generic-80");
    assert_int_equal(escpos_codec_eject(&p, b), 9);
    assert_memory_equal(b,
                        "\x1B@\x1B"
                        "d\x03\x1DV\x42\x10",
                        9);
    p = profile("generic-58");
    assert_int_equal(escpos_codec_eject(&p, b), 5);
    p = profile("custom-vkp80iii"); /* into the bin: whoever stands there did not print it */
    assert_int_equal(escpos_codec_eject(&p, b), 10);
    assert_memory_equal(b,
                        "\x1B@\x1B"
                        "d\x03\x1Bi\x1B"
                        "C\x01",
                        10);
    p.retract.size = 0;
    assert_int_equal(escpos_codec_eject(&p, b), 13);
    assert_memory_equal(b + 7, "\x1CP\x10\x01R\x3C", 6);
    assert_int_equal(escpos_codec_command(&p, &p.eject, b), 0);
}

/* 80 mm in each maker's steps, behind the cut; the printer's own time-out is longer than ours. */
static void a_slip_is_presented_behind_the_cut(void **state)
{
    (void)state;
    static const struct {
        const char *profile, *end;
        size_t size;
    } cases[] = {
        {"custom-vkp80ii",
         "\x1C.\x1Bi\x1D"
         "e\x03\0",
         8},
        {"custom-vkp80iii", "\x1C.\x1Bi\x1CP\x10\x01R\x3C", 10},
        {"custom-kpm",
         "\x1C.\x1Bi\x1D"
         "e\x03\x80",
         8},
        {"custom-tptcm112",
         "\x1C.\x1Bi\x1D"
         "e\x03\x04",
         8},
        {"pyramid-reliance",
         "\x1C.\x1Bi\x1D"
         "e\x20\x0C\x3C",
         9},
        {"citizen-pmu", "\x1C.\x1DV\x42\x10\x1DR1\x1E", 10},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct receipt_profile p = profile(cases[i].profile);
        struct receipt_job job;
        SLIP(&job, {RECEIPT_TEXT, "a"});
        struct escpos_job *j = encoded(&job, &p);
        assert_true(j->size > cases[i].size);
        if (memcmp(j->data + j->size - cases[i].size, cases[i].end, cases[i].size) != 0)
            fail_msg("%s", cases[i].profile);
        escpos_codec_free(j);
    }
}

static void a_printer_may_make_the_code_itself(void **state)
{
    (void)state;
    struct receipt_profile p = profile("generic-80");
    struct receipt_job job;
    p.qr = QR_NATIVE;
    SLIP(&job, {RECEIPT_QR, "ABC", .align = RECEIPT_CENTRE});
    struct escpos_job *j = encoded(&job, &p);
    BYTES(j, "\x1B@\x1C&\x1B\x33\x22\n"
             "\x1B"
             "a\x01\x1BJ\x20"
             "\x1D(k\x04\0"
             "1A2\0\x1D(k\x03\0"
             "1C\x08\x1D(k\x03\0"
             "1E1"
             "\x1D(k\x06\0"
             "1P0ABC\x1D(k\x03\0"
             "1Q0\x1BJ\x20"
             "\x1B"
             "d\x02\x1C.\x1DV\x42\x10");
    escpos_codec_free(j);
}

/* A payload that would be obeyed is refused, by whichever way it is printed. */
static void a_payload_cannot_give_orders(void **state)
{
    (void)state;
    struct receipt_profile p = profile("generic-80");
    struct receipt_job job;
    struct layout *l;
    struct escpos_job *j = NULL;
    p.qr = QR_NATIVE;
    SLIP(&job, {RECEIPT_QR, "a\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"});
    assert_ok(layout_new(&job, p.columns, &l));
    assert_err(ERR_FORMAT, escpos_codec_new(l, &p, &j));
    assert_null(j);
    layout_free(l);
    receipt_job_wipe(&job);
}

static void fonts_know_what_they_have(void **state)
{
    (void)state;
    static const struct {
        uint32_t c;
        size_t gbk, gb2312;
    } cases[] = {{'A', 1, 1},    {0x1B, 0, 0},    {0x7F, 0, 0},   {0x4F60, 2, 2}, {0x9555, 2, 0},
                 {0x4DAE, 0, 0}, {0x20BB7, 0, 0}, {0x3400, 0, 0}, {0xE000, 0, 0}, {0xF0000, 0, 0},
                 {0xD800, 0, 0}, {0xFF0C, 2, 2},  {0x2460, 2, 2}, {0x20AC, 2, 0}};
    struct gbtext *gbk, *gb2312;
    uint8_t b[2];
    assert_ok(gbtext_new(FONT_GBK, &gbk));
    assert_ok(gbtext_new(FONT_GB2312, &gb2312));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_int_equal(gbtext_put(gbk, cases[i].c, b), cases[i].gbk);
        if (gbtext_put(gb2312, cases[i].c, b) != cases[i].gb2312)
            fail_msg("U+%04X in GB2312", cases[i].c);
    }
    assert_true(gbtext_has_all(gbk, "张三，A1"));
    assert_false(gbtext_has_all(gbk, "张䶮"));
    gbtext_free(gbk);
    gbtext_free(gb2312);
    gbtext_free(NULL);
}

static size_t count_of(const struct escpos_job *j, const char *what, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i + size <= j->size; i++)
        n += memcmp(j->data + i, what, size) == 0;
    return n;
}

static void rare_characters_are_drawn(void **state)
{
    (void)state;
    struct receipt_profile p = profile("generic-80");
    struct receipt_job job;
    SLIP(&job, {RECEIPT_PAIR, "申请人", "张䶮㐀𠮷", .bold = true});
    struct escpos_job *j = encoded(&job, &p);
    assert_int_equal(count_of(j, "\x1Dv0\0\x48\0\x22\0", 8), 1);
    assert_int_equal(count_of(j, "\xD5\xC5", 2), 0); /* nothing of the line as text */
    escpos_codec_free(j);
}

static void drawn_lines_stand_where_text_would(void **state)
{
    (void)state;
    const struct drawn_place place = {.paper_dots = 576, .height = 63};
    static struct layout_line line = {.kind = LAYOUT_TEXT, .scale = 2};
    strcpy(line.text, "䶮");
    const int left[] = {0, 264, 528};
    for (int align = RECEIPT_LEFT; align <= RECEIPT_RIGHT; align++) {
        struct bitmap b;
        line.align = (enum receipt_align)align;
        assert_ok(drawn_line(&line, &place, &b));
        assert_int_equal(b.height, 63);
        int black = 0;
        for (int y = 0; y < b.height; y++)
            for (int x = 0; x < b.width; x++) {
                if (!bitmap_get(&b, x, y))
                    continue;
                black++;
                assert_in_range(x, left[align], left[align] + 47);
                assert_in_range(y, 0, 49);
            }
        assert_true(black > 300);
        bitmap_wipe(&b);
    }
    struct bitmap b;
    memset(line.text, 'a', 60);
    assert_err(ERR_RANGE, drawn_line(&line, &place, &b));
    const struct drawn_place none = {.paper_dots = 4, .height = 63};
    line.text[0] = '\0';
    assert_err(ERR_RANGE, drawn_line(&line, &none, &b));
}

/* Whatever is drawn, no real-time command is in the bytes. */
static void no_command_hides_in_drawn_text(void **state)
{
    (void)state;
    struct receipt_profile p = profile("generic-80");
    for (uint32_t c = 0x3400; c < 0x3400 + 20 * 60; c += 20) {
        struct receipt_job job = {.count = 4};
        for (size_t i = 0; i < job.count; i++) {
            char text[128];
            size_t n = 0;
            for (uint32_t k = 0; k < 20; k++)
                n += text_put(c + k, text + n);
            job.line[i] =
                (struct receipt_line){.kind = RECEIPT_TEXT, .scale = 1 + (int)i % 2, .bold = i < 2};
            assert_ok(secret_set(&job.line[i].text, text, n));
        }
        struct escpos_job *j = encoded(&job, &p);
        assert_false(escpos_has_real_time(j->data, j->size));
        escpos_codec_free(j);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_slip_byte_by_byte),
        cmocka_unit_test(a_58_mm_printer_gets_its_own_words),
        cmocka_unit_test(pieces_end_at_lines),
        cmocka_unit_test(too_long_a_slip_is_refused),
        cmocka_unit_test(questions_and_commands),
        cmocka_unit_test(a_slip_is_presented_behind_the_cut),
        cmocka_unit_test(a_printer_may_make_the_code_itself),
        cmocka_unit_test(a_payload_cannot_give_orders),
        cmocka_unit_test(fonts_know_what_they_have),
        cmocka_unit_test(rare_characters_are_drawn),
        cmocka_unit_test(drawn_lines_stand_where_text_would),
        cmocka_unit_test(no_command_hides_in_drawn_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
