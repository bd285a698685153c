/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/trust/base64.h"
#include "platform/base/uuid.h"
#include "platform/trust/random.h"
#include "platform/trust/sha256.h"
#include "platform/trust/sm3.h"
#include "platform/trust/sm4.h"

static const char *hex(const void *data, size_t size)
{
    static char text[512];
    for (size_t i = 0; i < size; i++)
        snprintf(text + 2 * i, 3, "%02x", ((const uint8_t *)data)[i]);
    return text;
}

/* GB/T 32905-2016, annex A. */
static void sm3_gives_the_standards_values(void **state)
{
    (void)state;
    uint8_t digest[SM3_SIZE];
    char longer[64];
    for (size_t i = 0; i < sizeof longer; i++)
        longer[i] = "abcd"[i % 4];
    assert_ok(sm3_digest("abc", 3, digest));
    assert_string_equal("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
                        hex(digest, sizeof digest));
    assert_ok(sm3_digest(longer, sizeof longer, digest));
    assert_string_equal("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
                        hex(digest, sizeof digest));
    assert_ok(sm3_digest("", 0, digest));
    assert_string_equal("1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b",
                        hex(digest, sizeof digest));
}

/* The value is the openssl program's: dgst -sm3 -mac HMAC. */
static void hmac_agrees_with_the_openssl_program(void **state)
{
    (void)state;
    uint8_t key[20], mac[SM3_SIZE];
    memset(key, 0x0b, sizeof key);
    assert_ok(sm3_hmac(key, sizeof key, "Hi There", 8, mac));
    assert_string_equal("51b00d1fb49832bfb01c3ce27848e59f871d9ba938dc563b338ca964755cce70",
                        hex(mac, sizeof mac));
    assert_err(ERR_USAGE, sm3_hmac(key, 0, "Hi There", 8, mac));
}

/* FIPS 180-4 examples: one block, two blocks, no byte. */
static void sha256_gives_the_standards_values(void **state)
{
    (void)state;
    static const char longer[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    uint8_t digest[SHA256_SIZE];
    assert_ok(sha256_digest("abc", 3, digest));
    assert_string_equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        hex(digest, sizeof digest));
    assert_ok(sha256_digest(longer, sizeof longer - 1, digest));
    assert_string_equal("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
                        hex(digest, sizeof digest));
    assert_ok(sha256_digest("", 0, digest));
    assert_string_equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        hex(digest, sizeof digest));
}

/* RFC 4231, test cases 1, 2 and 6 (a key longer than a block). */
static void hmac_sha256_gives_the_rfcs_values(void **state)
{
    (void)state;
    static const char hint[] = "what do ya want for nothing?";
    static const char large[] = "Test Using Larger Than Block-Size Key - Hash Key First";
    uint8_t key[131], mac[SHA256_SIZE];
    memset(key, 0x0b, 20);
    assert_ok(sha256_hmac(key, 20, "Hi There", 8, mac));
    assert_string_equal("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
                        hex(mac, sizeof mac));
    assert_ok(sha256_hmac("Jefe", 4, hint, sizeof hint - 1, mac));
    assert_string_equal("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                        hex(mac, sizeof mac));
    memset(key, 0xaa, sizeof key);
    assert_ok(sha256_hmac(key, sizeof key, large, sizeof large - 1, mac));
    assert_string_equal("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
                        hex(mac, sizeof mac));
    assert_err(ERR_USAGE, sha256_hmac(key, 0, "Hi There", 8, mac));
}

static void equal_sees_every_bit(void **state)
{
    (void)state;
    uint8_t a[SM3_SIZE] = {1, 2, 3}, b[SM3_SIZE] = {1, 2, 3};
    assert_true(sm3_equal(a, b));
    for (size_t bit = 0; bit < 8 * SM3_SIZE; bit++) {
        b[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_false(sm3_equal(a, b));
        b[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
}

/* GB/T 32907-2016, annex A.1: the first block of a counter mode over zeros is the cipher itself. */
static void sm4_gives_the_standards_value(void **state)
{
    (void)state;
    static const uint8_t key[SM4_KEY_SIZE] = {0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef,
                                              0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10};
    uint8_t data[40] = {0};
    assert_ok(sm4_ctr(key, key, data, sizeof data, data));
    assert_string_equal("681edf34d206965e86b3e94f536e4246", hex(data, 16));
    assert_ok(sm4_ctr(key, key, data, sizeof data, data));
    for (size_t i = 0; i < sizeof data; i++)
        assert_int_equal(0, data[i]);
    assert_err(ERR_TOO_LONG, sm4_ctr(key, key, data, (size_t)INT32_MAX + 1, data));
}

static void base64_has_one_text_for_one_value(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"", ""},
                                           {"f", "Zg=="},
                                           {"fo", "Zm8="},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg=="},
                                           {"fooba", "Zm9vYmE="},
                                           {"foobar", "Zm9vYmFy"}};
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        char text[16], back[16];
        size_t size;
        base64_encode(pairs[i][0], strlen(pairs[i][0]), text);
        assert_string_equal(pairs[i][1], text);
        assert_int_equal(BASE64_LENGTH(strlen(pairs[i][0])), strlen(text));
        assert_ok(base64_decode(text, strlen(text), back, sizeof back, &size));
        assert_int_equal(strlen(pairs[i][0]), size);
        assert_memory_equal(pairs[i][0], back, size);
    }
    static const char *const wrong[] = {"Z",    "Zg=",  "Zh==", "Zm9=",  "Zg==Zg==", "Z===",
                                        "====", "Zm 9", "Zm-_", "Zm\n=", "=m8=",     "Zg=a"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        char back[16];
        size_t size = 99;
        assert_err(ERR_FORMAT, base64_decode(wrong[i], strlen(wrong[i]), back, sizeof back, &size));
        assert_int_equal(99, size);
    }
    char back[2];
    size_t size;
    assert_err(ERR_TOO_LONG, base64_decode("Zm9v", 4, back, sizeof back, &size));
    assert_err(ERR_FORMAT, base64_decode("Z\0==", 4, back, sizeof back, &size));
}

static void a_uuid_is_version_4_and_new_each_time(void **state)
{
    (void)state;
    char first[UUID_TEXT], second[UUID_TEXT];
    assert_ok(uuid_make(first));
    assert_ok(uuid_make(second));
    assert_string_not_equal(first, second);
    assert_int_equal(36, strlen(first));
    assert_int_equal(36, strspn(first, "0123456789abcdef-"));
    assert_int_equal('4', first[14]);
    assert_non_null(strchr("89ab", first[19]));
    assert_err(ERR_USAGE, random_bytes(first, (size_t)INT32_MAX + 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sm3_gives_the_standards_values),
        cmocka_unit_test(hmac_agrees_with_the_openssl_program),
        cmocka_unit_test(sha256_gives_the_standards_values),
        cmocka_unit_test(hmac_sha256_gives_the_rfcs_values),
        cmocka_unit_test(equal_sees_every_bit),
        cmocka_unit_test(sm4_gives_the_standards_value),
        cmocka_unit_test(base64_has_one_text_for_one_value),
        cmocka_unit_test(a_uuid_is_version_4_and_new_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
