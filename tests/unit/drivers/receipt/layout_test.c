/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "drivers/receipt/layout.h"
#include "tests/unit/drivers/receipt/slip.h"

static struct layout *laid_out(struct receipt_job *job, int columns)
{
    struct layout *l;
    assert_ok(layout_new(job, columns, &l));
    receipt_job_wipe(job);
    return l;
}

static void assert_lines(const struct layout *l, const char *const *expected, size_t count)
{
    for (size_t i = 0; i < l->count && i < count; i++)
        assert_string_equal(expected[i], l->line[i].text);
    assert_int_equal(count, l->count);
}

#define LINES(l, ...)                                                                              \
    assert_lines(l, (const char *[]){__VA_ARGS__}, ARRAY_LEN(((const char *[]){__VA_ARGS__})))

static void wrapped(const char *text, int scale, const char *const *expected, size_t count)
{
    struct receipt_job job;
    SLIP(&job, {RECEIPT_TEXT, text, .scale = scale});
    struct layout *l = laid_out(&job, 16);
    assert_lines(l, expected, count);
    layout_free(l);
}

#define WRAPPED(text, scale, ...)                                                                  \
    wrapped(text, scale, (const char *[]){__VA_ARGS__}, ARRAY_LEN(((const char *[]){__VA_ARGS__})))

static void text_is_broken_where_it_may(void **state)
{
    (void)state;
    WRAPPED("一二三四五六七八", 1, "一二三四五六七八");
    WRAPPED("一二三四五六七八九", 1, "一二三四五六七八", "九");
    WRAPPED("一二三四五六七八，九", 1, "一二三四五六七", "八，九");
    WRAPPED("一二三四五六七（八）", 1, "一二三四五六七", "（八）");
    WRAPPED("一二三四五六七八。”九", 1, "一二三四五六七", "八。”九");
    WRAPPED("take your card and go", 1, "take your card", "and go");
    WRAPPED("请携带K017-000482前往", 1, "请携带", "K017-000482前往");
    WRAPPED("abcdefghijklmnopqrst", 1, "abcdefghijklmnop", "qrst");
    WRAPPED("1408 0226 1123 0047", 1, "1408 0226 1123", "0047");
    WRAPPED("一二三四五六七八 九", 1, "一二三四五六七八", "九");
    WRAPPED("一二三四五", 2, "一二三四", "五");
    WRAPPED("上\n下", 1, "上", "下");
    WRAPPED("", 1, "");
    WRAPPED("，，，，，，，，，", 1, "，，，，，，，，", "，");
    WRAPPED("零\u200B宽\uFE0F字", 1, "零宽字");
    WRAPPED("a\u00ADb\u202Ec\u2066d\uFEFFe\U000E0100f", 1, "abcdef");
    WRAPPED("\u00AE\u2010\u2030\u2070\uFE30\U00020BB7", 1,
            "\u00AE\u2010\u2030\u2070\uFE30\U00020BB7");
    WRAPPED("\U000F0000\uFF01", 1, "\U000F0000\uFF01");
}

static void centred_lines_are_about_equally_long(void **state)
{
    (void)state;
    struct receipt_job job;
    SLIP(&job, {RECEIPT_TEXT, "1408 0226 1123 0047", .scale = 2, .align = RECEIPT_CENTRE},
         {RECEIPT_TEXT, "一二三四五六七八九十", .scale = 2, .align = RECEIPT_CENTRE},
         {RECEIPT_TEXT, "一二三四五六七八九十", .scale = 2, .align = RECEIPT_LEFT});
    struct receipt_job narrow;
    SLIP(&narrow, {RECEIPT_TEXT, "一二三四五", .scale = 2, .align = RECEIPT_CENTRE});
    struct layout *l = laid_out(&narrow, 16);
    LINES(l, "一二三四", "五");
    layout_free(l);
    l = laid_out(&job, 32);
    LINES(l, "1408 0226", "1123 0047", "一二三四五", "六七八九十", "一二三四五六七八", "九十");
    layout_free(l);
}

static void no_line_is_wider_or_begins_wrong(void **state)
{
    (void)state;
    static const char text[] =
        "根据《国务院关于加快推进政务服务“跨省通办”的指导意见》（国办发〔2020〕35号），您的申请"
        "已受理：请保存好回执，凭K017-000482查询！如有疑问？请到窗口；谢谢。";
    for (int columns = 16; columns <= LAYOUT_COLUMNS_MAX; columns++) {
        struct receipt_job job;
        SLIP(&job, {RECEIPT_TEXT, text});
        struct layout *l = laid_out(&job, columns);
        char joined[sizeof text] = "";
        for (size_t i = 0; i < l->count; i++) {
            const char *line = l->line[i].text;
            assert_true(layout_width(line) <= columns);
            static const char *const never[] = {"，", "。", "？", "！", "：",
                                                "；", "、", "）", "》"};
            for (size_t k = 0; k < ARRAY_LEN(never); k++)
                assert_true(strncmp(line, never[k], strlen(never[k])) != 0);
            strcat(joined, line);
        }
        assert_string_equal(joined, text);
        layout_free(l);
    }
}

static void pairs_share_a_column(void **state)
{
    (void)state;
    struct receipt_job job;
    SLIP(&job, {RECEIPT_PAIR, "姓名", "张三"},
         {RECEIPT_PAIR, "办件编号", "K017-000482", .bold = true},
         {RECEIPT_PAIR, "结果", "已提交，等待审核；结果将以短信通知。"}, {RECEIPT_RULE},
         {RECEIPT_PAIR, "甲", "乙"}, {RECEIPT_PAIR, "空", ""});
    struct layout *l = laid_out(&job, 32);
    LINES(l, "姓名      张三", "办件编号  K017-000482", "结果      已提交，等待审核；结果",
          "          将以短信通知。", "", "甲  乙", "空");
    assert_int_equal(l->line[1].bold_from, strlen("办件编号  "));
    assert_int_equal(l->line[0].bold_from, strlen(l->line[0].text));
    assert_int_equal(l->line[4].kind, LAYOUT_RULE);
    layout_free(l);
}

static void a_long_label_wraps_too(void **state)
{
    (void)state;
    struct receipt_job job;
    SLIP(&job, {RECEIPT_PAIR, "一二三四五六七八九十", "值"});
    struct layout *l = laid_out(&job, 32);
    LINES(l, "一二三四五六  值", "七八九十");
    layout_free(l);
}

static void kinds_keep_their_words(void **state)
{
    (void)state;
    struct receipt_job job;
    SLIP(&job, {RECEIPT_TEXT, "题", .scale = 2, .align = RECEIPT_CENTRE, .bold = true},
         {RECEIPT_QR, "载荷", .align = RECEIPT_RIGHT}, {RECEIPT_FEED, .scale = 8});
    struct layout *l = laid_out(&job, 48);
    assert_int_equal(l->count, 3);
    assert_int_equal(l->line[0].scale, 2);
    assert_int_equal(l->line[0].align, RECEIPT_CENTRE);
    assert_int_equal(l->line[0].bold_from, 0);
    assert_int_equal(l->line[1].kind, LAYOUT_QR);
    assert_int_equal(l->line[1].size, 6);
    assert_int_equal(l->line[1].align, RECEIPT_RIGHT);
    assert_int_equal(l->line[2].kind, LAYOUT_FEED);
    assert_int_equal(l->line[2].scale, 8);
    layout_free(l);
}

static void refused(enum err expected, struct slip_line line)
{
    struct receipt_job job;
    struct layout *l = NULL;
    slip_make(&job, &line, 1);
    job.line[0].scale = line.scale;
    assert_err(expected, layout_new(&job, 48, &l));
    assert_null(l);
    receipt_job_wipe(&job);
}

static void wrong_jobs_are_refused(void **state)
{
    (void)state;
    char huge[RECEIPT_TEXT_MAX + 2];
    memset(huge, 'a', sizeof huge - 1);
    huge[sizeof huge - 1] = '\0';
    refused(ERR_ENCODING, (struct slip_line){RECEIPT_TEXT, "\xFF", .scale = 1});
    refused(ERR_ENCODING, (struct slip_line){RECEIPT_TEXT, "a\x1B@", .scale = 1});
    refused(ERR_ENCODING, (struct slip_line){RECEIPT_TEXT, "a\x7F", .scale = 1});
    refused(ERR_ENCODING, (struct slip_line){RECEIPT_TEXT, "a\xC2\x85", .scale = 1});
    refused(ERR_ENCODING, (struct slip_line){RECEIPT_PAIR, "a\nb", "c", .scale = 1});
    refused(ERR_ENCODING, (struct slip_line){RECEIPT_PAIR, "a", "\xC0\x80", .scale = 1});
    refused(ERR_ENCODING, (struct slip_line){RECEIPT_PAIR, "\xFF", "", .scale = 1});
    refused(ERR_ENCODING, (struct slip_line){RECEIPT_QR, "\xFF", .scale = 1});
    refused(ERR_RANGE, (struct slip_line){RECEIPT_TEXT, "a", .scale = 0});
    refused(ERR_RANGE, (struct slip_line){RECEIPT_TEXT, "a", .scale = 3});
    refused(ERR_RANGE, (struct slip_line){RECEIPT_TEXT, "a", .scale = 1, .align = 3});
    refused(ERR_RANGE, (struct slip_line){RECEIPT_QR, "a", .scale = 1, .align = 3});
    refused(ERR_RANGE, (struct slip_line){RECEIPT_FEED, .scale = 0});
    refused(ERR_RANGE, (struct slip_line){RECEIPT_FEED, .scale = 9});
    refused(ERR_RANGE, (struct slip_line){(enum receipt_kind)9, .scale = 1});
    refused(ERR_MISSING, (struct slip_line){RECEIPT_QR, "", .scale = 1});
    refused(ERR_TOO_LONG, (struct slip_line){RECEIPT_TEXT, huge, .scale = 1});
    refused(ERR_TOO_LONG, (struct slip_line){RECEIPT_QR, huge, .scale = 1});
}

/* Exactly as many lines as there is room for, then one more of each kind. */
static void every_kind_minds_the_end(void **state)
{
    (void)state;
    const enum receipt_kind kinds[] = {RECEIPT_TEXT, RECEIPT_PAIR, RECEIPT_RULE, RECEIPT_QR,
                                       RECEIPT_FEED};
    char lines[LAYOUT_LINES_MAX];
    memset(lines, '\n', sizeof lines - 1);
    lines[sizeof lines - 1] = '\0';
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        struct receipt_job job;
        struct layout *l;
        SLIP(&job, {RECEIPT_TEXT, lines}, {kinds[i], "a", "b"});
        assert_err(ERR_TOO_LONG, layout_new(&job, 48, &l));
        job.count = 1;
        assert_ok(layout_new(&job, 48, &l));
        assert_int_equal(l->count, LAYOUT_LINES_MAX);
        layout_free(l);
        job.count = 2;
        receipt_job_wipe(&job);
    }
}

static void absurd_sizes_are_refused(void **state)
{
    (void)state;
    struct receipt_job job = {.count = RECEIPT_LINES_MAX + 1};
    struct layout *l;
    assert_err(ERR_RANGE, layout_new(&job, 48, &l));
    job.count = 0;
    assert_err(ERR_RANGE, layout_new(&job, 15, &l));
    assert_err(ERR_RANGE, layout_new(&job, LAYOUT_COLUMNS_MAX + 1, &l));
}

/* Marks take no room, stay with their letter, and cannot pile up beyond what a line can hold. */
static void marks_stand_upon_their_letter(void **state)
{
    (void)state;
    struct receipt_job job;
    struct layout *l;
    assert_int_equal(layout_width("e\u0301n\u0303"), 2);
    char text[RECEIPT_TEXT_MAX + 1] = "甲";
    for (size_t n = 3; n + 2 <= RECEIPT_TEXT_MAX; n += 2)
        memcpy(text + n, "\u0301", 3);
    SLIP(&job, {RECEIPT_PAIR, text, text}, {RECEIPT_TEXT, "aaaaaaaaaaaaaaae\u0301\u0302b"});
    assert_ok(layout_new(&job, 16, &l));
    assert_string_equal(l->line[0].text, "甲\u0301\u0301  甲\u0301\u0301");
    assert_string_equal(l->line[1].text, "aaaaaaaaaaaaaaae\u0301\u0302");
    assert_string_equal(l->line[2].text, "b");
    layout_free(l);
    receipt_job_wipe(&job);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_broken_where_it_may),
        cmocka_unit_test(centred_lines_are_about_equally_long),
        cmocka_unit_test(no_line_is_wider_or_begins_wrong),
        cmocka_unit_test(pairs_share_a_column),
        cmocka_unit_test(a_long_label_wraps_too),
        cmocka_unit_test(kinds_keep_their_words),
        cmocka_unit_test(wrong_jobs_are_refused),
        cmocka_unit_test(every_kind_minds_the_end),
        cmocka_unit_test(absurd_sizes_are_refused),
        cmocka_unit_test(marks_stand_upon_their_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
