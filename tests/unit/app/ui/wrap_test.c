/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "app/ui/wrap.h"
#include "platform/base/text.h"
#include "tests/unit/app/ui/stage.h"

static struct stage stage;
static struct wrap wrapped;

static int setup(void **state)
{
    (void)state;
    return stage_init(&stage) != ERR_NONE;
}

static int teardown(void **state)
{
    (void)state;
    stage_done(&stage);
    return 0;
}

static const struct theme *theme(void)
{
    return themes_for(&stage.themes, (struct needs){0});
}

static void wrap(enum type_style style, const char *text, int width)
{
    wrap_text(&(struct letters){stage.glyph, theme(), style}, text, width, &wrapped);
}

static void assert_line(int index, const char *expected)
{
    char line[256] = "";
    assert_true(index < wrapped.count);
    assert_true(wrapped.lines[index].len < sizeof line);
    memcpy(line, wrapped.lines[index].text, wrapped.lines[index].len);
    assert_string_equal(expected, line);
}

static void no_line_begins_with_a_pause(void **state)
{
    (void)state;
    static const char text[] = "一二三四五，六七八九十。（甲乙丙丁）戊己庚辛：壬癸？子丑、寅卯！";
    for (int ems = 4; ems <= 20; ems++) {
        wrap(TYPE_BODY, text, ems * 40);
        for (int i = 0; i < wrapped.count; i++) {
            const char *at = wrapped.lines[i].text;
            const char *last = at + wrapped.lines[i].len - 3;
            assert_false(wrapped.lines[i].width > ems * 40);
            for (const char *bad = "，。）：？、！"; *bad; bad += 3)
                assert_int_not_equal(0, strncmp(at, bad, 3));
            assert_int_not_equal(0, strncmp(last, "（", 3));
        }
    }
}

static void words_and_groups_of_digits_stay_whole(void **state)
{
    (void)state;
    wrap(TYPE_NUMBER, "1408 0226 1123 0047", 480);
    assert_int_equal(2, wrapped.count);
    assert_line(0, "1408 0226");
    assert_line(1, "1123 0047");
    wrap(TYPE_BODY, "请拨打电话12345报上号码", 260);
    for (int i = 0; i < wrapped.count; i++) {
        char line[64] = "";
        memcpy(line, wrapped.lines[i].text, wrapped.lines[i].len);
        assert_true(!strchr(line, '1') || strstr(line, "12345"));
    }
}

static void headings_break_after_a_pause(void **state)
{
    (void)state;
    wrap(TYPE_QUESTION, "您去外地，主要是为了什么？", 700);
    assert_int_equal(2, wrapped.count);
    assert_line(0, "您去外地，");
    assert_line(1, "主要是为了什么？");
    wrap(TYPE_QUESTION, "已保存，网络恢复后自动提交", 800);
    assert_line(0, "已保存，");
}

static void a_soft_break_is_preferred_and_unseen(void **state)
{
    (void)state;
    static const char text[] = "请把手机上的\u200B身份码对准扫码口";
    wrap(TYPE_QUESTION, text, 10 * 64);
    assert_int_equal(2, wrapped.count);
    assert_true(strncmp(wrapped.lines[1].text, "身份码", 9) == 0);
    wrap(TYPE_QUESTION, text, 20 * 64);
    assert_int_equal(1, wrapped.count);
    assert_int_equal(14 * 64, wrapped.lines[0].width);
    assert_int_equal(14 * 64, glyph_width(stage.glyph, theme(), TYPE_QUESTION, text, strlen(text)));
}

static void three_lines_are_alike(void **state)
{
    (void)state;
    wrap(TYPE_BODY, "信息加密后发给政务服务平台，本机不留存，您离开即清除。", 11 * 40);
    assert_int_equal(3, wrapped.count);
    for (int i = 0; i < 3; i++)
        assert_true(wrapped.lines[i].width >= 6 * 40);
}

static void headings_are_balanced(void **state)
{
    (void)state;
    wrap(TYPE_QUESTION, "请问您的子女现在住在哪一个城市", 14 * 64);
    assert_int_equal(2, wrapped.count);
    int difference = wrapped.lines[0].width - wrapped.lines[1].width;
    assert_in_range(difference + 64, 0, 128);
}

static void no_last_line_of_one_character(void **state)
{
    (void)state;
    for (int ems = 5; ems < 17; ems++) {
        wrap(TYPE_BODY, "一二三四五六七八九十甲乙丙丁戊己庚", ems * 40);
        if (wrapped.count > 1)
            assert_true(wrapped.lines[wrapped.count - 1].width >= 3 * 40);
    }
}

static void a_dot_stays_with_what_it_follows(void **state)
{
    (void)state;
    wrap(TYPE_NOTE, "12345 · 视频帮办 · 附近窗口", 380);
    assert_int_equal(2, wrapped.count);
    assert_line(0, "12345 · 视频帮办 ·");
    assert_line(1, "附近窗口");
}

static void line_feeds_are_kept(void **state)
{
    (void)state;
    wrap(TYPE_BODY, "请取走\n回执", 900);
    assert_int_equal(2, wrapped.count);
    assert_line(1, "回执");
    wrap(TYPE_BODY, "", 900);
    assert_int_equal(0, wrapped.count);
}

static void what_cannot_be_broken_is_reported(void **state)
{
    (void)state;
    wrap(TYPE_BODY, "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ", 200);
    assert_true(wrapped.overflow);
    wrap(TYPE_BODY, "甲\n甲\n甲\n甲\n甲\n甲\n甲\n甲\n甲\n甲\n甲\n甲\n甲\n甲\n甲\n甲\n甲\n甲", 200);
    assert_true(wrapped.overflow);
    assert_int_equal(WRAP_LINES, wrapped.count);
}

static void chinese_and_digits_stand_apart(void **state)
{
    (void)state;
    int bare = glyph_width(stage.glyph, theme(), TYPE_BODY, "共", 3) +
               glyph_width(stage.glyph, theme(), TYPE_BODY, "5", 1) +
               glyph_width(stage.glyph, theme(), TYPE_BODY, "步", 3);
    int tight = glyph_width(stage.glyph, theme(), TYPE_BODY, "共5步", strlen("共5步"));
    int spaced = glyph_width(stage.glyph, theme(), TYPE_BODY, "共 5 步", strlen("共 5 步"));
    assert_int_equal(bare + 2 * (40 / 5), tight);
    assert_int_equal(tight, spaced);
}

static void rendered_width_is_the_reckoned_one(void **state)
{
    (void)state;
    static const char *const texts[] = {"第 3 步，共 5 步", "K017-000482", "山西省 运城市 盐湖区",
                                        "“滴”一声"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        size_t len = strlen(texts[i]);
        struct glyph_line line = glyph_line(stage.glyph, theme(), TYPE_BODY, texts[i], len);
        assert_int_equal(glyph_width(stage.glyph, theme(), TYPE_BODY, texts[i], len), line.w);
        assert_in_range(line.em_middle, line.h / 3, line.h * 2 / 3);
    }
}

static void the_cache_is_bounded(void **state)
{
    (void)state;
    for (int i = 0; i < 3000; i++) {
        char text[32];
        int len = snprintf(text, sizeof text, "%d 号", i);
        assert_true(glyph_line(stage.glyph, theme(), TYPE_GIANT, text, (size_t)len).w > 0);
    }
    glyph_wipe(stage.glyph);
    assert_true(glyph_line(stage.glyph, theme(), TYPE_BODY, "再来", 6).w > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_begins_with_a_pause),
        cmocka_unit_test(words_and_groups_of_digits_stay_whole),
        cmocka_unit_test(headings_break_after_a_pause),
        cmocka_unit_test(a_soft_break_is_preferred_and_unseen),
        cmocka_unit_test(three_lines_are_alike),
        cmocka_unit_test(headings_are_balanced),
        cmocka_unit_test(no_last_line_of_one_character),
        cmocka_unit_test(a_dot_stays_with_what_it_follows),
        cmocka_unit_test(line_feeds_are_kept),
        cmocka_unit_test(what_cannot_be_broken_is_reported),
        cmocka_unit_test(chinese_and_digits_stand_apart),
        cmocka_unit_test(rendered_width_is_the_reckoned_one),
        cmocka_unit_test(the_cache_is_bounded),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
