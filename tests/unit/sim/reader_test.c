/* SPDX-License-Identifier: Apache-2.0 */
/* The SAM module's dialogue, frame by frame (facts: SAM protocol 1.3 to 1.5, 4.3). */
#include "tests/unit/check.h"

#include <errno.h>
#include <string.h>

#include "platform/base/paths.h"
#include "tests/sim/models/reader.h"
#include "tests/unit/sim/host.h"

enum { FRAME = 1295, HEAD = 7 };

struct table {
    struct world world;
    struct reader reader;
    uint8_t answer[CARD_FRAME_MAX];
    int len; /* of the last answer, or an errno */
};

static struct table *table_new(void)
{
    struct table *t = calloc(1, sizeof *t);
    assert_non_null(t);
    assert_ok(world_init(&t->world, host_now));
    assert_ok(reader_init(&t->reader, &t->world, &reader_bulk4));
    gadget_appear(&t->reader.gadget);
    return t;
}

static void table_free(struct table *t)
{
    gadget_done(&t->reader.gadget);
    world_done(&t->world);
    free(t);
}

static void lay_sample(struct table *t)
{
    struct card card;
    char why[CARD_WHY];
    assert_ok(card_load(TEST_DATA "/id-cards/sample_cn_1295.bin", &card, why));
    assert_ok(reader_present(&t->reader, &card));
}

static void send(struct table *t, const char *rest, size_t size)
{
    uint8_t head[HEAD] = {0xAA, 0xAA, 0xAA, 0x96, 0x69, 0, (uint8_t)size}, copy[64];
    memcpy(copy, rest, size);
    assert_int_equal(HEAD, host_bulk(&t->reader.gadget, READER_OUT_HEAD, head, HEAD));
    assert_int_equal(size, host_bulk(&t->reader.gadget, READER_OUT_REST, copy, size));
}

/* Both halves of an answer into t->answer; returns SW3. */
static int receive(struct table *t)
{
    struct gadget *g = &t->reader.gadget;
    t->len = host_bulk(g, READER_IN_HEAD, t->answer, 64);
    if (t->len != HEAD)
        return -1;
    t->len = t->answer[5] << 8 | t->answer[6];
    assert_int_equal(t->len, host_bulk(g, READER_IN_REST, t->answer + HEAD, 2048));
    uint8_t sum = 0;
    for (int i = 5; i < HEAD + t->len; i++)
        sum ^= t->answer[i];
    assert_int_equal(0, sum);
    return t->answer[9];
}

static int ask(struct table *t, uint16_t command)
{
    char rest[3] = {(char)(command >> 8), (char)command};
    rest[2] = (char)(3 ^ rest[0] ^ rest[1]);
    send(t, rest, 3);
    return receive(t);
}

static void test_answers_are_the_known_frames(void **state)
{
    (void)state;
    static const uint8_t good[] = {0xAA, 0xAA, 0xAA, 0x96, 0x69, 0, 4, 0, 0, 0x90, 0x94};
    static const uint8_t found[] = {0xAA, 0xAA, 0xAA, 0x96, 0x69, 0, 8,   0,
                                    0,    0x9F, 0,    0,    0,    0, 0x97};
    static const uint8_t none[] = {0xAA, 0xAA, 0xAA, 0x96, 0x69, 0, 4, 0, 0, 0x80, 0x84};
    struct table *t = table_new();
    assert_int_equal(0x90, ask(t, 0x11FF));
    assert_memory_equal(good, t->answer, sizeof good);
    assert_int_equal(0x80, ask(t, 0x2001));
    assert_memory_equal(none, t->answer, sizeof none);
    lay_sample(t);
    assert_int_equal(0x9F, ask(t, 0x2001));
    assert_memory_equal(found, t->answer, sizeof found);
    assert_int_equal(0x90, ask(t, 0x12FF));
    assert_int_equal(20, t->len);
    table_free(t);
}

static void test_whole_reading(void **state)
{
    (void)state;
    struct table *t = table_new();
    AUTO(auto_free) char *sample = NULL;
    size_t size;
    assert_ok(paths_read_file(TEST_DATA "/id-cards/sample_cn_1295.bin", 4096, &sample, &size));
    lay_sample(t);
    assert_int_equal(0x9F, ask(t, 0x2001));
    assert_int_equal(0x90, ask(t, 0x2002));
    assert_int_equal(12, t->len);
    int64_t start = host_now();
    assert_int_equal(0x90, ask(t, 0x3001));
    assert_in_range(host_now() - start, 200, 300);
    assert_int_equal(FRAME, HEAD + t->len);
    assert_memory_equal(sample, t->answer, FRAME);
    table_free(t);
}

static void test_second_read_needs_a_lift(void **state)
{
    (void)state;
    struct table *t = table_new();
    lay_sample(t);
    assert_int_equal(0x9F, ask(t, 0x2001));
    assert_int_equal(0x90, ask(t, 0x2002));
    assert_int_equal(0x90, ask(t, 0x3001));
    assert_int_equal(0x80, ask(t, 0x2001));
    assert_int_equal(0x81, ask(t, 0x2002));
    assert_int_equal(0x23, ask(t, 0x3001));
    assert_int_equal(0x90, ask(t, 0x10FF)); /* resetting the module does not lift the card */
    assert_int_equal(0x80, ask(t, 0x2001));
    assert_int_equal(0x91, ask(t, 0x3003)); /* lies there, no further address */
    reader_lift(&t->reader);
    assert_int_equal(0x41, ask(t, 0x3003));
    assert_int_equal(0x80, ask(t, 0x2001));
    lay_sample(t);
    assert_int_equal(0x9F, ask(t, 0x2001));
    table_free(t);
}

static void test_order_is_kept(void **state)
{
    (void)state;
    struct table *t = table_new();
    assert_int_equal(0x81, ask(t, 0x2002));
    assert_int_equal(0x80, ask(t, 0x3001));
    lay_sample(t);
    struct card other = {0};
    assert_err(ERR_STATE, reader_present(&t->reader, &other));
    assert_int_equal(0x81, ask(t, 0x2002));
    assert_int_equal(0x23, ask(t, 0x3001));
    assert_int_equal(0x9F, ask(t, 0x2001));
    assert_int_equal(0x23, ask(t, 0x3001));
    assert_int_equal(0x23, ask(t, 0x3003));
    assert_int_equal(0x90, ask(t, 0x2002));
    assert_int_equal(0x90, ask(t, 0x10FF));
    assert_int_equal(0x23, ask(t, 0x3001)); /* the reset lost the selection */
    table_free(t);
}

static void test_lifted_in_mid_read(void **state)
{
    (void)state;
    struct table *t = table_new();
    lay_sample(t);
    assert_int_equal(0x9F, ask(t, 0x2001));
    assert_int_equal(0x90, ask(t, 0x2002));
    send(t, "\x30\x01\x32", 3);
    host_step(&t->world, 100);
    reader_lift(&t->reader);
    assert_int_equal(0x41, receive(t));
    assert_int_equal(0, t->reader.reads);
    table_free(t);
}

/* A slow card: found at once, lifted long after the usual time, still in mid-read. */
static void test_slow_card_lifted(void **state)
{
    (void)state;
    struct table *t = table_new();
    lay_sample(t);
    t->reader.read_ms = 1500;
    assert_int_equal(0x9F, ask(t, 0x2001));
    assert_int_equal(0x90, ask(t, 0x2002));
    send(t, "\x30\x01\x32", 3);
    host_step(&t->world, 1400);
    reader_lift(&t->reader);
    assert_int_equal(0x41, receive(t));
    table_free(t);
}

static void test_bad_requests(void **state)
{
    (void)state;
    struct table *t = table_new();
    send(t, "\x11\xFF\x00", 3);
    assert_int_equal(0x10, receive(t));
    send(t, "\x11\xFF\x00\xEA", 4);
    assert_int_equal(0x11, receive(t));
    assert_int_equal(0x21, ask(t, 0x4444));
    uint8_t noise[HEAD] = {0xAA, 0xAA, 0x96, 0x69, 0, 3, 0};
    assert_int_equal(HEAD, host_bulk(&t->reader.gadget, READER_OUT_HEAD, noise, HEAD));
    assert_int_equal(-1, receive(t)); /* no preamble: no answer */
    assert_int_equal(0x90, ask(t, 0x11FF));
    table_free(t);
}

static void test_more_address(void **state)
{
    (void)state;
    struct table *t = table_new();
    struct card card;
    char why[CARD_WHY];
    assert_ok(card_parse("name=张三\nmore_address=测试路3号\n", &card, why));
    assert_ok(reader_present(&t->reader, &card));
    assert_int_equal(0x9F, ask(t, 0x2001));
    assert_int_equal(0x90, ask(t, 0x2002));
    assert_int_equal(0x90, ask(t, 0x3001));
    assert_int_equal(0x90, ask(t, 0x3003));
    assert_int_equal(74, t->len);
    assert_memory_equal("\x4b\x6d", t->answer + 10, 2); /* 测 */
    table_free(t);
}

static void test_plug_makes_the_card_new(void **state)
{
    (void)state;
    struct table *t = table_new();
    lay_sample(t);
    assert_int_equal(0x9F, ask(t, 0x2001));
    assert_int_equal(0x90, ask(t, 0x2002));
    assert_int_equal(0x90, ask(t, 0x3001));
    gadget_vanish(&t->reader.gadget);
    gadget_appear(&t->reader.gadget);
    assert_int_equal(0x9F, ask(t, 0x2001));
    table_free(t);
}

/* The text form of the invented person of the sample gives the very bytes of the sample. */
static void test_card_text_equals_the_sample(void **state)
{
    (void)state;
    static const char text[] = "# an invented person\r\n"
                               "name=张三\nsex=女\nnation=01\nbirth=19491231\n"
                               "address=北京市朝阳区测试路1号\nnumber=11010519491231002X\n"
                               "issuer=北京市公安局朝阳分局\nvalid_from=20200101\n"
                               "valid_to = 长期";
    struct card card;
    char why[CARD_WHY];
    AUTO(auto_free) char *sample = NULL;
    size_t size;
    assert_ok(card_parse(text, &card, why));
    assert_ok(paths_read_file(TEST_DATA "/id-cards/sample_cn_1295.bin", 4096, &sample, &size));
    assert_int_equal(size, card.frame_size);
    assert_memory_equal(sample, card.frame, size);
}

static void test_card_kinds(void **state)
{
    (void)state;
    static const struct {
        const char *text, *file;
    } cards[] = {
        {"kind=hmt\nname=陈大文\nsex=1\nbirth=19900307\naddress=广东省深圳市测试路2号\n"
         "number=81000019900307151X\nissuer=深圳市公安局\nvalid_from=20200101\n"
         "valid_to=20250101\npermit=H12345678\nissues=01\n",
         TEST_DATA "/id-cards/sample_hmt_1295.bin"},
        {"kind=foreigner2017\nname_latin=ALEXANDER TEST\nsex=1\nnumber=USA110080010108\n"
         "nation=USA\nname=测试\nvalid_from=20180101\nvalid_to=20280101\nbirth=19800101\n"
         "issues=01\nissuer=1100\n",
         TEST_DATA "/id-cards/sample_foreign_I_1295.bin"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cards); i++) {
        struct card card;
        char why[CARD_WHY];
        AUTO(auto_free) char *sample = NULL;
        size_t size;
        assert_ok(card_parse(cards[i].text, &card, why));
        assert_ok(paths_read_file(cards[i].file, 4096, &sample, &size));
        assert_memory_equal(sample, card.frame, size);
    }
}

static void test_card_mistakes_are_named(void **state)
{
    (void)state;
    struct card card;
    char why[CARD_WHY];
    assert_err(ERR_FORMAT, card_parse("name=张三\ncolour=red\n", &card, why));
    assert_string_equal("line 2: malformed", why);
    assert_err(ERR_TOO_LONG, card_parse("name=一二三四五六七八九十一二三四五六\n", &card, why));
    assert_err(ERR_FORMAT, card_parse("kind=martian\n", &card, why));
    assert_err(ERR_FORMAT, card_parse("kind=hmt\nnation=01\n", &card, why));
    assert_err(ERR_ABSENT, card_load("/nowhere/x.card", &card, why));
}

static void test_status_where_it_belongs(void **state)
{
    (void)state;
    struct table *t = table_new();
    lay_sample(t);
    reader_set_status(&t->reader, 0x41, 1);
    assert_int_equal(0x9F, ask(t, 0x2001));
    assert_int_equal(0x90, ask(t, 0x2002));
    assert_int_equal(0x41, ask(t, 0x3001));
    assert_int_equal(0x90, ask(t, 0x2002));
    assert_int_equal(0x90, ask(t, 0x3001));
    reader_set_status(&t->reader, 0x81, 1);
    assert_int_equal(0x90, ask(t, 0x11FF));
    assert_int_equal(0x81, ask(t, 0x2002));
    reader_set_status(&t->reader, 0x66, -1);
    assert_int_equal(0x66, ask(t, 0x11FF));
    assert_int_equal(0x66, ask(t, 0x2001));
    reader_set_status(&t->reader, 0, 0);
    assert_int_equal(0x90, ask(t, 0x11FF));
    table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers_are_the_known_frames),
        cmocka_unit_test(test_whole_reading),
        cmocka_unit_test(test_second_read_needs_a_lift),
        cmocka_unit_test(test_order_is_kept),
        cmocka_unit_test(test_lifted_in_mid_read),
        cmocka_unit_test(test_slow_card_lifted),
        cmocka_unit_test(test_bad_requests),
        cmocka_unit_test(test_status_where_it_belongs),
        cmocka_unit_test(test_more_address),
        cmocka_unit_test(test_plug_makes_the_card_new),
        cmocka_unit_test(test_card_text_equals_the_sample),
        cmocka_unit_test(test_card_kinds),
        cmocka_unit_test(test_card_mistakes_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
