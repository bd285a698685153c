/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "app/words/catalogue.h"
#include "app/words/news.h"
#include "app/words/words.h"
#include "platform/bus/types.h"

enum { COUNT = 3, TABLES = 28, TEXTS = TABLES + 2 * COUNT * 8, ROOM = 200 };

/* Three entries: the header, 一 → one, 二 → two. */
static const char *const sources[COUNT] = {"", "一", "二"};
static const char *const said[COUNT] = {"Language: en\n", "one", "two"};

static void put_word(char *data, size_t at, uint32_t word, bool swapped)
{
    word = swapped ? __builtin_bswap32(word) : word;
    memcpy(data + at, &word, sizeof word);
}

static char *make(bool swapped)
{
    char *data = calloc(1, ROOM);
    const uint32_t header[] = {0x950412de, 0, COUNT, TABLES, TABLES + COUNT * 8};
    assert_non_null(data);
    for (size_t i = 0; i < ARRAY_LEN(header); i++)
        put_word(data, i * 4, header[i], swapped);
    size_t at = TEXTS;
    for (size_t i = 0; i < 2 * COUNT; i++) {
        const char *text = i < COUNT ? sources[i] : said[i - COUNT];
        put_word(data, TABLES + i * 8, (uint32_t)strlen(text), swapped);
        put_word(data, TABLES + i * 8 + 4, (uint32_t)at, swapped);
        memcpy(data + at, text, strlen(text) + 1);
        at += strlen(text) + 1;
    }
    return data;
}

static void both_byte_orders_are_read(void **state)
{
    (void)state;
    for (int swapped = 0; swapped < 2; swapped++) {
        struct catalogue *c = NULL;
        assert_ok(catalogue_new(make(swapped), ROOM, &c));
        assert_int_equal(COUNT, catalogue_count(c));
        assert_string_equal("one", catalogue_find(c, "一"));
        assert_string_equal("two", catalogue_find(c, "二"));
        assert_null(catalogue_find(c, "三"));
        assert_null(catalogue_find(c, "0"));
        assert_null(catalogue_find(c, ""));
        catalogue_free(c);
    }
}

static void expect_refused(size_t at, uint32_t word, size_t size)
{
    struct catalogue *c = NULL;
    AUTO(auto_free) char *data = make(false);
    put_word(data, at, word, false);
    assert_true(catalogue_new(data, size, &c) != ERR_NONE);
    assert_null(c);
}

static void a_broken_catalogue_is_refused(void **state)
{
    (void)state;
    enum { SOURCE_1 = TABLES + 8, SAID_0 = TABLES + COUNT * 8 };
    expect_refused(0, 0x950412de, 27);
    expect_refused(0, 0x12345678, ROOM);
    expect_refused(4, 0x00010000, ROOM);
    expect_refused(8, 0xffffffff, ROOM);
    expect_refused(8, 20000, ROOM);
    expect_refused(12, ROOM, ROOM);
    expect_refused(12, 0xfffffff0, ROOM);
    expect_refused(16, ROOM - 8, ROOM);
    expect_refused(SOURCE_1, 2, ROOM);        /* ends within a character */
    expect_refused(SOURCE_1, ROOM, ROOM);     /* ends outside */
    expect_refused(SOURCE_1 + 4, ROOM, ROOM); /* begins outside */
    expect_refused(SAID_0 + 4, 0xffffffff, ROOM);
    expect_refused(SOURCE_1 + 4, TEXTS + 5, ROOM); /* 二 twice: not in order */
}

static void every_cut_is_refused_or_whole(void **state)
{
    (void)state;
    for (size_t size = 0; size < ROOM; size++) {
        struct catalogue *c = NULL;
        char *data = make(false), *cut = malloc(size + 1);
        memcpy(cut, data, size);
        free(data);
        if (catalogue_new(cut, size, &c) == ERR_NONE)
            catalogue_free(c);
        else
            free(cut);
    }
}

static void the_language_is_switched_and_switched_back(void **state)
{
    (void)state;
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 0);
    assert_ok(words_load());
    assert_string_equal("退出", _("退出"));
    words_use(LANGUAGE_ENGLISH);
    assert_string_equal("Leave", _("退出"));
    assert_string_equal("中文", _("EN"));
    assert_string_equal("没有这一句", words_say("没有这一句"));
    words_use(LANGUAGE_CHINESE);
    assert_string_equal("退出", _("退出"));
    assert_string_equal("EN", _("EN"));
    words_done();
    words_use(LANGUAGE_ENGLISH);
    assert_string_equal("退出", _("退出"));
    words_use(LANGUAGE_CHINESE);
}

static void a_missing_catalogue_leaves_the_former(void **state)
{
    (void)state;
    assert_ok(words_load());
    assert_err(ERR_ABSENT, words_open(LANGUAGE_ENGLISH, "/nonexistent/en.mo"));
    assert_err(ERR_FORMAT, words_open(LANGUAGE_ENGLISH, SOURCE_ROOT "/assets/words/en.po"));
    words_use(LANGUAGE_ENGLISH);
    assert_string_equal("Leave", _("退出"));
    words_done();
}

/* A case that ended on the kiosk is told in the citizen's language; the province's words stay. */
static void our_own_news_are_sentences(void **state)
{
    (void)state;
    static const char *const own[] = {CASE_WORD_LOST, CASE_WORD_REFUSED};
    assert_ok(words_load());
    for (size_t i = 0; i < ARRAY_LEN(own); i++) {
        words_use(LANGUAGE_CHINESE);
        const char *chinese = news_words(own[i]);
        assert_non_null(strstr(chinese, "窗口"));
        words_use(LANGUAGE_ENGLISH);
        assert_non_null(strstr(news_words(own[i]), "counter"));
    }
    assert_string_equal("缺材料", news_words("缺材料"));
    assert_string_equal("", news_words(""));
    words_use(LANGUAGE_CHINESE);
    words_done();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_byte_orders_are_read),
        cmocka_unit_test(a_broken_catalogue_is_refused),
        cmocka_unit_test(every_cut_is_refused_or_whole),
        cmocka_unit_test(the_language_is_switched_and_switched_back),
        cmocka_unit_test(a_missing_catalogue_leaves_the_former),
        cmocka_unit_test(our_own_news_are_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
