/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/base/paths.h"
#include "platform/province/request.h"
#include "platform/trust/base64.h"
#include "tests/unit/platform/trust/demo_keys.h"

/* The worked example of platform/province/openapi.yaml. */
#define BODY      "{\"example\":1}"
#define DIGEST    "VLeWdJciapGVz+JE3sxOlWP3BroeT+KHH68HbnEOz40="
#define KEY       "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90"
#define TIMESTAMP "1795420800000"
#define NONCE     "3f0c9a51d27e4b86a1e05d7c92b4f618"
#define SIGNATURE                                                                                  \
    "MEUCIQC06hdhYlbsWZh9rKjgQYkBJZngFivJ85rdi0gJrdX1+wIgWnRDrkZJXpA6k7iAh19aq2t01bpkqWZ4kZ+x"     \
    "Kuyi+kc="
#define PUBLIC_1 "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE5p9MMv81lhgmgAK214Y5XVFmohQY"
#define PUBLIC_2 "V3mr3A8+MikVQxlrk/aoDx8o7ApRbYaVtWmtcptPgCLxz0xs9Zt7RqsqyQ=="
#define TEXT     "POST\n/kiosk/v1/cases\n" TIMESTAMP "\n" NONCE "\n" DIGEST "\n" KEY

static const int64_t example_ms = 1795420800000;
static const struct request example = {.method = "POST",
                                       .path = "/kiosk/v1/cases",
                                       .idempotency_key = KEY,
                                       .body = BODY,
                                       .size = sizeof BODY - 1,
                                       .wall_ms = 1795420800000,
                                       .nonce = NONCE};

static struct gateway kiosk;

static void load(const char *name, struct gateway *ret_gateway)
{
    char path[256], why[GATEWAY_WHY] = "";
    AUTO(auto_free) char *text = NULL;
    size_t size = 0;
    snprintf(path, sizeof path, SOURCE_ROOT "/assets/gateways/%s.ini", name);
    assert_ok(paths_read_file(path, GATEWAY_FILE_MAX, &text, &size));
    assert_ok(gateway_parse(text, size, ret_gateway, why));
}

static int set_up(void **state)
{
    (void)state;
    load("direct", &kiosk);
    return 0;
}

/* The value of a header; NULL when it is not there. */
static const char *value_of(const struct request_headers *headers, const char *name)
{
    for (size_t i = 0; i < headers->count; i++)
        if (strncmp(headers->line[i], name, strlen(name)) == 0)
            return headers->line[i] + strlen(name) + 2;
    return NULL;
}

static enum err verify(const struct sm2_key *key, const char *text, const char *base64)
{
    struct sm2_signature signature;
    TRY(base64_decode(base64, strlen(base64), signature.der, sizeof signature.der,
                      &signature.size));
    return sm2_verify(key, NULL, text, strlen(text), &signature);
}

static void the_documents_example_verifies(void **state)
{
    (void)state;
    demo_keys_write(
        "example.pub",
        "-----BEGIN PUBLIC KEY-----\n" PUBLIC_1 "\n" PUBLIC_2 "\n-----END PUBLIC KEY-----\n", 0644);
    AUTO(auto_sm2_free) struct sm2_key *key = demo_keys_public("example.pub");
    assert_int_equal(149, strlen(TEXT));
    assert_ok(verify(key, TEXT, SIGNATURE));
}

static void the_document_says_what_is_tested_here(void **state)
{
    (void)state;
    static const char *const texts[] = {BODY,
                                        DIGEST,
                                        KEY,
                                        TIMESTAMP,
                                        NONCE,
                                        SIGNATURE,
                                        PUBLIC_1,
                                        PUBLIC_2,
                                        "\"POST\\n/kiosk/v1/cases\\n" TIMESTAMP "\\n" NONCE
                                        "\\n" DIGEST "\\n" KEY "\""};
    AUTO(auto_free) char *document = NULL;
    size_t size;
    assert_ok(
        paths_read_file(SOURCE_ROOT "/platform/province/openapi.yaml", 1 << 20, &document, &size));
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        assert_non_null(strstr(document, texts[i]));
}

static void the_example_is_signed_as_the_document_says(void **state)
{
    (void)state;
    AUTO(auto_sm2_free) struct sm2_key *private = demo_keys_private("kiosk/kiosk-sm2.key");
    AUTO(auto_sm2_free) struct sm2_key *public = demo_keys_public("province/kiosks/K017.pub");
    const struct request_signer signer = {.gateway = &kiosk, .kiosk_code = "K017", .key = private};
    struct request_headers headers;
    assert_ok(request_sign(&signer, &example, &headers));
    assert_int_equal(6, headers.count);
    assert_string_equal("K017", value_of(&headers, "X-Kiosk-Code"));
    assert_string_equal(TIMESTAMP, value_of(&headers, "X-Kiosk-Timestamp"));
    assert_string_equal(NONCE, value_of(&headers, "X-Kiosk-Nonce"));
    assert_string_equal(DIGEST, value_of(&headers, "X-Kiosk-Digest"));
    assert_string_equal(KEY, value_of(&headers, "Idempotency-Key"));
    assert_ok(verify(public, TEXT, value_of(&headers, "X-Kiosk-Signature")));
    assert_err(ERR_SIGNATURE, verify(public, "POST\n", value_of(&headers, "X-Kiosk-Signature")));
}

static void a_question_without_a_body_has_no_key(void **state)
{
    (void)state;
    AUTO(auto_sm2_free) struct sm2_key *private = demo_keys_private("kiosk/kiosk-sm2.key");
    const struct request_signer signer = {.gateway = &kiosk, .kiosk_code = "K017", .key = private};
    const struct request get = {"GET", "/kiosk/v1/catalogue", "", NULL, 0, example_ms, NULL};
    struct request_headers headers;
    assert_ok(request_sign(&signer, &get, &headers));
    assert_int_equal(5, headers.count);
    assert_null(value_of(&headers, "Idempotency-Key"));
    assert_string_equal("GrIdg1XPoX+OYRlIMegajyK+yMco/vt0ftA161CCqis=",
                        value_of(&headers, "X-Kiosk-Digest"));
}

static void each_sending_has_a_nonce_of_its_own(void **state)
{
    (void)state;
    AUTO(auto_sm2_free) struct sm2_key *private = demo_keys_private("kiosk/kiosk-sm2.key");
    const struct request_signer signer = {.gateway = &kiosk, .kiosk_code = "K017", .key = private};
    struct request again = example;
    struct request_headers first, second;
    again.nonce = NULL;
    assert_ok(request_sign(&signer, &again, &first));
    assert_ok(request_sign(&signer, &again, &second));
    assert_int_equal(32, strlen(value_of(&first, "X-Kiosk-Nonce")));
    assert_string_not_equal(value_of(&first, "X-Kiosk-Nonce"), value_of(&second, "X-Kiosk-Nonce"));
}

/* The values are Python's (hmac, hashlib) for these texts. */
static void gateways_get_what_they_look_for(void **state)
{
    (void)state;
    static const char hmac[] = "O9KrtyYvShHhwFd2+3zdEIJoDTvE72/1hDNZhu6j+VE=";
    static const char *const kinds[][3] = {
        {"national-exchange", "gjgxjhpt_sign", hmac},
        {"national", "gjzwfwpt_sign", hmac},
        {"x-tif", "x-tif-signature",
         "0042cfd650a1daef76d6188de8e581c275d366d0df660ee143ac2a42772e96ed"},
    };
    AUTO(auto_sm2_free) struct sm2_key *private = demo_keys_private("kiosk/kiosk-sm2.key");
    AUTO(auto_sm2_free) struct sm2_key *public = demo_keys_public("province/kiosks/K017.pub");
    const struct secret secret = {(char[]){"AppSecret-of-nobody-0001"}, 24};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        struct gateway gateway;
        struct request_headers headers;
        const struct request_signer signer = {
            &gateway, "K017", "140000-kiosks", "s_140000_0001", &secret, private, NULL};
        load(kinds[i][0], &gateway);
        assert_ok(request_sign(&signer, &example, &headers));
        assert_int_equal(10, headers.count);
        assert_string_equal(kinds[i][2], value_of(&headers, kinds[i][1]));
        assert_ok(verify(public, TEXT, value_of(&headers, "X-Kiosk-Signature")));
        for (size_t k = 0; k < headers.count; k++)
            assert_null(strstr(headers.line[k], secret.text));
    }
}

static void what_is_missing_is_named(void **state)
{
    (void)state;
    struct gateway gateway;
    struct secret secret = {0};
    char why[GATEWAY_WHY] = "";
    struct request_signer signer = {.gateway = &gateway, .system = "", .secret = &secret};
    load("national", &gateway);
    assert_err(ERR_MISSING, request_check_signer(&signer, why));
    assert_non_null(strstr(why, "system"));
    signer.system = "140000-kiosks";
    assert_err(ERR_MISSING, request_check_signer(&signer, why));
    assert_non_null(strstr(why, "service"));
    signer.service = "s_140000_0001";
    assert_err(ERR_MISSING, request_check_signer(&signer, why));
    assert_non_null(strstr(why, "keys/gateway.secret"));
    signer.secret = NULL;
    assert_err(ERR_MISSING, request_check_signer(&signer, why));
    signer.secret = &secret;
    assert_ok(secret_set_text(&secret, "a-secret-of-nobody"));
    assert_ok(request_check_signer(&signer, why));
    secret_wipe(&secret);
}

static void what_cannot_be_signed_is_told(void **state)
{
    (void)state;
    enum { ENDLESS = 64 * 1024 };
    AUTO(auto_sm2_free) struct sm2_key *private = demo_keys_private("kiosk/kiosk-sm2.key");
    AUTO(auto_sm2_free) struct sm2_key *public = demo_keys_public("province/kiosks/K017.pub");
    struct request_signer signer = {.gateway = &kiosk, .kiosk_code = "K017", .key = public};
    struct request_headers headers = {.count = 77};
    char longer[300];
    memset(longer, 'K', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    assert_err(ERR_KEY, request_sign(&signer, &example, &headers));
    signer.key = private;
    signer.kiosk_code = longer;
    assert_err(ERR_TOO_LONG, request_sign(&signer, &example, &headers));
    struct gateway shared = kiosk;
    shared.secret = GATEWAY_SECRET_FILE;
    signer.gateway = &shared;
    signer.kiosk_code = "K017";
    assert_err(ERR_KEY, request_sign(&signer, &example, &headers));
    const struct secret empty = {0};
    signer.secret = &empty;
    assert_err(ERR_KEY, request_sign(&signer, &example, &headers));
    struct request endless = example;
    AUTO(auto_free) char *path = calloc(1, ENDLESS);
    assert_non_null(path);
    memset(path, '/', ENDLESS - 1);
    endless.path = path;
    signer.gateway = &kiosk;
    assert_err(ERR_TOO_LONG, request_sign(&signer, &endless, &headers));
    assert_int_equal(77, headers.count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_documents_example_verifies),
        cmocka_unit_test(the_document_says_what_is_tested_here),
        cmocka_unit_test(the_example_is_signed_as_the_document_says),
        cmocka_unit_test(a_question_without_a_body_has_no_key),
        cmocka_unit_test(each_sending_has_a_nonce_of_its_own),
        cmocka_unit_test(gateways_get_what_they_look_for),
        cmocka_unit_test(what_is_missing_is_named),
        cmocka_unit_test(what_cannot_be_signed_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
