/* SPDX-License-Identifier: Apache-2.0 */
/* Where one command ends and the next begins. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/paper/lexer.h"

/* Cut anywhere, the lexer asks for more and never reads past the end. */
static void test_lexer_waits_for_the_rest(void **state)
{
    (void)state;
    static const char *const commands[] = {
        "\x1b@",          "\x1b\x61\x01",          "\x1dV\x42\x10",
        "\x1dk\x04xyz",   "\x1b\x44\x08\x10",      "\x1dk\x49\x03xyz",
        "\x1d*\x01\x01",  "\x1b&\x03\x41\x42\x01", "\x10\x14\x01",
        "\x1d(k\x03\x01z"};
    static const size_t sizes[] = {2, 3, 4, 7, 5, 7, 12, 10, 5, 5 + 259};
    for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
        uint8_t bytes[512] = {0};
        memcpy(bytes, commands[i], strlen(commands[i]));
        struct escpos_token t;
        for (size_t n = 0; n < sizes[i]; n++)
            assert_false(escpos_next(bytes, n, false, &t));
        assert_true(escpos_next(bytes, sizes[i], false, &t));
        assert_int_equal(ESCPOS_COMMAND, t.kind);
        assert_int_equal(sizes[i], t.size);
        assert_true(escpos_next(bytes, 1, true, &t));
        assert_int_equal(ESCPOS_UNKNOWN, t.kind);
        assert_int_equal(1, t.size);
    }
}

static void test_kinds(void **state)
{
    (void)state;
    static const uint8_t bytes[] = "ab\n\x1bzq";
    struct escpos_token t;
    assert_true(escpos_next(bytes, 6, false, &t));
    assert_int_equal(ESCPOS_TEXT, t.kind);
    assert_int_equal(2, t.size);
    assert_true(escpos_next(bytes + 2, 4, false, &t));
    assert_int_equal(ESCPOS_CONTROL, t.kind);
    assert_int_equal('\n', t.name);
    assert_true(escpos_next(bytes + 3, 3, false, &t));
    assert_int_equal(ESCPOS_UNKNOWN, t.kind);
    assert_int_equal(ESCPOS_NAME(ESC, 'z'), t.name);
    assert_int_equal(2, t.size);
    assert_false(escpos_next(bytes, 0, true, &t));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lexer_waits_for_the_rest),
        cmocka_unit_test(test_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
