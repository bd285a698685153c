/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/json.h"

static enum err parse(const char *text)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    return json_parse(text, strlen(text), &object);
}

static void only_one_bounded_object_is_taken(void **state)
{
    (void)state;
    assert_ok(parse("{}"));
    assert_ok(parse(" {\"a\":[1,{\"b\":\"\\\"}{{{{{{{{{{{{\"}]}\n"));
    assert_ok(parse("{\"a\":[[[[[[[1]]]]]]]}"));
    assert_err(ERR_FORMAT, parse("{\"a\":[[[[[[[[1]]]]]]]]}"));
    assert_err(ERR_FORMAT, parse("[1]"));
    assert_err(ERR_FORMAT, parse("{\"a\":1}{"));
    assert_err(ERR_FORMAT, parse("{\"a\":1,\"a\":1}"));
    assert_err(ERR_FORMAT, parse("{\"a\":\"\\u0000\"}"));
    assert_err(ERR_FORMAT, parse("{\"a\":\"\xff\"}"));
    assert_err(ERR_FORMAT, parse("{\"a\":\"\xed\xa0\x80\"}"));
    assert_err(ERR_FORMAT, parse("{\"a\":1e999}"));
    assert_err(ERR_FORMAT, parse("}}}}"));
    assert_err(ERR_FORMAT, parse("{\"a\\"));
    assert_err(ERR_FORMAT, parse(""));
    json_t *object = NULL;
    assert_err(ERR_FORMAT, json_parse("{}\0", 3, &object));
    char *longer = calloc(1, JSON_STRICT_MAX + 1);
    assert_err(ERR_TOO_LONG, json_parse(longer, JSON_STRICT_MAX + 1, &object));
    free(longer);
    assert_null(object);
}

static void canonical_is_sorted_tight_and_unescaped(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret text = {0};
    AUTO(auto_json_decref) json_t *object = NULL;
    const char *loose = "{ \"b\" : \"\\u5f20/\\\"\", \"a_\":{}, \"a\":[ 1 , true ], \"B\":null }";
    assert_ok(json_parse(loose, strlen(loose), &object));
    assert_ok(json_canonical(object, &text));
    assert_string_equal("{\"B\":null,\"a\":[1,true],\"a_\":{},\"b\":\"张/\\\"\"}",
                        secret_text(&text));
}

static void texts_are_checked_going_in_and_coming_out(void **state)
{
    (void)state;
    char text[4];
    AUTO(auto_json_decref) json_t *object = json_object();
    assert_ok(json_put_text(object, "a", "abc"));
    assert_err(ERR_ENCODING, json_put_text(object, "b", "a\nb"));
    assert_err(ERR_ENCODING, json_put_text(object, "b", "a\x7f"));
    assert_err(ERR_ENCODING, json_put_text(object, "b", "\xff"));
    assert_ok(json_copy_text(object, "a", text, sizeof text));
    assert_string_equal("abc", text);
    assert_err(ERR_TOO_LONG, json_copy_text(object, "a", text, 3));
    assert_err(ERR_MISSING, json_copy_text(object, "b", text, sizeof text));
    json_object_set_new(object, "n", json_integer(1));
    assert_err(ERR_FORMAT, json_copy_text(object, "n", text, sizeof text));
    assert_err(ERR_MISSING, json_copy_text(NULL, "a", text, sizeof text));
}

/* The block is given back to the heap; what the allocator leaves in it must not be the text. */
static void what_jansson_frees_is_erased(void **state)
{
    (void)state;
    json_malloc_t get;
    json_free_t give;
    json_get_alloc_funcs(&get, &give);
    assert_ptr_not_equal(malloc, get);
    char *volatile block = get(256);
    memset(block, 'x', 256);
    uintptr_t where = (uintptr_t)block;
    give(block);
    char *again = get(256);
    if ((uintptr_t)again == where)
        for (size_t i = 0; i < 256; i++)
            assert_int_not_equal('x', again[i]);
    give(again);
    give(NULL);
    assert_null(get(SIZE_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_one_bounded_object_is_taken),
        cmocka_unit_test(canonical_is_sorted_tight_and_unescaped),
        cmocka_unit_test(texts_are_checked_going_in_and_coming_out),
        cmocka_unit_test(what_jansson_frees_is_erased),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
