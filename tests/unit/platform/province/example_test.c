/* SPDX-License-Identifier: Apache-2.0 */
/* The worked example of an envelope in platform/province/openapi.yaml: the document must hold these
 * very texts, and they must open. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/base/paths.h"
#include "platform/province/attachment.h"
#include "platform/province/envelope.h"
#include "platform/province/json.h"
#include "platform/trust/base64.h"
#include "tests/unit/platform/trust/demo_keys.h"

static const char *const members[][2] = {
    {"app_code", "K017"},
    {"version", "1.0.0"},
    {"timestamp", "1795420800000"},
    {"nonce", "57e6a47db49835bbb1a9863583de9abe"},
    {"enc_type", "SM4-CTR-HMAC-SM3"},
    {"sign_type", "SM2-SM3"},
    {"enc_key",
     "MIGaAiEA4V4Bq+lBMG/DrnsCFDeZn0mKh5O1KTqJo79bOGz4lUMCIQCdxYNKKzmg7Ia9xijv7wiOAn02S6PeTFFwXCtz"
     "XoOCQgQgx2gXk0+UgA9ykjWm2jcQtWjS1lDS2yK7bsZOFDQbT+gEMEtoi+iBLVefo8ZmXXZiOJjdREWXQdcJUFp4tcpt"
     "1NZoQtudd9AbWVKfeEYVrIg6lw=="},
    {"iv", "U/L5695BzN37f21jOLsKPA=="},
    {"enc_data",
     "PRY4+AWzWoLy7jzSFnEJTJvDvmjvZZCsTxIZi/NVrVvVwv7+3wAZpHa65jmxtGqo3fLXZ3/CqCVFuFaFrjo0pIgCzjdB"
     "So02oZz9YQhnblW++LwDQ2gEMuu2wEDmg56d4zYym4EQnyh/Vqh1yaLT/V1rErEkBjCo/FbqMtyqyJBlfHGYgp3bI89k"
     "TVGj3U+cWSz+5On5NH8v5tXY29val6Wu1KI9DYn4w/w3JRCBAtXc/l452xLGo68s8I9MmM8+O+DK9rJNOkFoiSZSMMDI"
     "9ZNDiT+maw9lBzDSqojp8bL/eYZJ"},
    {"mac", "s1Ro088MgA6ngqT6rg/Cz5dujMSbY7gXa9oKGn71dY8="},
};

static const char doc[] = "{\"area_code\":\"140802\",\"kiosk_code\":\"K017\",\"local_number\":"
                          "\"K017-000482\",\"operation\":\"query\"}";

static const char box[] =
    "S0lPU0tBVDEAmzCBmAIge4pPPksxBrEYVrt7oq/EITuBxxw1FOqfUypQQiAnriMCIEYd6ZeTvEw9oVqEJKRrrO9OLbRt"
    "EHRt/YQb4QfzswqiBCCVgNySOaaPDDl6RXyBilNsJYZBLJDOQ8yMpiN1UN75xQQwPhhEi0d10ZUsNOzk/quBs4aYitBu"
    "pLJEIrGIdiy+EA6bgZa0D1MIl5MWdHuLNxMOiXmQdsUkGG7WNOr1nVCBx3ySh9pZJ5eLmE3Aj/pziyJwT5x2kgbFiyh3"
    "6GyaDKGpjrbyOkGtEA3VTEiJ";

static const char *const addressed[][2] = {
    {"size", "225"},
    {"address", "b142b079ee7764af872e65f1674cdaa3895e742fd7dfb3820bcd4ba2cdfb7a11"},
    {"sm3", "0902f820210ef34a2342ccad546f5adb69f57ca648d910961a405edc520b488c"},
};

static char *document;

static int set_up(void **state)
{
    (void)state;
    size_t size;
    assert_ok(
        paths_read_file(SOURCE_ROOT "/platform/province/openapi.yaml", 1 << 20, &document, &size));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(document);
    return 0;
}

/* The first PEM block of that kind in the document, without its indentation. */
static void cut_pem(const char *kind, char *ret_pem, size_t size)
{
    char first[64], last[64];
    snprintf(first, sizeof first, "-----BEGIN %s-----", kind);
    snprintf(last, sizeof last, "-----END %s-----", kind);
    const char *at = strstr(document, first), *end = strstr(document, last);
    assert_non_null(at);
    assert_non_null(end);
    size_t n = 0;
    for (end += strlen(last); at < end && n + 2 < size; at++)
        if (*at != ' ' || (n > 0 && ret_pem[n - 1] != '\n'))
            ret_pem[n++] = *at;
    ret_pem[n++] = '\n';
    ret_pem[n] = '\0';
}

static const struct sm2_key *kiosk_key(void *user, const char *code)
{
    assert_string_equal("K017", code);
    return user;
}

static void the_documents_envelope_opens(void **state)
{
    (void)state;
    char pem[1024];
    AUTO(auto_json_decref) json_t *object = json_object();
    AUTO(secret_wipe) struct secret body = {0};
    AUTO(envelope_message_wipe) struct envelope_message message = {.sealed_ms = 0};
    for (size_t i = 0; i < ARRAY_LEN(members); i++)
        assert_ok(json_put_text(object, members[i][0], members[i][1]));
    assert_ok(json_canonical(object, &body));
    cut_pem("PRIVATE KEY", pem, sizeof pem);
    demo_keys_write("example.key", pem, 0600);
    cut_pem("PUBLIC KEY", pem, sizeof pem);
    demo_keys_write("example.pub", pem, 0644);
    AUTO(auto_sm2_free) struct sm2_key *province = demo_keys_private("example.key");
    AUTO(auto_sm2_free) struct sm2_key *kiosk = demo_keys_public("example.pub");
    struct envelope_reader reader = {province, kiosk_key, kiosk};
    assert_ok(envelope_open(&reader, secret_text(&body), body.len, &message));
    assert_string_equal(doc, secret_text(&message.doc));
    assert_int_equal(1795420800, message.sealed_ms / 1000);
}

static void the_document_holds_it_word_for_word(void **state)
{
    (void)state;
    assert_non_null(strstr(document, doc));
    for (size_t i = 0; i < ARRAY_LEN(members); i++) {
        char line[600];
        snprintf(line, sizeof line, "        %-10s %s\n", members[i][0], members[i][1]);
        assert_non_null(strstr(document, line));
    }
}

static void write_digest(const void *data, size_t size, char ret_hex[ATTACHMENT_ADDRESS_TEXT])
{
    uint8_t digest[SM3_SIZE];
    assert_ok(sm3_digest(data, size, digest));
    for (size_t i = 0; i < SM3_SIZE; i++)
        snprintf(ret_hex + 2 * i, 3, "%02x", digest[i]);
}

static void the_documents_attachment_opens(void **state)
{
    (void)state;
    char pem[1024], hex[ATTACHMENT_ADDRESS_TEXT];
    uint8_t data[sizeof box];
    size_t size, content_size;
    AUTO(auto_free) uint8_t *content = NULL;
    cut_pem("PRIVATE KEY", pem, sizeof pem);
    demo_keys_write("example.key", pem, 0600);
    AUTO(auto_sm2_free) struct sm2_key *province = demo_keys_private("example.key");
    assert_ok(base64_decode(box, strlen(box), data, sizeof data, &size));
    assert_int_equal(strtoul(addressed[0][1], NULL, 10), size);
    write_digest(data, size, hex);
    assert_string_equal(addressed[1][1], hex);
    assert_ok(attachment_open(province, data, size, &content, &content_size));
    write_digest(content, content_size, hex);
    assert_string_equal(addressed[2][1], hex);
    assert_int_equal(12, content_size);
    assert_memory_equal("%PDF-1.7 ok\n", content, content_size);
}

static void the_document_holds_the_attachment(void **state)
{
    (void)state;
    assert_non_null(strstr(document, box));
    for (size_t i = 0; i < ARRAY_LEN(addressed); i++) {
        char line[100];
        snprintf(line, sizeof line, "        %-8s %s\n", addressed[i][0], addressed[i][1]);
        assert_non_null(strstr(document, line));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_documents_envelope_opens),
        cmocka_unit_test(the_document_holds_it_word_for_word),
        cmocka_unit_test(the_documents_attachment_opens),
        cmocka_unit_test(the_document_holds_the_attachment),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
