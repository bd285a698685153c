/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/request.h"

#include <string.h>

static enum err write_digest(const struct request *request, char *ret_text)
{
    uint8_t digest[SM3_SIZE];
    TRY(sm3_digest(request->body ? request->body : "", request->size, digest));
    base64_encode(digest, sizeof digest, ret_text);
    return ERR_NONE;
}

enum err request_text(const struct request *request, const struct request_headers *headers,
                      char **ret_text)
{
    char *text;
    if (asprintf(&text, "%s\n%s\n%s\n%s\n%s", request->method, request->path, headers->timestamp,
                 headers->digest, request->idempotency_key) < 0)
        return ERR_MEMORY;
    *ret_text = text;
    return ERR_NONE;
}

enum err request_sign(const struct request *request, int64_t wall_ms, const struct sm2_key *kiosk,
                      struct request_headers *ret_headers)
{
    struct request_headers made;
    struct sm2_signature signature;
    AUTO(auto_free) char *text = NULL;
    snprintf(made.timestamp, sizeof made.timestamp, "%lld", (long long)wall_ms);
    TRY(write_digest(request, made.digest));
    TRY(request_text(request, &made, &text));
    TRY(sm2_sign(kiosk, NULL, text, strlen(text), &signature));
    base64_encode(signature.der, signature.size, made.signature);
    *ret_headers = made;
    return ERR_NONE;
}

static enum err check_timestamp(const char *text, int64_t wall_ms)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 15 || text[digits])
        return ERR_FORMAT;
    int64_t off = strtoll(text, NULL, 10) - wall_ms;
    return off >= -REQUEST_SKEW_MS && off <= REQUEST_SKEW_MS ? ERR_NONE : ERR_RANGE;
}

enum err request_verify(const struct request *request, const struct request_headers *headers,
                        int64_t wall_ms, const struct sm2_key *kiosk)
{
    char digest[sizeof headers->digest];
    struct sm2_signature signature;
    AUTO(auto_free) char *text = NULL;
    TRY(base64_decode(headers->signature, strlen(headers->signature), signature.der,
                      sizeof signature.der, &signature.size));
    TRY(write_digest(request, digest));
    if (strcmp(digest, headers->digest) != 0)
        return ERR_CHECKSUM;
    TRY(request_text(request, headers, &text));
    TRY(sm2_verify(kiosk, NULL, text, strlen(text), &signature));
    return check_timestamp(headers->timestamp, wall_ms);
}
