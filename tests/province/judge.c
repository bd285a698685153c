/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/judge.h"

#include <ctype.h>
#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/text.h"
#include "tests/province/cipher.h"

enum { SKEW_MS = 5 * 60 * 1000, BODY_MAX = 98304, PATH_SIZE = 512 };

struct judge {
    struct evp_pkey_st *key;
    char directory[PATH_SIZE];
};

struct judge *judge_new(const char *directory)
{
    struct judge *judge = calloc(1, sizeof *judge);
    char path[PATH_SIZE + 32];
    if (!judge)
        return NULL;
    snprintf(judge->directory, sizeof judge->directory, "%s", directory);
    snprintf(path, sizeof path, "%s/province-sm2.key", judge->directory);
    judge->key = cipher_read_private(path);
    if (!judge->key) {
        judge_free(judge);
        return NULL;
    }
    return judge;
}

void judge_free(struct judge *judge)
{
    if (!judge)
        return;
    cipher_free(judge->key);
    free(judge);
}

/* The key of a registered kiosk, NULL when there is none. */
static struct evp_pkey_st *key_of(const struct judge *judge, const char *code)
{
    size_t len = strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    char path[PATH_SIZE + 64];
    if (len == 0 || len > 16 || code[len])
        return NULL;
    snprintf(path, sizeof path, "%s/kiosks/%s.pub", judge->directory, code);
    return cipher_read_public(path);
}

static bool is_timely(const char *timestamp)
{
    size_t len = strspn(timestamp, "0123456789");
    if (len == 0 || len > 15 || timestamp[len])
        return false;
    int64_t off = strtoll(timestamp, NULL, 10) - clock_wall_ms();
    return off <= SKEW_MS && off >= -SKEW_MS;
}

/* §2, in the order of the table in §6. */
static int check_headers(const struct judge_request *r, struct evp_pkey_st *kiosk,
                         const char **ret_detail)
{
    char digest[CIPHER_DIGEST_TEXT];
    AUTO(auto_free) char *text = NULL;
    if (!is_timely(r->timestamp)) {
        *ret_detail = "X-Kiosk-Timestamp";
        return 40102;
    }
    if (!cipher_digest(r->body, r->size, digest) || strcmp(digest, r->digest) != 0) {
        *ret_detail = "X-Kiosk-Digest";
        return 40103;
    }
    int len =
        asprintf(&text, "%s\n%s\n%s\n%s\n%s", r->method, r->path, r->timestamp, r->digest, r->key);
    if (len < 0 || !cipher_verify(kiosk, text, (size_t)len, r->signature)) {
        *ret_detail = "X-Kiosk-Signature";
        return 40101;
    }
    return 0;
}

static const char *member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

static bool is_constant(const json_t *envelope, const char *name, const char *value)
{
    return strcmp(member(envelope, name), value) == 0;
}

/* §3 step 7, in that order. */
static char *covered_text(const json_t *envelope)
{
    static const char *const names[] = {"app_code",  "version", "timestamp", "nonce",   "enc_type",
                                        "sign_type", "enc_key", "iv",        "enc_data"};
    char *text = NULL;
    size_t size = 0;
    FILE *f = open_memstream(&text, &size);
    if (!f)
        return NULL;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        fprintf(f, "%s%s", i ? "\n" : "", member(envelope, names[i]));
    fclose(f);
    return text;
}

static json_t *open_envelope(const struct judge *judge, const json_t *envelope)
{
    AUTO(auto_free) char *covered = covered_text(envelope);
    AUTO(auto_free) char *inner = NULL;
    size_t size = 0;
    const struct cipher_box box = {member(envelope, "enc_key"), member(envelope, "iv"),
                                   member(envelope, "enc_data"), member(envelope, "mac"), covered};
    if (!covered || !is_constant(envelope, "version", "1.0.0") ||
        !is_constant(envelope, "enc_type", "SM4-CTR-HMAC-SM3") ||
        !is_constant(envelope, "sign_type", "SM2-SM3") ||
        !cipher_open(judge->key, &box, &inner, &size))
        return NULL;
    return json_loadb(inner, size, JSON_REJECT_DUPLICATES, NULL);
}

/* The message itself: signed by the same kiosk, canonical, and about itself. */
static int read_doc(const json_t *inner, struct evp_pkey_st *kiosk, const char *code,
                    json_t **ret_doc, const char **ret_detail)
{
    const char *text = member(inner, "doc");
    if (!cipher_verify(kiosk, text, strlen(text), member(inner, "sign_data"))) {
        *ret_detail = "sign_data";
        return 40101;
    }
    json_t *doc = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    AUTO(auto_free)
    char *again = doc ? json_dumps(doc, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY) : NULL;
    if (!again || !text_is_utf8(text, strlen(text)) || strcmp(again, text) != 0 ||
        strcmp(member(doc, "kiosk_code"), code) != 0) {
        json_decref(doc);
        *ret_detail = "doc";
        return 40002;
    }
    *ret_doc = doc;
    return 0;
}

static int open_body(const struct judge *judge, const struct judge_request *r,
                     struct evp_pkey_st *kiosk, json_t **ret_doc, const char **ret_detail)
{
    json_t *envelope = json_loadb(r->body, r->size, JSON_REJECT_DUPLICATES, NULL);
    json_t *inner = envelope && r->size <= BODY_MAX && is_constant(envelope, "app_code", r->code)
                        ? open_envelope(judge, envelope)
                        : NULL;
    json_decref(envelope);
    if (!inner) {
        *ret_detail = "envelope";
        return 40002;
    }
    int code = read_doc(inner, kiosk, r->code, ret_doc, ret_detail);
    json_decref(inner);
    return code;
}

/* With or without parameters (charset). */
static bool is_json(const char *content_type)
{
    static const char json[] = "application/json";
    size_t len = strlen(json);
    return strncmp(content_type, json, len) == 0 && strchr("; ", content_type[len]);
}

static int look_with_key(const struct judge *judge, const struct judge_request *r,
                         struct evp_pkey_st *kiosk, json_t **ret_doc, const char **ret_detail)
{
    int code = check_headers(r, kiosk, ret_detail);
    if (code != 0 || strcmp(r->method, "GET") == 0)
        return code;
    if (!is_json(r->content_type)) {
        *ret_detail = "Content-Type";
        return 41501;
    }
    return open_body(judge, r, kiosk, ret_doc, ret_detail);
}

int judge_look(const struct judge *judge, const struct judge_request *request, json_t **ret_doc,
               const char **ret_detail)
{
    struct evp_pkey_st *kiosk =
        strcmp(request->certificate_cn, request->code) == 0 ? key_of(judge, request->code) : NULL;
    if (!kiosk) {
        *ret_detail = "X-Kiosk-Code";
        return 40301;
    }
    int code = look_with_key(judge, request, kiosk, ret_doc, ret_detail);
    cipher_free(kiosk);
    return code;
}
