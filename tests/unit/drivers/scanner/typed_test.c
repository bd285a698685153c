/* SPDX-License-Identifier: Apache-2.0 */
/* Codes that come without a frame: over a serial line, and typed. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/scanner/line_codec.h"
#include "drivers/scanner/wedge_codec.h"

static struct line_join line;
static struct wedge_join keys;
static bool whole;

static enum err add(const char *text)
{
    return line_join_add(&line, (const uint8_t *)text, strlen(text), &whole);
}

static void assert_line(const char *code)
{
    assert_true(whole);
    assert_int_equal(strlen(code), line.size);
    assert_memory_equal(code, line.data, line.size);
}

static void silence_ends_a_code_and_its_suffix_goes(void **state)
{
    (void)state;
    static const char *const ends[] = {"", "\r", "\n", "\r\n"};
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        line_join_init(&line, LINE_ENDS_SILENT);
        assert_ok(add("first\r\nsec"));
        assert_ok(add("ond"));
        assert_ok(add(ends[i]));
        assert_false(whole);
        assert_ok(line_join_silence(&line, &whole));
        assert_line("first\r\nsecond");
    }
    assert_ok(add("next"));
    assert_ok(line_join_silence(&line, &whole));
    assert_line("next");
    assert_ok(line_join_silence(&line, &whole));
    assert_false(whole);
    static const char *const nothing[] = {"", "\n", "\r\n"};
    for (size_t i = 0; i < ARRAY_LEN(nothing); i++) {
        assert_ok(add(nothing[i]));
        assert_ok(line_join_silence(&line, &whole));
        assert_false(whole);
    }
}

static void a_suffix_ends_a_code_at_once(void **state)
{
    (void)state;
    line_join_init(&line, LINE_ENDS_SUFFIX);
    assert_ok(add("one\r"));
    assert_line("one");
    assert_ok(add("\ntwo\r\nthree"));
    assert_line("two"); /* what came behind it is nobody's */
    assert_ok(add("half"));
    assert_ok(line_join_silence(&line, &whole));
    assert_false(whole);
    assert_ok(add("four\n"));
    assert_line("four");
}

static void a_line_is_bounded(void **state)
{
    (void)state;
    static uint8_t much[LINE_CODE_MAX + 1];
    memset(much, 'x', sizeof much);
    line_join_init(&line, LINE_ENDS_SILENT);
    assert_ok(line_join_add(&line, much, LINE_CODE_MAX, &whole));
    assert_ok(line_join_silence(&line, &whole));
    assert_true(whole);
    assert_ok(line_join_add(&line, much, sizeof much, &whole));
    assert_err(ERR_TOO_LONG, line_join_silence(&line, &whole));
    assert_int_equal(0, line.size);
    line_join_init(&line, LINE_ENDS_SUFFIX);
    assert_ok(line_join_add(&line, much, sizeof much, &whole));
    assert_err(ERR_TOO_LONG, add("\r"));
    assert_ok(add("good\r"));
    assert_line("good");
}

static enum err report(uint8_t modifiers, uint8_t first, uint8_t second)
{
    const uint8_t r[WEDGE_REPORT] = {modifiers, 0, first, second};
    return wedge_join_add(&keys, r, sizeof r, &whole);
}

static enum err press(uint8_t modifiers, uint8_t key)
{
    enum err e = report(modifiers, key, 0);
    bool was = whole;
    if (report(0, 0, 0) == ERR_NONE)
        whole = was;
    return e;
}

static void assert_typed(const char *code)
{
    assert_true(whole);
    assert_int_equal(strlen(code), keys.size);
    assert_memory_equal(code, keys.data, keys.size);
}

static void keys_become_ascii(void **state)
{
    (void)state;
    wedge_join_wipe(&keys);
    assert_ok(press(0x02, 0x0B)); /* H */
    assert_ok(press(0, 0x17));    /* t */
    assert_ok(press(0, 0x1E));    /* 1 */
    assert_ok(press(0x20, 0x33)); /* : */
    assert_ok(press(0, 0x38));    /* / */
    assert_ok(press(0, 0x2C));
    assert_ok(press(0, 0x31)); /* backslash */
    assert_false(whole);
    assert_ok(press(0, 0x28));
    assert_typed("Ht1:/ \\");
    assert_ok(press(0, 0x28)); /* Enter alone is no code */
    assert_false(whole);
    assert_ok(press(0, 0x04));
    assert_ok(press(0, 0x28));
    assert_typed("a");
    assert_ok(press(0, 0x05));        /* the next begins where the last was read */
    assert_ok(report(0, 0x58, 0x06)); /* what came behind Enter is nobody's */
    assert_typed("b");
}

static void a_held_key_is_typed_once_and_several_in_order(void **state)
{
    (void)state;
    wedge_join_wipe(&keys);
    assert_ok(report(0, 0x04, 0));
    assert_ok(report(0, 0x04, 0x05)); /* a is still held */
    assert_ok(report(0, 0, 0));
    assert_ok(report(0, 0x06, 0x07));
    assert_ok(report(0, 0, 0));
    assert_ok(report(0, 0x04, 0));
    assert_ok(wedge_join_silence(&keys, &whole));
    assert_typed("abcda");
    assert_ok(wedge_join_silence(&keys, &whole));
    assert_false(whole);
}

static void anything_else_refuses_the_whole_code(void **state)
{
    (void)state;
    static const struct {
        uint8_t modifiers, key;
    } odd[] = {{0x04, 0x62}, {0, 0x59}, {0x01, 0x04}, {0, 0x01}, {0, 0x2A}, {0, 0x39}, {0, 0xFF}};
    for (size_t i = 0; i < ARRAY_LEN(odd); i++) {
        wedge_join_wipe(&keys);
        assert_ok(press(0, 0x04));
        assert_ok(press(odd[i].modifiers, odd[i].key));
        assert_ok(press(0, 0x05));
        assert_err(ERR_ENCODING, press(0, 0x28));
        assert_int_equal(0, keys.size);
        assert_ok(press(0, 0x04)); /* and the next is well */
        assert_ok(press(0, 0x58));
        assert_typed("a");
    }
    wedge_join_wipe(&keys);
    assert_ok(press(0x04, 0x62));
    assert_err(ERR_ENCODING, wedge_join_silence(&keys, &whole));
    assert_ok(press(0x01, 0x28)); /* Ctrl and Enter are a command, not an end */
    assert_err(ERR_ENCODING, wedge_join_silence(&keys, &whole));
}

static void typing_is_bounded(void **state)
{
    (void)state;
    wedge_join_wipe(&keys);
    for (int i = 0; i <= WEDGE_CODE_MAX + 1; i++)
        assert_ok(press(0, 0x04));
    assert_err(ERR_TOO_LONG, press(0, 0x28));
    assert_err(ERR_TOO_SHORT, wedge_join_add(&keys, (const uint8_t *)"1234567", 7, &whole));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(silence_ends_a_code_and_its_suffix_goes),
        cmocka_unit_test(a_suffix_ends_a_code_at_once),
        cmocka_unit_test(a_line_is_bounded),
        cmocka_unit_test(keys_become_ascii),
        cmocka_unit_test(a_held_key_is_typed_once_and_several_in_order),
        cmocka_unit_test(anything_else_refuses_the_whole_code),
        cmocka_unit_test(typing_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
