/* SPDX-License-Identifier: Apache-2.0 */
/* A request's headers, signed as the gateway's profile says. The signature covers the body, which
 * the national gateways' HMAC does not: there a replayed header could carry another body. */
#pragma once

#include "platform/base/secret.h"
#include "platform/province/gateway.h"
#include "platform/trust/sm2.h"

enum {
    REQUEST_SKEW_MS = 5 * 60 * 1000, /* further from the province's clock is refused (40102) */
    REQUEST_LINE = 256,
    REQUEST_NONCE = 33,
};

struct request {
    const char *method;          /* "GET", "POST" */
    const char *path;            /* "/kiosk/v1/cases", without a query */
    const char *idempotency_key; /* "" when the operation has none */
    const void *body;
    size_t size; /* 0 for GET */
    int64_t wall_ms;
    const char *nonce; /* NULL: a fresh one; given only by whoever tries what happens then */
};

/* Who signs. */
struct request_signer {
    const struct gateway *gateway;
    const char *kiosk_code;
    const char *system, *service; /* what the gateway knows us by; NULL: nothing */
    const struct secret *secret;  /* shared with the gateway; NULL: none */
    const struct sm2_key *key;
    const char *id; /* of SM2; NULL: SM2_DEFAULT_ID */
};

/* "Name: value", as many as count; a header without a value is left out. */
struct request_headers {
    size_t count;
    char line[GATEWAY_HEADERS][REQUEST_LINE];
};

/* ERR_MISSING: the gateway wants something that the signer does not have; ret_why names it. */
MUST_CHECK enum err request_check_signer(const struct request_signer *signer,
                                         char ret_why[GATEWAY_WHY]);
MUST_CHECK enum err request_nonce(char ret_text[REQUEST_NONCE]);
/* ERR_KEY (the key is only public, or the secret is not there), ERR_TOO_LONG (a value in its line),
 * ERR_LIBRARY. */
MUST_CHECK enum err request_sign(const struct request_signer *signer, const struct request *request,
                                 struct request_headers *ret_headers);
