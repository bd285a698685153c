/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/request.h"

#include <string.h>

#include "platform/trust/base64.h"
#include "platform/trust/random.h"
#include "platform/trust/sha256.h"
#include "platform/trust/sm3.h"

enum { TEXT_SIZE = 1024, NUMBER_SIZE = 24, NONCE_BYTES = 16, MADE_MAX = SM2_SIGNATURE_MAX };

/* The parts that are made for one request. */
struct made {
    char ms[NUMBER_SIZE], seconds[NUMBER_SIZE], nonce[REQUEST_NONCE];
    char digest[BASE64_LENGTH(SM3_SIZE) + 1];
    char signature[2 * MADE_MAX + 1], pass[2 * MADE_MAX + 1];
};

static void write_hex(const uint8_t *data, size_t size, char *ret_text)
{
    for (size_t i = 0; i < size; i++)
        snprintf(ret_text + 2 * i, 3, "%02x", data[i]);
}

enum err request_nonce(char ret_text[REQUEST_NONCE])
{
    uint8_t random[NONCE_BYTES];
    TRY(random_bytes(random, sizeof random));
    write_hex(random, sizeof random, ret_text);
    return ERR_NONE;
}

static enum err write_digest(const struct request *request, char *ret_text)
{
    uint8_t digest[SM3_SIZE];
    TRY(sm3_digest(request->body ? request->body : "", request->size, digest));
    base64_encode(digest, sizeof digest, ret_text);
    return ERR_NONE;
}

static enum err seal_sm2(const struct request_signer *signer, const char *text, uint8_t *ret_data,
                         size_t *ret_size)
{
    struct sm2_signature signature;
    TRY(sm2_sign(signer->key, signer->id, text, strlen(text), &signature));
    memcpy(ret_data, signature.der, signature.size);
    *ret_size = signature.size;
    return ERR_NONE;
}

static enum err seal_hmac(const struct request_signer *signer, const char *text, uint8_t *ret_data,
                          size_t *ret_size)
{
    const struct secret *secret = signer->secret;
    TRY(sha256_hmac(secret->text, secret->len, text, strlen(text), ret_data));
    *ret_size = SHA256_SIZE;
    return ERR_NONE;
}

static enum err seal_digest(const struct request_signer *signer, const char *text,
                            uint8_t *ret_data, size_t *ret_size)
{
    (void)signer; /* its secret stands in the text */
    TRY(sha256_digest(text, strlen(text), ret_data));
    *ret_size = SHA256_SIZE;
    return ERR_NONE;
}

static enum err seal(const struct request_signer *signer, const struct gateway_seal *how,
                     const char *const values[GATEWAY_PARTS], char *ret_text)
{
    static enum err (*const make[])(const struct request_signer *, const char *, uint8_t *,
                                    size_t *) = {
        [GATEWAY_SM2] = seal_sm2,
        [GATEWAY_HMAC_SHA256] = seal_hmac,
        [GATEWAY_SHA256] = seal_digest,
    };
    char text[TEXT_SIZE];
    uint8_t data[MADE_MAX];
    size_t size = 0;
    enum err e = gateway_fill(how->text, values, text, sizeof text);
    if (e == ERR_NONE)
        e = make[how->algorithm](signer, text, data, &size);
    wipe(text, sizeof text); /* it may hold the secret */
    TRY(e);
    if (how->encoding == GATEWAY_HEX)
        write_hex(data, size, ret_text);
    else
        base64_encode(data, size, ret_text);
    return ERR_NONE;
}

static bool is_given(const char *text)
{
    return text && *text;
}

enum err request_check_signer(const struct request_signer *signer, char ret_why[GATEWAY_WHY])
{
    const struct gateway *g = signer->gateway;
    const char *why = NULL;
    if (gateway_uses(g, GATEWAY_SYSTEM) && !is_given(signer->system))
        why = "[gateway] system is missing in kiosk.ini";
    else if (gateway_uses(g, GATEWAY_SERVICE) && !is_given(signer->service))
        why = "[gateway] service is missing in kiosk.ini";
    else if (g->secret != GATEWAY_NO_SECRET && (!signer->secret || secret_is_empty(signer->secret)))
        why = "keys/gateway.secret is missing";
    if (!why)
        return ERR_NONE;
    snprintf(ret_why, GATEWAY_WHY, "%s", why);
    return ERR_MISSING;
}

static enum err make_parts(const struct request_signer *signer, const struct request *request,
                           struct made *made)
{
    if (signer->gateway->secret != GATEWAY_NO_SECRET &&
        (!signer->secret || secret_is_empty(signer->secret)))
        return ERR_KEY;
    snprintf(made->ms, NUMBER_SIZE, "%lld", (long long)request->wall_ms);
    snprintf(made->seconds, NUMBER_SIZE, "%lld", (long long)request->wall_ms / 1000);
    if (request->nonce)
        snprintf(made->nonce, REQUEST_NONCE, "%s", request->nonce);
    else
        TRY(request_nonce(made->nonce));
    return write_digest(request, made->digest);
}

static const char *text_of(const char *text)
{
    return text ? text : "";
}

static enum err write_lines(const struct gateway_headers *headers,
                            const char *const values[GATEWAY_PARTS],
                            struct request_headers *ret_headers)
{
    ret_headers->count = 0;
    for (size_t i = 0; i < headers->count; i++) {
        char *line = ret_headers->line[ret_headers->count];
        int n = snprintf(line, REQUEST_LINE, "%s: ", headers->header[i].name);
        TRY(gateway_fill(headers->header[i].value, values, line + n, REQUEST_LINE - (size_t)n));
        ret_headers->count += line[n] != '\0';
    }
    return ERR_NONE;
}

enum err request_sign(const struct request_signer *signer, const struct request *request,
                      struct request_headers *ret_headers)
{
    struct made made = {0};
    struct request_headers headers;
    const struct gateway *gateway = signer->gateway;
    const char *const values[GATEWAY_PARTS] = {
        [GATEWAY_METHOD] = request->method,
        [GATEWAY_PATH] = request->path,
        [GATEWAY_MS] = made.ms,
        [GATEWAY_SECONDS] = made.seconds,
        [GATEWAY_NONCE] = made.nonce,
        [GATEWAY_DIGEST] = made.digest,
        [GATEWAY_KEY] = request->idempotency_key,
        [GATEWAY_KIOSK] = signer->kiosk_code,
        [GATEWAY_SYSTEM] = text_of(signer->system),
        [GATEWAY_SERVICE] = text_of(signer->service),
        [GATEWAY_SECRET] = signer->secret ? secret_text(signer->secret) : "",
        [GATEWAY_SIGNATURE] = made.signature,
        [GATEWAY_PASS] = made.pass,
    };
    TRY(make_parts(signer, request, &made));
    TRY(seal(signer, &gateway->signature, values, made.signature));
    if (*gateway->pass.text)
        TRY(seal(signer, &gateway->pass, values, made.pass));
    TRY(write_lines(&gateway->headers, values, &headers));
    *ret_headers = headers;
    return ERR_NONE;
}
