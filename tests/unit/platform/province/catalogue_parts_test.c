/* SPDX-License-Identifier: Apache-2.0 */
/* A catalogue in parts: whole when all are there as they were signed, and nothing before. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/catalogue.h"
#include "platform/province/reply.h"
#include "platform/trust/base64.h"
#include "platform/trust/sm3.h"

#define HEAD "{\"catalogue_version\":7,\"area_code\":\"140000\","
#define ROW(code)                                                                                  \
    "{\"task_code\":\"" code "\",\"task_name\":\"备案\",\"task_version\":\"3\",\"task_state\":"  \
    "\"1\",\"is_service_terminals\":\"1\"}"
#define PART(rows) "{\"items\":[" rows "]}"
#define DIGEST     "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"

/* The head that signs these parts. */
static struct catalogue head_of(const char *const parts[], size_t count)
{
    char text[1024] = HEAD "\"parts\":[", sm3[SM3_TEXT];
    struct catalogue c;
    for (size_t i = 0; i < count; i++) {
        assert_ok(sm3_digest_hex(parts[i], strlen(parts[i]), sm3));
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s{\"part_sm3\":\"%s\"}",
                 i ? "," : "", sm3);
    }
    strcat(text, "]}");
    assert_ok(catalogue_read(text, strlen(text), &c));
    assert_int_equal(0, c.count);
    return c;
}

static enum err join(struct catalogue *c, const char *part)
{
    return catalogue_join(c, part, strlen(part));
}

static void its_rows_stand_in_the_order_of_its_parts(void **state)
{
    (void)state;
    static const char *const parts[] = {PART(ROW("T2") "," ROW("T1")), PART(""), PART(ROW("T3"))};
    struct catalogue c = head_of(parts, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_false(catalogue_is_whole(&c));
        assert_ok(join(&c, parts[i]));
    }
    assert_true(catalogue_is_whole(&c));
    assert_int_equal(3, c.count);
    assert_string_equal("T2", c.entry[0].row.task_code);
    assert_string_equal("T3", c.entry[2].row.task_code);
    assert_err(ERR_USAGE, join(&c, parts[0]));
    catalogue_done(&c);
    struct catalogue none = head_of(parts, 0);
    assert_true(catalogue_is_whole(&none));
    catalogue_done(&none);
}

static void a_part_is_what_was_signed_or_refused(void **state)
{
    (void)state;
    static const struct {
        const char *part;
        enum err e;
    } bad[] = {{"{", ERR_FORMAT},
               {"{}", ERR_FORMAT},
               {"{\"items\":7}", ERR_FORMAT},
               {PART(ROW("T1") ",{}"), ERR_FORMAT}};
    static const char first[] = PART(ROW("T0"));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        const char *const parts[] = {first, bad[i].part};
        struct catalogue c = head_of(parts, 2);
        assert_err(ERR_CHECKSUM, join(&c, PART(ROW("T9"))));
        assert_ok(join(&c, first));
        assert_err(bad[i].e, join(&c, bad[i].part));
        assert_int_equal(1, c.count);
        assert_int_equal(1, c.joined);
        catalogue_done(&c);
    }
}

static void an_item_in_two_parts_refuses_the_last(void **state)
{
    (void)state;
    static const char *const parts[] = {PART(ROW("T1") "," ROW("T2")), PART(ROW("T1"))};
    struct catalogue c = head_of(parts, 2);
    assert_ok(join(&c, parts[0]));
    assert_err(ERR_CONFLICT, join(&c, parts[1]));
    assert_false(catalogue_is_whole(&c));
    assert_int_equal(2, c.count);
    catalogue_done(&c);
}

static void a_head_that_is_none_is_refused(void **state)
{
    (void)state;
#define SAYS(digest) "{\"part_sm3\":\"" digest "\"}"
    static const struct {
        const char *text;
        enum err e;
    } bad[] = {{HEAD "\"parts\":{}}", ERR_FORMAT},
               {HEAD "\"parts\":[],\"items\":[]}", ERR_FORMAT},
               {HEAD "\"parts\":[1]}", ERR_FORMAT},
               {HEAD "\"parts\":[{}]}", ERR_FORMAT},
               {HEAD "\"parts\":[{\"part_sm3\":7}]}", ERR_FORMAT},
               {HEAD "\"parts\":[" SAYS("66C7") "]}", ERR_FORMAT},
               {HEAD "\"parts\":[" SAYS(DIGEST "0") "]}", ERR_TOO_LONG},
               {HEAD "\"parts\":[" SAYS(DIGEST) "," SAYS(DIGEST) "]}", ERR_CONFLICT}};
    struct catalogue c = {.version = 99};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_err(bad[i].e, catalogue_read(bad[i].text, strlen(bad[i].text), &c));
    AUTO(auto_free) char *many = calloc(1, (CATALOGUE_PARTS_MAX + 1) * 2 + 100);
    strcpy(many, HEAD "\"parts\":[0");
    for (int i = 0; i < CATALOGUE_PARTS_MAX; i++)
        strcat(many, ",0");
    strcat(many, "]}");
    assert_err(ERR_TOO_LONG, catalogue_read(many, strlen(many), &c));
    assert_int_equal(99, c.version);
}

/* `rows` bare rows "0" in a part: too many is told before they are read. */
static char *bare(int rows)
{
    char *text = calloc(1, (size_t)rows * 2 + 40), *at;
    assert_non_null(text);
    strcpy(text, "{\"items\":[0");
    at = text + strlen(text);
    for (int i = 1; i < rows; i++, at += 2)
        memcpy(at, ",0", 2);
    strcpy(at, "]}");
    return text;
}

static void all_parts_together_hold_no_more_than_a_catalogue(void **state)
{
    (void)state;
    AUTO(auto_free) char *rest = bare(CATALOGUE_ITEMS_MAX);
    AUTO(auto_free) char *over = bare(CATALOGUE_ITEMS_MAX + 1);
    static const char first[] = PART(ROW("T1"));
    const char *const parts[] = {first, rest, over};
    struct catalogue c = head_of(parts, 3);
    assert_ok(join(&c, first));
    assert_err(ERR_TOO_LONG, join(&c, rest)); /* one more than fits beside the first */
    catalogue_done(&c);
    struct catalogue alone = head_of(parts + 2, 1);
    assert_err(ERR_TOO_LONG, join(&alone, over));
    catalogue_done(&alone);
}

static void a_reply_brings_a_part(void **state)
{
    (void)state;
    char body[200], letters[64], *text;
    size_t size;
    base64_encode(PART(""), strlen(PART("")), letters);
    snprintf(body, sizeof body, "{\"code\":0,\"message\":\"\",\"data\":{\"part\":\"%s\"}}",
             letters);
    assert_ok(reply_read_part(body, strlen(body), &text, &size));
    assert_string_equal(PART(""), text);
    free(text);
    assert_err(ERR_FORMAT, reply_read_item(body, strlen(body), &text, &size));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_rows_stand_in_the_order_of_its_parts),
        cmocka_unit_test(a_part_is_what_was_signed_or_refused),
        cmocka_unit_test(an_item_in_two_parts_refuses_the_last),
        cmocka_unit_test(a_head_that_is_none_is_refused),
        cmocka_unit_test(all_parts_together_hold_no_more_than_a_catalogue),
        cmocka_unit_test(a_reply_brings_a_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
