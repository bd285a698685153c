/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/base/paths.h"
#include "platform/province/request.h"
#include "tests/unit/platform/trust/demo_keys.h"

/* The worked example of platform/province/openapi.yaml. */
#define BODY      "{\"example\":1}"
#define DIGEST    "VLeWdJciapGVz+JE3sxOlWP3BroeT+KHH68HbnEOz40="
#define KEY       "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90"
#define TIMESTAMP "1795420800000"
#define SIGNATURE                                                                                  \
    "MEUCIQDDNM5ORn1GX6kKg/V9U9ZukwA97NbBWEyQF0QhcKl5JAIgQufhri8OzWEaElx/smbffgMY60Vz4RJkpqf/"     \
    "1s9F1Cs="
#define PUBLIC_1 "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEgT7HEO2Kj+Yr+lhPQtTG6Wd09FXD"
#define PUBLIC_2 "MueDBFnUrHaNbCP1U2A+K5zW/1wStyKEjZ9ZLzlDNXEHGTKN9CJsexFN1w=="

enum { SKEW = REQUEST_SKEW_MS };

static const int64_t example_ms = 1795420800000;
static const struct request example = {"POST", "/kiosk/v1/cases", KEY, BODY, sizeof BODY - 1};

static struct sm2_key *example_key(void)
{
    demo_keys_write(
        "example.pub",
        "-----BEGIN PUBLIC KEY-----\n" PUBLIC_1 "\n" PUBLIC_2 "\n-----END PUBLIC KEY-----\n", 0644);
    return demo_keys_public("example.pub");
}

static void the_documents_example_verifies(void **state)
{
    (void)state;
    AUTO(auto_sm2_free) struct sm2_key *key = example_key();
    struct request_headers headers = {TIMESTAMP, DIGEST, SIGNATURE};
    AUTO(auto_free) char *text = NULL;
    assert_ok(request_verify(&example, &headers, example_ms, key));
    assert_ok(request_text(&example, &headers, &text));
    assert_int_equal(116, strlen(text));
    assert_string_equal("POST\n/kiosk/v1/cases\n" TIMESTAMP "\n" DIGEST "\n" KEY, text);
}

static void the_document_says_what_is_tested_here(void **state)
{
    (void)state;
    static const char *const texts[] = {
        BODY,      DIGEST,
        KEY,       TIMESTAMP,
        SIGNATURE, PUBLIC_1,
        PUBLIC_2,  "\"POST\\n/kiosk/v1/cases\\n" TIMESTAMP "\\n" DIGEST "\\n" KEY "\""};
    AUTO(auto_free) char *document = NULL;
    size_t size;
    assert_ok(
        paths_read_file(SOURCE_ROOT "/platform/province/openapi.yaml", 1 << 20, &document, &size));
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        assert_non_null(strstr(document, texts[i]));
}

static void every_part_is_covered(void **state)
{
    (void)state;
    AUTO(auto_sm2_free) struct sm2_key *key = example_key();
    const struct request_headers good = {TIMESTAMP, DIGEST, SIGNATURE};
    struct request changed = example;
    changed.method = "PUT";
    assert_err(ERR_SIGNATURE, request_verify(&changed, &good, example_ms, key));
    changed = example;
    changed.path = "/kiosk/v1/cases/rating";
    assert_err(ERR_SIGNATURE, request_verify(&changed, &good, example_ms, key));
    changed = example;
    changed.idempotency_key = "";
    assert_err(ERR_SIGNATURE, request_verify(&changed, &good, example_ms, key));
    changed = example;
    changed.body = "{\"example\":2}";
    assert_err(ERR_CHECKSUM, request_verify(&changed, &good, example_ms, key));
    struct request_headers headers = {"1795420800001", DIGEST, SIGNATURE};
    assert_err(ERR_SIGNATURE, request_verify(&example, &headers, example_ms, key));
    headers = good;
    headers.signature[20] ^= 1;
    assert_err(ERR_SIGNATURE, request_verify(&example, &headers, example_ms, key));
    headers.signature[0] = '*';
    assert_err(ERR_FORMAT, request_verify(&example, &headers, example_ms, key));
}

static void a_request_is_fresh_for_five_minutes(void **state)
{
    (void)state;
    AUTO(auto_sm2_free) struct sm2_key *key = example_key();
    const struct request_headers good = {TIMESTAMP, DIGEST, SIGNATURE};
    assert_ok(request_verify(&example, &good, example_ms + SKEW, key));
    assert_ok(request_verify(&example, &good, example_ms - SKEW, key));
    assert_err(ERR_RANGE, request_verify(&example, &good, example_ms + SKEW + 1, key));
    assert_err(ERR_RANGE, request_verify(&example, &good, example_ms - SKEW - 1, key));
}

static void what_is_signed_here_verifies_there(void **state)
{
    (void)state;
    AUTO(auto_sm2_free) struct sm2_key *private = demo_keys_private("kiosk/kiosk-sm2.key");
    AUTO(auto_sm2_free) struct sm2_key *public = demo_keys_public("province/kiosks/K017.pub");
    const struct request get = {"GET", "/kiosk/v1/catalogue", "", NULL, 0};
    struct request_headers headers;
    assert_ok(request_sign(&get, example_ms, private, &headers));
    assert_string_equal(TIMESTAMP, headers.timestamp);
    assert_string_equal("GrIdg1XPoX+OYRlIMegajyK+yMco/vt0ftA161CCqis=", headers.digest);
    assert_ok(request_verify(&get, &headers, example_ms, public));
    assert_err(ERR_KEY, request_sign(&get, example_ms, public, &headers));
}

/* Signed, so that only the form of the time is wrong. */
static void a_time_must_be_a_number(void **state)
{
    (void)state;
    AUTO(auto_sm2_free) struct sm2_key *private = demo_keys_private("kiosk/kiosk-sm2.key");
    static const char *const wrong[] = {"", "-1", "1795420800000x", "1795420800000000"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        struct request_headers headers = {.digest = DIGEST};
        AUTO(auto_free) char *text = NULL;
        struct sm2_signature signature;
        strcpy(headers.timestamp, wrong[i]);
        assert_ok(request_text(&example, &headers, &text));
        assert_ok(sm2_sign(private, NULL, text, strlen(text), &signature));
        base64_encode(signature.der, signature.size, headers.signature);
        assert_err(ERR_FORMAT, request_verify(&example, &headers, example_ms, private));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_documents_example_verifies),
        cmocka_unit_test(the_document_says_what_is_tested_here),
        cmocka_unit_test(every_part_is_covered),
        cmocka_unit_test(a_request_is_fresh_for_five_minutes),
        cmocka_unit_test(what_is_signed_here_verifies_there),
        cmocka_unit_test(a_time_must_be_a_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
