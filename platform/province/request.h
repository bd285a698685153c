/* SPDX-License-Identifier: Apache-2.0 */
/* The signature in a request's headers. It covers the body, which the national gateway's HMAC of
 * sid+rid+rtime does not: there a replayed header could carry another body.
 *
 * What is signed (SM2 with SM3, id SM2_DEFAULT_ID), five lines joined by LF, none at the end:
 *   method, path with /kiosk/v1, X-Kiosk-Timestamp, X-Kiosk-Digest, Idempotency-Key (empty if none)
 */
#pragma once

#include "platform/trust/base64.h"
#include "platform/trust/sm2.h"
#include "platform/trust/sm3.h"

/* Further away from the province's clock a request is refused (code 40102). */
enum { REQUEST_SKEW_MS = 5 * 60 * 1000 };

struct request {
    const char *method;          /* "GET", "POST" */
    const char *path;            /* "/kiosk/v1/cases", without a query */
    const char *idempotency_key; /* "" when the operation has none */
    const void *body;
    size_t size; /* 0 for GET */
};

struct request_headers {
    char timestamp[24];                                   /* X-Kiosk-Timestamp */
    char digest[BASE64_LENGTH(SM3_SIZE) + 1];             /* X-Kiosk-Digest */
    char signature[BASE64_LENGTH(SM2_SIGNATURE_MAX) + 1]; /* X-Kiosk-Signature */
};

MUST_CHECK enum err request_sign(const struct request *request, int64_t wall_ms,
                                 const struct sm2_key *kiosk, struct request_headers *ret_headers);
/* The province's side. ERR_CHECKSUM: the digest is not the body's. ERR_RANGE: the time is more than
 * REQUEST_SKEW_MS off. ERR_SIGNATURE, ERR_FORMAT. Headers hold NUL-terminated text. */
MUST_CHECK enum err request_verify(const struct request *request,
                                   const struct request_headers *headers, int64_t wall_ms,
                                   const struct sm2_key *kiosk);
/* The text that is signed; the caller frees. */
MUST_CHECK enum err request_text(const struct request *request,
                                 const struct request_headers *headers, char **ret_text);
