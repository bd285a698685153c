/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "app/input/credit.h"

/* The first five are published examples, the last is this project's own. */
static const char *const right[] = {"914403003429409755", "91330000755918469E",
                                    "91440300L83341734R", "914403006990676707",
                                    "91350100M000100Y43", "91140802MA0KX3T590"};

static void the_last_character_checks_the_others(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(right); i++) {
        char code[CREDIT_TEXT];
        assert_true(credit_fits(right[i]));
        for (size_t at = 0; at < CREDIT_PLACES; at++) {
            strcpy(code, right[i]);
            code[at] = code[at] == 'A' ? 'B' : 'A';
            assert_true(credit_is_code(code));
            assert_false(credit_fits(code));
        }
    }
    assert_false(credit_fits("91350100M0001TGQXM")); /* legal, and does not fit */
    assert_true(credit_is_code("91350100M0001TGQXM"));
    assert_false(credit_is_code("9135010OM0001TGQXM"));
    assert_false(credit_is_code("91350100M0001TGQX"));
    assert_false(credit_fits(""));
}

static void a_code_is_found_where_licences_have_it(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "91140802MA0KX3T590",
        "http://licence.example/ent?rid=1&cid=91140802MA0KX3T590",
        "http://licence.example/%3Fcid%3D91140802ma0kx3t590%26x",
        "http://licence.example/q.do?id=MQ==&uniScID=OTExNDA4MDJNQTBLWDNUNTkw&jumpFlag=false",
        "http://licence.example/q.do?uniScID=OTExNDA4MDJNQTBLWDNUNTkw",
        "name,914403003429409759,91140802MA0KX3T590",
        "100%zz,91140802MA0KX3T590%",
    };
    char code[CREDIT_TEXT];
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        strcpy(code, "");
        assert_true(credit_find(texts[i], strlen(texts[i]), code));
        assert_string_equal("91140802MA0KX3T590", code);
    }
}

static void what_holds_none_says_so(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "%",
        "http://sx.gsxt.gov.cn/%7B8FE1D2C0A94B7A3E55D60C1F2B3A4958-1511111111111%7D",
        "http://licence.example/?nbxh=OTExNDA4MDJNQTBLWDNUNTkxOTEx",
        "x91140802MA0KX3T590",
        "91140802MA0KX3T59",
        "91140802MA0KX3T591",
        "OTExNDA4MDJNQTBLWDNUNTkx",
        "BUDAYANG-LICENCE-1",
    };
    char code[CREDIT_TEXT] = "as before", longest[3000];
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        assert_false(credit_find(texts[i], strlen(texts[i]), code));
    memset(longest, 'A', sizeof longest);
    assert_false(credit_find(longest, sizeof longest, code));
    memset(longest, 0, sizeof longest);
    assert_false(credit_find(longest, sizeof longest, code));
    assert_string_equal("as before", code);
}

static void keys_are_the_alphabet_and_one_back(void **state)
{
    (void)state;
    char text[CREDIT_TEXT] = "", shown[CREDIT_SHOWN];
    assert_false(credit_press(text, CREDIT_KEYS - 1));
    assert_false(credit_press(text, -1));
    assert_false(credit_press(text, CREDIT_KEYS));
    for (int i = 0; i < CREDIT_PLACES; i++)
        assert_true(credit_press(text, i));
    assert_false(credit_press(text, 0));
    assert_string_equal("1234567890ABCDEFGH", text);
    credit_group(text, shown);
    assert_string_equal("1234 5678 90AB CDEF GH", shown);
    assert_true(credit_press(text, CREDIT_KEYS - 1));
    assert_string_equal("1234567890ABCDEFG", text);
    for (int i = 0; i < CREDIT_KEYS - 1; i++) /* together they are all that a code may hold */
        assert_null(strpbrk(credit_keys[i], "IOSVZ"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_character_checks_the_others),
        cmocka_unit_test(a_code_is_found_where_licences_have_it),
        cmocka_unit_test(what_holds_none_says_so),
        cmocka_unit_test(keys_are_the_alphabet_and_one_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
