/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <qrencode.h>
#include <string.h>

#include "drivers/scanner/decode.h"
#include "drivers/scanner/payload.h"

struct picture {
    uint8_t grey[400 * 400];
    struct decode_image image;
};

static void draw(struct picture *p, const void *data, int size, int scale)
{
    QRcode *q = QRcode_encodeData(size, data, 0, QR_ECLEVEL_M);
    assert_non_null(q);
    int side = (q->width + 8) * scale;
    assert_true(side <= 400);
    memset(p->grey, 255, sizeof p->grey);
    for (int y = 0; y < q->width * scale; y++)
        for (int x = 0; x < q->width * scale; x++)
            if (q->data[y / scale * q->width + x / scale] & 1)
                p->grey[(y + 4 * scale) * side + x + 4 * scale] = 0;
    QRcode_free(q);
    p->image = (struct decode_image){.grey = p->grey, .width = side, .height = side};
}

struct found {
    size_t count, size;
    uint8_t data[256];
};

static bool keep(void *user, const uint8_t *data, size_t size)
{
    struct found *f = user;
    f->count++;
    f->size = size;
    memcpy(f->data, data, size < sizeof f->data ? size : sizeof f->data);
    return false;
}

static void bytes_come_back_as_they_were(void **state)
{
    (void)state;
    static struct picture p;
    const char *payloads[] = {"你好", "ID=42&n=李雷", "\xC4\xE3\xBA\xC3", "https://example.cn/k"};
    for (size_t i = 0; i < ARRAY_LEN(payloads); i++) {
        struct found f = {0};
        draw(&p, payloads[i], (int)strlen(payloads[i]), 5);
        assert_ok(decode_qr(&p.image, keep, &f));
        assert_int_equal(f.count, 1);
        assert_int_equal(f.size, strlen(payloads[i]));
        assert_memory_equal(f.data, payloads[i], f.size);
    }
}

static void zero_bytes_survive(void **state)
{
    (void)state;
    static struct picture p;
    struct found f = {0};
    draw(&p, "a\0b\xFF", 4, 6);
    assert_ok(decode_qr(&p.image, keep, &f));
    assert_int_equal(f.size, 4);
    assert_memory_equal(f.data, "a\0b\xFF", 4);
}

static void nothing_is_found_in_nothing(void **state)
{
    (void)state;
    static struct picture p;
    struct found f = {0};
    memset(p.grey, 255, sizeof p.grey);
    p.image = (struct decode_image){.grey = p.grey, .width = 300, .height = 300};
    assert_err(ERR_NOT_FOUND, decode_qr(&p.image, keep, &f));
    p.image.width = 0;
    assert_err(ERR_RANGE, decode_qr(&p.image, keep, &f));
    p.image = (struct decode_image){.grey = p.grey, .width = 300, .height = 0};
    assert_err(ERR_RANGE, decode_qr(&p.image, keep, &f));
    p.image.height = DECODE_SIDE_MAX + 1;
    assert_err(ERR_RANGE, decode_qr(&p.image, keep, &f));
    p.image = (struct decode_image){.grey = p.grey, .width = DECODE_SIDE_MAX + 1, .height = 1};
    assert_err(ERR_RANGE, decode_qr(&p.image, keep, &f));
    assert_int_equal(f.count, 0);
}

static bool seen_all(void *user, const uint8_t *data, size_t size)
{
    keep(user, data, size);
    return true;
}

static void every_code_is_reported(void **state)
{
    (void)state;
    static struct picture p;
    static uint8_t two[400 * 800];
    struct found f = {0};
    draw(&p, "one", 3, 8);
    int side = p.image.width;
    for (int y = 0; y < side; y++)
        for (int copy = 0; copy < 2; copy++)
            memcpy(two + (y * 2 + copy) * side, p.grey + y * side, (size_t)side);
    draw(&p, "two", 3, 8);
    for (int y = 0; y < side; y++)
        memcpy(two + (y * 2 + 1) * side, p.grey + y * side, (size_t)side);
    struct decode_image both = {.grey = two, .width = 2 * side, .height = side};
    assert_ok(decode_qr(&both, seen_all, &f));
    assert_int_equal(f.count, 2);
}

static void kinds_of_payload(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        enum payload_kind kind;
    } cases[] = {
        {"https://example.cn", PAYLOAD_UTF8},
        {"你好，张三\r\n", PAYLOAD_UTF8},
        {"\xC4\xE3\xBA\xC3", PAYLOAD_GB18030},     /* 你好 */
        {"\xC1\xAA\xCD\xA8", PAYLOAD_GB18030},     /* 联通: C1 is never UTF-8 */
        {"\x81\x39\xEE\x39", PAYLOAD_GB18030},     /* 㐀 */
        {"\x95\x32\xB7\x35\x41", PAYLOAD_GB18030}, /* beyond the BMP */
        {"\xC4\xE3\xBA", PAYLOAD_BINARY},          /* cut in a character */
        {"\xAA\xA1", PAYLOAD_BINARY},              /* user-defined area */
        {"\xFF\xFE", PAYLOAD_BINARY},
        {"a\tb", PAYLOAD_UTF8},
        {"abc\x1B@", PAYLOAD_BINARY},
        {"abc\x7F", PAYLOAD_BINARY},
        {"", PAYLOAD_UTF8},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(payload_classify(cases[i].bytes, strlen(cases[i].bytes)), cases[i].kind);
    static char big[PAYLOAD_MAX + 1];
    memset(big, 0xC4, sizeof big);
    assert_int_equal(payload_classify(big, sizeof big), PAYLOAD_BINARY);
    assert_int_equal(payload_classify(big, sizeof big - 1), PAYLOAD_GB18030);
}

static void text_is_utf8_whatever_it_was(void **state)
{
    (void)state;
    char text[16];
    assert_ok(payload_text("\xC4\xE3\xBA\xC3", 4, text, sizeof text));
    assert_string_equal(text, "你好");
    assert_ok(payload_text("你好", 6, text, sizeof text));
    assert_string_equal(text, "你好");
    assert_err(ERR_TOO_LONG, payload_text("你好", 6, text, 6));
    assert_err(ERR_TOO_LONG, payload_text("\xC4\xE3\xBA\xC3", 4, text, 6));
    assert_err(ERR_TOO_LONG, payload_text("\xC4\xE3\xBA\xC3", 4, text, 0));
    assert_err(ERR_ENCODING, payload_text("\xFF", 1, text, sizeof text));
    assert_ok(
        payload_text("\xA3\xA1", 2, text, sizeof text)); /* beyond private use, and readable */
    assert_string_equal("！", text);
    assert_err(ERR_ENCODING, payload_text("\xAA\xA1", 2, text, sizeof text));
    assert_err(ERR_ENCODING, payload_text("\xD8\x38\x97\x34", 4, text, sizeof text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_come_back_as_they_were),
        cmocka_unit_test(zero_bytes_survive),
        cmocka_unit_test(nothing_is_found_in_nothing),
        cmocka_unit_test(every_code_is_reported),
        cmocka_unit_test(kinds_of_payload),
        cmocka_unit_test(text_is_utf8_whatever_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
