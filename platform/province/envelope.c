/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/envelope.h"

#include <string.h>

#include "platform/province/codes.h"
#include "platform/province/json.h"
#include "platform/trust/base64.h"
#include "platform/trust/random.h"
#include "platform/trust/seal.h"

#define VERSION   "1.0.0"
#define ENC_TYPE  "SM4-CTR-HMAC-SM3"
#define SIGN_TYPE "SM2-SM3"

enum { TIMESTAMP_TEXT = 24, TIMESTAMP_DIGITS_MAX = 15 };

/* The readable part, beside the sealed box. */
struct head {
    char app_code[KIOSK_CODE_TEXT], timestamp[TIMESTAMP_TEXT], nonce[NONCE_TEXT];
};

/* The box as the texts that travel. */
struct texts {
    char key[BASE64_LENGTH(SM2_CIPHER_MAX) + 1];
    char iv[BASE64_LENGTH(SM4_IV_SIZE) + 1];
    char mac[BASE64_LENGTH(SM3_SIZE) + 1];
    char *data;
};

static void texts_done(struct texts *texts)
{
    free(texts->data);
}

static enum err encode(const struct sealed *box, struct texts *ret_texts)
{
    ret_texts->data = malloc(BASE64_LENGTH(box->size) + 1);
    if (!ret_texts->data)
        return ERR_MEMORY;
    base64_encode(box->data, box->size, ret_texts->data);
    base64_encode(box->key.der, box->key.size, ret_texts->key);
    base64_encode(box->iv, sizeof box->iv, ret_texts->iv);
    base64_encode(box->mac, sizeof box->mac, ret_texts->mac);
    return ERR_NONE;
}

/* What the MAC covers: everything that is sent, as it is sent. */
static enum err write_cover(void *user, const struct sealed *box, char **ret_text, size_t *ret_len)
{
    const struct head *head = user;
    AUTO(texts_done) struct texts texts = {.data = NULL};
    TRY(encode(box, &texts));
    int len = asprintf(ret_text, "%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s", head->app_code, VERSION,
                       head->timestamp, head->nonce, ENC_TYPE, SIGN_TYPE, texts.key, texts.iv,
                       texts.data);
    if (len < 0)
        return ERR_MEMORY;
    *ret_len = (size_t)len;
    return ERR_NONE;
}

/* {"doc":…,"sign_data":…} */
static enum err sign_doc(const struct sm2_key *kiosk, const struct secret *doc,
                         struct secret *ret_inner)
{
    struct sm2_signature signature;
    char text[BASE64_LENGTH(SM2_SIGNATURE_MAX) + 1];
    TRY(sm2_sign(kiosk, NULL, secret_text(doc), doc->len, &signature));
    base64_encode(signature.der, signature.size, text);
    AUTO(auto_json_decref) json_t *inner = json_object();
    if (!inner)
        return ERR_MEMORY;
    TRY(json_put_text(inner, "doc", secret_text(doc)));
    TRY(json_put_text(inner, "sign_data", text));
    return json_canonical(inner, ret_inner);
}

static enum err fill_head(const char *kiosk_code, int64_t wall_ms, struct head *ret_head)
{
    uint8_t nonce[(NONCE_TEXT - 1) / 2];
    TRY(code_check_kiosk(kiosk_code));
    if (wall_ms < 0)
        return ERR_RANGE;
    TRY(random_bytes(nonce, sizeof nonce));
    snprintf(ret_head->app_code, sizeof ret_head->app_code, "%s", kiosk_code);
    snprintf(ret_head->timestamp, sizeof ret_head->timestamp, "%lld", (long long)wall_ms);
    for (size_t i = 0; i < sizeof nonce; i++)
        snprintf(ret_head->nonce + 2 * i, 3, "%02x", nonce[i]);
    return ERR_NONE;
}

/* No value holds a character that JSON would escape; the keys stand sorted. */
static enum err write_body(const struct head *head, const struct sealed *box, char **ret_body,
                           size_t *ret_size)
{
    AUTO(texts_done) struct texts texts = {.data = NULL};
    TRY(encode(box, &texts));
    char *body;
    int size = asprintf(&body,
                        "{\"app_code\":\"%s\",\"enc_data\":\"%s\",\"enc_key\":\"%s\","
                        "\"enc_type\":\"" ENC_TYPE "\",\"iv\":\"%s\",\"mac\":\"%s\","
                        "\"nonce\":\"%s\",\"sign_type\":\"" SIGN_TYPE "\","
                        "\"timestamp\":\"%s\",\"version\":\"" VERSION "\"}",
                        head->app_code, texts.data, texts.key, texts.iv, texts.mac, head->nonce,
                        head->timestamp);
    if (size < 0)
        return ERR_MEMORY;
    *ret_body = body;
    *ret_size = (size_t)size;
    return ERR_NONE;
}

enum err envelope_build(const struct envelope_writer *writer, const struct secret *doc,
                        int64_t wall_ms, char **ret_body, size_t *ret_size)
{
    struct head head;
    AUTO(secret_wipe) struct secret inner = {0};
    AUTO(seal_done) struct sealed box = {.size = 0};
    TRY(fill_head(writer->kiosk_code, wall_ms, &head));
    TRY(sign_doc(writer->kiosk, doc, &inner));
    struct seal_cover cover = {write_cover, &head};
    TRY(seal_close(writer->province, secret_text(&inner), inner.len, cover, &box));
    return write_body(&head, &box, ret_body, ret_size);
}

static enum err expect(const json_t *object, const char *name, const char *value)
{
    char text[32];
    TRY(json_copy_text(object, name, text, sizeof text));
    return strcmp(text, value) == 0 ? ERR_NONE : ERR_UNSUPPORTED;
}

static enum err read_head(const json_t *object, struct head *ret_head)
{
    TRY(expect(object, "version", VERSION));
    TRY(expect(object, "enc_type", ENC_TYPE));
    TRY(expect(object, "sign_type", SIGN_TYPE));
    TRY(json_copy_text(object, "app_code", ret_head->app_code, sizeof ret_head->app_code));
    TRY(json_copy_text(object, "timestamp", ret_head->timestamp, sizeof ret_head->timestamp));
    TRY(json_copy_text(object, "nonce", ret_head->nonce, sizeof ret_head->nonce));
    size_t digits = strspn(ret_head->timestamp, "0123456789");
    if (digits == 0 || digits > TIMESTAMP_DIGITS_MAX || ret_head->timestamp[digits] ||
        strspn(ret_head->nonce, "0123456789abcdef") != NONCE_TEXT - 1)
        return ERR_FORMAT;
    return code_check_kiosk(ret_head->app_code);
}

static enum err decode(const json_t *object, const char *name, void *ret_data, size_t limit,
                       size_t *ret_size)
{
    const json_t *member = json_object_get(object, name);
    if (!json_is_string(member))
        return ERR_FORMAT;
    return base64_decode(json_string_value(member), json_string_length(member), ret_data, limit,
                         ret_size);
}

static enum err decode_exactly(const json_t *object, const char *name, void *ret_data, size_t size)
{
    size_t got;
    TRY(decode(object, name, ret_data, size, &got));
    return got == size ? ERR_NONE : ERR_FORMAT;
}

static enum err read_box(const json_t *object, struct sealed *box)
{
    box->data = malloc(SEAL_DATA_MAX);
    if (!box->data)
        return ERR_MEMORY;
    TRY(decode(object, "enc_key", box->key.der, sizeof box->key.der, &box->key.size));
    TRY(decode(object, "enc_data", box->data, SEAL_DATA_MAX, &box->size));
    TRY(decode_exactly(object, "iv", box->iv, sizeof box->iv));
    return decode_exactly(object, "mac", box->mac, sizeof box->mac);
}

/* The doc's own kiosk_code is the one that sealed it. */
static enum err check_doc(const char *doc, size_t len, const char *app_code)
{
    char code[KIOSK_CODE_TEXT];
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(json_parse(doc, len, &object));
    TRY(json_copy_text(object, "kiosk_code", code, sizeof code));
    return strcmp(code, app_code) == 0 ? ERR_NONE : ERR_SIGNATURE;
}

static enum err read_inner(const uint8_t *data, size_t size, const struct sm2_key *kiosk,
                           const char *app_code, struct secret *ret_doc)
{
    struct sm2_signature signature;
    AUTO(auto_json_decref) json_t *inner = NULL;
    TRY(json_parse((const char *)data, size, &inner));
    TRY(decode(inner, "sign_data", signature.der, sizeof signature.der, &signature.size));
    const json_t *doc = json_object_get(inner, "doc");
    if (!json_is_string(doc))
        return ERR_FORMAT;
    const char *text = json_string_value(doc);
    size_t len = json_string_length(doc);
    TRY(sm2_verify(kiosk, NULL, text, len, &signature));
    TRY(check_doc(text, len, app_code));
    return secret_set(ret_doc, text, len);
}

enum err envelope_open(const struct envelope_reader *reader, const char *body, size_t size,
                       struct envelope_message *ret_message)
{
    struct head head;
    AUTO(auto_json_decref) json_t *object = NULL;
    AUTO(seal_done) struct sealed box = {.size = 0};
    if (size > ENVELOPE_MAX)
        return ERR_TOO_LONG;
    TRY(json_parse(body, size, &object));
    TRY(read_head(object, &head));
    TRY(read_box(object, &box));
    const struct sm2_key *kiosk = reader->kiosk_key(reader->user, head.app_code);
    if (!kiosk)
        return ERR_KEY;
    uint8_t *inner;
    TRY(seal_open(reader->province, &box, (struct seal_cover){write_cover, &head}, &inner));
    struct envelope_message message = {.sealed_ms = strtoll(head.timestamp, NULL, 10)};
    enum err e = read_inner(inner, box.size, kiosk, head.app_code, &message.doc);
    wipe_free(inner, box.size + 1);
    TRY(e);
    memcpy(message.kiosk_code, head.app_code, sizeof message.kiosk_code);
    memcpy(message.nonce, head.nonce, sizeof message.nonce);
    *ret_message = message;
    return ERR_NONE;
}

void envelope_message_wipe(struct envelope_message *message)
{
    secret_wipe(&message->doc);
    *message = (struct envelope_message){.sealed_ms = 0};
}
