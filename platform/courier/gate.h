/* SPDX-License-Identifier: Apache-2.0 */
/* One signed request to the province: address, headers, signature. Knows no queue. */
#pragma once

#include "platform/http/http.h"
#include "platform/province/envelope.h"

struct gate {
    struct http *http;
    const char *url; /* "https://host:port/kiosk/v1" */
    int64_t timeout_ms;
    struct envelope_writer writer; /* who we are, and whose province it is */
};

enum { GATE_LINE = 192 };

/* The header lines of one request. */
struct gate_signature {
    char code[GATE_LINE], timestamp[GATE_LINE], digest[GATE_LINE], signature[GATE_LINE],
        key[GATE_LINE];
};

struct gate_request {
    const char *operation;       /* "/cases" */
    const char *idempotency_key; /* "" when the operation has none */
    const void *body;            /* an envelope; NULL: GET */
    size_t size;
    bool personal;                          /* the reply is */
    const struct gate_signature *signature; /* of gate_sign(); NULL: none yet */
};

/* As of now; good for as long as the province allows a clock to be off. */
MUST_CHECK enum err gate_sign(const struct gate *gate, const struct gate_request *request,
                              struct gate_signature *ret_signature);
/* Signed before or, without a signature, now. `fn` as in http_send(). */
MUST_CHECK enum err gate_send(const struct gate *gate, const struct gate_request *request,
                              http_fn *fn, void *user, struct http_exchange **ret_exchange);
