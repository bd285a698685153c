/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/signed.h"

#include <string.h>

#include "platform/trust/base64.h"

enum { SIGN_TEXT = BASE64_LENGTH(SM2_SIGNATURE_MAX) + 1 };

/* "kind\n" and the document. */
static enum err cover(const char *kind, struct signed_text body, char **ret_text, size_t *ret_size)
{
    size_t head = strlen(kind) + 1;
    char *text = malloc(head + body.size);
    if (!text)
        return ERR_MEMORY;
    memcpy(text, kind, head - 1);
    text[head - 1] = '\n';
    memcpy(text + head, body.text, body.size);
    *ret_text = text;
    *ret_size = head + body.size;
    return ERR_NONE;
}

static enum err check_sign(const struct sm2_key *publisher, const char *kind,
                           struct signed_text body, const char *sign)
{
    struct sm2_signature signature = {.size = 0};
    AUTO(auto_free) char *covered = NULL;
    size_t size;
    TRY(base64_decode(sign, strlen(sign), signature.der, sizeof signature.der, &signature.size));
    TRY(cover(kind, body, &covered, &size));
    return sm2_verify(publisher, NULL, covered, size, &signature);
}

static enum err decode_body(const json_t *object, char **ret_body, size_t *ret_size)
{
    const json_t *member = json_object_get(object, "body");
    if (!member)
        return ERR_MISSING;
    if (json_typeof(member) != JSON_STRING)
        return ERR_FORMAT;
    size_t length = json_string_length(member), room = length / 4 * 3;
    if (room > SIGNED_BODY_MAX)
        return ERR_TOO_LONG;
    AUTO(auto_free) char *body = malloc(room + 1);
    if (!body)
        return ERR_MEMORY;
    TRY(base64_decode(json_string_value(member), length, body, room, ret_size));
    body[*ret_size] = '\0';
    *ret_body = body;
    body = NULL;
    return ERR_NONE;
}

enum err signed_open(const struct sm2_key *publisher, const char *kind, struct signed_text text,
                     char **ret_body, size_t *ret_size)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    AUTO(auto_free) char *body = NULL;
    char told[SIGNED_KIND_MAX], sign[SIGN_TEXT];
    size_t size = 0;
    if (!publisher)
        return ERR_KEY;
    TRY(json_parse(text.text, text.size, &object));
    TRY(json_copy_text(object, "kind", told, sizeof told));
    TRY(json_copy_text(object, "sign", sign, sizeof sign));
    if (strcmp(told, kind) != 0)
        return ERR_CONFLICT;
    TRY(decode_body(object, &body, &size));
    TRY(check_sign(publisher, kind, (struct signed_text){body, size}, sign));
    *ret_body = body;
    *ret_size = size;
    body = NULL;
    return ERR_NONE;
}

static enum err make_sign(const struct sm2_key *publisher, const char *kind,
                          struct signed_text body, char ret_sign[SIGN_TEXT])
{
    struct sm2_signature signature;
    AUTO(auto_free) char *covered = NULL;
    size_t size;
    TRY(cover(kind, body, &covered, &size));
    TRY(sm2_sign(publisher, NULL, covered, size, &signature));
    base64_encode(signature.der, signature.size, ret_sign);
    return ERR_NONE;
}

enum err signed_write(const struct sm2_key *publisher, const char *kind, struct signed_text body,
                      char **ret_text, size_t *ret_size)
{
    char sign[SIGN_TEXT];
    if (body.size > SIGNED_BODY_MAX || strlen(kind) >= SIGNED_KIND_MAX)
        return ERR_TOO_LONG;
    TRY(make_sign(publisher, kind, body, sign));
    AUTO(auto_free) char *body_text = malloc(BASE64_LENGTH(body.size) + 1);
    if (!body_text)
        return ERR_MEMORY;
    base64_encode(body.text, body.size, body_text);
    AUTO(auto_json_decref)
    json_t *object = json_pack("{s:s,s:s,s:s}", "kind", kind, "body", body_text, "sign", sign);
    return object ? json_write(object, ret_text, ret_size) : ERR_MEMORY;
}
