/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/envelope.h"
#include "platform/province/json.h"
#include "platform/trust/base64.h"
#include "platform/trust/seal.h"
#include "tests/unit/platform/trust/demo_keys.h"

#define DOC "{\"applyer_name\":\"张三\",\"kiosk_code\":\"K017\",\"operation\":\"submit\"}"

enum { SEALED_MS = 1795420800 };

static struct sm2_key *kiosk, *kiosk_public, *province, *province_public;

static const struct sm2_key *registered(void *user, const char *code)
{
    (void)user;
    return strcmp(code, "K017") == 0 || strcmp(code, "K018") == 0 ? kiosk_public : NULL;
}

static struct envelope_writer writer;
static struct envelope_reader reader;

static int set_up(void **state)
{
    (void)state;
    kiosk = demo_keys_private("kiosk/kiosk-sm2.key");
    kiosk_public = demo_keys_public("province/kiosks/K017.pub");
    province = demo_keys_private("province/province-sm2.key");
    province_public = demo_keys_public("kiosk/province-sm2.pub");
    writer = (struct envelope_writer){"K017", kiosk, province_public};
    reader = (struct envelope_reader){province, registered, NULL};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sm2_free(kiosk);
    sm2_free(kiosk_public);
    sm2_free(province);
    sm2_free(province_public);
    return 0;
}

static char *build(const char *doc_text, size_t *ret_size)
{
    AUTO(secret_wipe) struct secret doc = {0};
    char *body;
    assert_ok(secret_set_text(&doc, doc_text));
    assert_ok(envelope_build(&writer, &doc, SEALED_MS, &body, ret_size));
    assert_int_equal(strlen(body), *ret_size);
    return body;
}

static enum err result(const char *body, size_t size)
{
    AUTO(envelope_message_wipe) struct envelope_message message = {0};
    return envelope_open(&reader, body, size, &message);
}

static void the_province_reads_what_the_kiosk_wrote(void **state)
{
    (void)state;
    size_t size;
    AUTO(auto_free) char *body = build(DOC, &size);
    AUTO(envelope_message_wipe) struct envelope_message message = {0};
    assert_ok(envelope_open(&reader, body, size, &message));
    assert_string_equal(DOC, secret_text(&message.doc));
    assert_string_equal("K017", message.kiosk_code);
    assert_int_equal(SEALED_MS, message.sealed_ms);
    assert_int_equal(32, strlen(message.nonce));
    assert_null(strstr(body, "张三"));
}

static void it_has_the_members_of_the_contract_sorted(void **state)
{
    (void)state;
    static const char *const names[] = {"app_code",  "enc_data", "enc_key", "enc_type",
                                        "iv",        "mac",      "nonce",   "sign_type",
                                        "timestamp", "version"};
    size_t size;
    AUTO(auto_free) char *body = build(DOC, &size);
    AUTO(auto_json_decref) json_t *object = NULL;
    AUTO(secret_wipe) struct secret canonical = {0};
    assert_ok(json_parse(body, size, &object));
    assert_int_equal(ARRAY_LEN(names), json_object_size(object));
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        assert_non_null(json_object_get(object, names[i]));
    assert_ok(json_canonical(object, &canonical));
    assert_string_equal(body, secret_text(&canonical));
}

/* Every byte, changed in two ways: a low bit and the case bit. */
static void any_changed_byte_is_refused(void **state)
{
    (void)state;
    size_t size;
    AUTO(auto_free) char *body = build(DOC, &size);
    for (size_t i = 0; i < size; i++)
        for (int bit = 0; bit <= 5; bit += 5) {
            body[i] ^= (char)(1 << bit);
            if (result(body, size) == ERR_NONE)
                fail_msg("byte %zu of %zu, bit %d: taken", i, size, bit);
            body[i] ^= (char)(1 << bit);
        }
    for (size_t i = 0; i < size; i++)
        assert_int_not_equal(ERR_NONE, result(body, i));
    assert_ok(result(body, size));
}

/* The envelope with one member replaced (value NULL: removed). */
static enum err with_member(const char *name, json_t *value)
{
    size_t size;
    AUTO(auto_free) char *body = build(DOC, &size);
    AUTO(auto_json_decref) json_t *object = NULL;
    AUTO(secret_wipe) struct secret text = {0};
    assert_ok(json_parse(body, size, &object));
    if (value)
        assert_int_equal(0, json_object_set_new(object, name, value));
    else
        assert_int_equal(0, json_object_del(object, name));
    assert_ok(json_canonical(object, &text));
    return result(secret_text(&text), text.len);
}

static void every_member_is_demanded_as_text(void **state)
{
    (void)state;
    static const char *const names[] = {"app_code",  "enc_data", "enc_key", "enc_type",
                                        "iv",        "mac",      "nonce",   "sign_type",
                                        "timestamp", "version"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        assert_int_equal(ERR_CAT_INPUT, err_category(with_member(names[i], NULL)));
        assert_err(ERR_FORMAT, with_member(names[i], json_integer(1)));
    }
}

static void members_are_held_to_their_form(void **state)
{
    (void)state;
    assert_err(ERR_UNSUPPORTED, with_member("version", json_string("1.0.1")));
    assert_err(ERR_UNSUPPORTED, with_member("enc_type", json_string("SM4-GCM")));
    assert_err(ERR_UNSUPPORTED, with_member("sign_type", json_string("SM2-SHA256")));
    assert_err(ERR_KEY, with_member("app_code", json_string("K099")));
    assert_err(ERR_SIGNATURE, with_member("app_code", json_string("K018")));
    assert_err(ERR_FORMAT, with_member("app_code", json_string("k017")));
    assert_err(ERR_TOO_LONG, with_member("app_code", json_string("K0170000000000000")));
    assert_err(ERR_FORMAT, with_member("timestamp", json_string("")));
    assert_err(ERR_FORMAT, with_member("timestamp", json_string("12x")));
    assert_err(ERR_FORMAT, with_member("timestamp", json_string("1234567890123456")));
    assert_err(ERR_SIGNATURE, with_member("timestamp", json_string("01795420800")));
    assert_err(ERR_FORMAT, with_member("nonce", json_string("00")));
    assert_err(ERR_FORMAT, with_member("iv", json_string("AAAA")));
    assert_err(ERR_TOO_LONG, with_member("iv", json_string("AAAAAAAAAAAAAAAAAAAAAAAAAAAA")));
    assert_err(ERR_FORMAT, with_member("mac", json_string("")));
    assert_err(ERR_FORMAT, with_member("enc_key", json_string("*")));
    assert_err(ERR_SIGNATURE, with_member("enc_key", json_string("")));
    assert_err(ERR_TOO_LONG, with_member("enc_data", json_string("")));
    assert_ok(with_member("more", json_string("unknown members are passed over")));
}

static void a_doc_of_another_kiosk_is_refused(void **state)
{
    (void)state;
    static const char *const docs[] = {
        "{\"kiosk_code\":\"K018\"}", "{\"kiosk_code\":17}", "{}", "[]", "no JSON", ""};
    for (size_t i = 0; i < ARRAY_LEN(docs); i++) {
        size_t size;
        AUTO(auto_free) char *body = build(docs[i], &size);
        assert_int_not_equal(ERR_NONE, result(body, size));
    }
}

static void a_signature_by_another_key_is_refused(void **state)
{
    (void)state;
    size_t size;
    writer.kiosk = province;
    AUTO(auto_free) char *body = build(DOC, &size);
    writer.kiosk = kiosk;
    assert_err(ERR_SIGNATURE, result(body, size));
}

static void a_box_for_another_province_stays_shut(void **state)
{
    (void)state;
    size_t size;
    AUTO(auto_free) char *body = build(DOC, &size);
    reader.province = kiosk;
    assert_err(ERR_SIGNATURE, result(body, size));
    reader.province = province;
}

#define HEAD_TEXT "K017\n1.0.0\n1\n" NONCE "\nSM4-CTR-HMAC-SM3\nSM2-SM3\n"
#define NONCE     "00112233445566778899aabbccddeeff"

struct texts {
    char key[600], iv[64], data[1200], mac[64];
};

static struct texts texts_of(const struct sealed *box)
{
    struct texts t = {.key = ""};
    assert_true(box->size < 800);
    base64_encode(box->key.der, box->key.size, t.key);
    base64_encode(box->iv, sizeof box->iv, t.iv);
    base64_encode(box->data, box->size, t.data);
    base64_encode(box->mac, sizeof box->mac, t.mac);
    return t;
}

static enum err cover(void *user, const struct sealed *box, char **ret_text, size_t *ret_len)
{
    (void)user;
    struct texts t = texts_of(box);
    int len = asprintf(ret_text, HEAD_TEXT "%s\n%s\n%s", t.key, t.iv, t.data);
    *ret_len = (size_t)len;
    return len < 0 ? ERR_MEMORY : ERR_NONE;
}

/* A rightly sealed box with anything inside. */
static enum err with_inner(const char *inner)
{
    AUTO(seal_done) struct sealed box = {.size = 0};
    AUTO(auto_free) char *body = NULL;
    assert_ok(
        seal_close(province_public, inner, strlen(inner), (struct seal_cover){cover, NULL}, &box));
    struct texts t = texts_of(&box);
    int len = asprintf(&body,
                       "{\"app_code\":\"K017\",\"version\":\"1.0.0\",\"timestamp\":\"1\","
                       "\"nonce\":\"" NONCE "\",\"enc_type\":\"SM4-CTR-HMAC-SM3\","
                       "\"sign_type\":\"SM2-SM3\",\"enc_key\":\"%s\",\"iv\":\"%s\","
                       "\"enc_data\":\"%s\",\"mac\":\"%s\"}",
                       t.key, t.iv, t.data, t.mac);
    assert_true(len > 0);
    return result(body, (size_t)len);
}

static void a_sealed_box_may_hold_rubbish(void **state)
{
    (void)state;
    assert_err(ERR_FORMAT, with_inner("rubbish"));
    assert_err(ERR_FORMAT, with_inner("{}"));
    assert_err(ERR_FORMAT, with_inner("{\"doc\":\"{}\",\"sign_data\":\"*\"}"));
    assert_err(ERR_FORMAT, with_inner("{\"doc\":7,\"sign_data\":\"AAAA\"}"));
    assert_err(ERR_FORMAT, with_inner("{\"sign_data\":\"AAAA\"}"));
    assert_err(ERR_SIGNATURE, with_inner("{\"doc\":\"{}\",\"sign_data\":\"AAAA\"}"));
}

static void what_cannot_be_built_says_so(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    char *body = NULL;
    size_t size;
    assert_ok(secret_set_text(&doc, DOC));
    const struct envelope_writer bad_code = {"k017", kiosk, province_public};
    const struct envelope_writer bad_key = {"K017", kiosk_public, province_public};
    assert_err(ERR_FORMAT, envelope_build(&bad_code, &doc, 1, &body, &size));
    assert_err(ERR_KEY, envelope_build(&bad_key, &doc, 1, &body, &size));
    assert_err(ERR_RANGE, envelope_build(&writer, &doc, -1, &body, &size));
    assert_ok(secret_set_text(&doc, "a\nb"));
    assert_err(ERR_ENCODING, envelope_build(&writer, &doc, 1, &body, &size));
    char *longer = malloc(SECRET_MAX);
    memset(longer, '"', SECRET_MAX);
    assert_ok(secret_set(&doc, longer, SECRET_MAX));
    assert_err(ERR_TOO_LONG, envelope_build(&writer, &doc, 1, &body, &size));
    free(longer);
    assert_null(body);
    assert_err(ERR_TOO_LONG, result("", ENVELOPE_MAX + 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_province_reads_what_the_kiosk_wrote),
        cmocka_unit_test(it_has_the_members_of_the_contract_sorted),
        cmocka_unit_test(any_changed_byte_is_refused),
        cmocka_unit_test(every_member_is_demanded_as_text),
        cmocka_unit_test(members_are_held_to_their_form),
        cmocka_unit_test(a_doc_of_another_kiosk_is_refused),
        cmocka_unit_test(a_signature_by_another_key_is_refused),
        cmocka_unit_test(a_box_for_another_province_stays_shut),
        cmocka_unit_test(a_sealed_box_may_hold_rubbish),
        cmocka_unit_test(what_cannot_be_built_says_so),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
