/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/judge.h"

#include <ctype.h>
#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/text.h"
#include "tests/province/cipher.h"
#include "tests/province/nonces.h"

enum { SKEW_MS = 5 * 60 * 1000, BODY_MAX = 98304, PATH_SIZE = 512 };

struct judge {
    struct evp_pkey_st *key;
    struct nonces *nonces;
    const struct lapses *lapses;
    char directory[PATH_SIZE];
};

struct judge *judge_new(const char *directory, const struct lapses *lapses)
{
    struct judge *judge = calloc(1, sizeof *judge);
    char path[PATH_SIZE + 32];
    if (!judge)
        return NULL;
    judge->lapses = lapses;
    snprintf(judge->directory, sizeof judge->directory, "%s", directory);
    snprintf(path, sizeof path, "%s/province-sm2.key", judge->directory);
    judge->key = cipher_read_private(path);
    judge->nonces = nonces_new(2 * (int64_t)SKEW_MS);
    if (!judge->key || !judge->nonces) {
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
    nonces_free(judge->nonces);
    free(judge);
}

struct evp_pkey_st *judge_key(const struct judge *judge, const char *code)
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

static bool is_nonce(const char *text)
{
    enum { DIGITS = 32 };
    return strspn(text, "0123456789abcdef") == DIGITS && !text[DIGITS];
}

/* §2, in the order of the table there. */
static int check_headers(const struct lapses *l, const struct judge_request *r,
                         struct evp_pkey_st *kiosk, const char **ret_detail)
{
    char digest[CIPHER_DIGEST_TEXT];
    AUTO(auto_free) char *text = NULL;
    if (!l->on[LAPSE_TIME] && !is_timely(r->timestamp)) {
        *ret_detail = "X-Kiosk-Timestamp";
        return 40102;
    }
    if (!l->on[LAPSE_NONCE] && !is_nonce(r->nonce)) {
        *ret_detail = "X-Kiosk-Nonce";
        return 40104;
    }
    if (!cipher_digest(r->body, r->size, digest) ||
        (!l->on[LAPSE_DIGEST] && strcmp(digest, r->digest) != 0)) {
        *ret_detail = "X-Kiosk-Digest";
        return 40103;
    }
    int len = asprintf(&text, "%s\n%s\n%s\n%s\n%s\n%s", r->method, r->path, r->timestamp, r->nonce,
                       r->digest, r->key);
    if (len < 0 ||
        (!l->on[LAPSE_SIGNATURE] && !cipher_verify(kiosk, text, (size_t)len, r->signature))) {
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
    const struct cipher_box box = {member(envelope, "enc_key"),
                                   member(envelope, "iv"),
                                   member(envelope, "enc_data"),
                                   member(envelope, "mac"),
                                   covered,
                                   judge->lapses->on[LAPSE_MAC]};
    bool known = is_constant(envelope, "version", "1.0.0") &&
                 is_constant(envelope, "enc_type", "SM4-CTR-HMAC-SM3") &&
                 is_constant(envelope, "sign_type", "SM2-SM3");
    if (!covered || !known || !cipher_open(judge->key, &box, &inner, &size))
        return NULL;
    return json_loadb(inner, size, JSON_REJECT_DUPLICATES, NULL);
}

/* The message itself: canonical, and about itself; NULL when it is not. */
static json_t *read_doc(const struct lapses *l, const char *text, const char *code)
{
    bool any = l->on[LAPSE_CANONICAL];
    json_t *doc = json_loads(text, any ? 0 : JSON_REJECT_DUPLICATES, NULL);
    AUTO(auto_free)
    char *again = doc ? json_dumps(doc, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY) : NULL;
    if (again && text_is_utf8(text, strlen(text)) && (any || strcmp(again, text) == 0) &&
        strcmp(member(doc, "kiosk_code"), code) == 0)
        return doc;
    json_decref(doc);
    return NULL;
}

/* It was signed by the same kiosk. */
static bool is_signed(const json_t *inner, struct evp_pkey_st *kiosk)
{
    const char *text = member(inner, "doc");
    return cipher_verify(kiosk, text, strlen(text), member(inner, "sign_data"));
}

/* A tester's own rules against envelopes. */
static bool lapse_refuses(const struct lapses *l, const json_t *envelope)
{
    enum { MEMBERS = 10 };
    return (l->on[LAPSE_AGE] && !is_timely(member(envelope, "timestamp"))) ||
           (l->on[LAPSE_UNKNOWN] && json_object_size(envelope) != MEMBERS);
}

static int open_body(const struct judge *judge, const struct judge_request *r,
                     struct evp_pkey_st *kiosk, json_t **ret_doc, const char **ret_detail)
{
    const struct lapses *l = judge->lapses;
    json_t *envelope =
        json_loadb(r->body, r->size, l->on[LAPSE_TWICE] ? 0 : JSON_REJECT_DUPLICATES, NULL);
    bool fits = r->size <= BODY_MAX || l->on[LAPSE_LIMIT];
    json_t *inner = envelope && fits && !lapse_refuses(l, envelope) &&
                            is_constant(envelope, "app_code", r->code)
                        ? open_envelope(judge, envelope)
                        : NULL;
    json_decref(envelope);
    bool opened = inner != NULL;
    bool its_own = opened && is_signed(inner, kiosk);
    *ret_doc = its_own ? read_doc(l, member(inner, "doc"), r->code) : NULL;
    *ret_detail = !opened ? "envelope" : !its_own ? "sign_data" : "doc";
    json_decref(inner);
    if (opened && !its_own)
        return 40101;
    return *ret_doc ? 0 : 40002;
}

/* With or without parameters (charset). */
static bool is_type(const char *content_type, const char *wanted)
{
    size_t len = strlen(wanted);
    return strncmp(content_type, wanted, len) == 0 && strchr("; ", content_type[len]);
}

/* Only what was signed counts as seen. */
static bool is_new(const struct judge *judge, const struct judge_request *r)
{
    return r->again || judge->lapses->on[LAPSE_REPLAY] ||
           nonces_take(judge->nonces, r->code, r->nonce, clock_wall_ms());
}

static int look_with_key(const struct judge *judge, const struct judge_request *r,
                         struct evp_pkey_st *kiosk, json_t **ret_doc, const char **ret_detail)
{
    int code = check_headers(judge->lapses, r, kiosk, ret_detail);
    if (code == 0 && !is_new(judge, r)) {
        *ret_detail = "X-Kiosk-Nonce";
        return 40902;
    }
    if (code != 0 || strcmp(r->method, "GET") == 0)
        return code;
    bool piece = strcmp(r->method, "PUT") == 0;
    const char *type = piece ? "application/octet-stream" : "application/json";
    if (!judge->lapses->on[LAPSE_TYPE] && !is_type(r->content_type, type)) {
        *ret_detail = "Content-Type";
        return 41501;
    }
    return piece ? 0 : open_body(judge, r, kiosk, ret_doc, ret_detail);
}

int judge_look(const struct judge *judge, const struct judge_request *request, json_t **ret_doc,
               const char **ret_detail)
{
    bool same =
        judge->lapses->on[LAPSE_CODE] || strcmp(request->certificate_cn, request->code) == 0;
    struct evp_pkey_st *kiosk = same ? judge_key(judge, request->certificate_cn) : NULL;
    if (!kiosk) {
        *ret_detail = "X-Kiosk-Code";
        return 40301;
    }
    int code = look_with_key(judge, request, kiosk, ret_doc, ret_detail);
    cipher_free(kiosk);
    return code;
}

int judge_open(const struct judge *judge, const char *code, const char *body, json_t **ret_doc,
               const char **ret_detail)
{
    const struct judge_request request = {.code = code, .body = body, .size = strlen(body)};
    struct evp_pkey_st *kiosk = judge_key(judge, code);
    if (!kiosk) {
        *ret_detail = "app_code";
        return 40301;
    }
    int result = open_body(judge, &request, kiosk, ret_doc, ret_detail);
    cipher_free(kiosk);
    return result;
}

void judge_digest(const char *body, char ret_text[CIPHER_DIGEST_TEXT])
{
    if (!cipher_digest(body, strlen(body), ret_text))
        *ret_text = '\0';
}

bool judge_open_attachment(const struct judge *judge, const uint8_t *box, size_t size,
                           uint8_t **ret_content, size_t *ret_size)
{
    return cipher_open_attachment(judge->key, box, size, ret_content, ret_size);
}
