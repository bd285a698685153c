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

struct gate_request {
    const char *operation;       /* "/cases" */
    const char *idempotency_key; /* "" when the operation has none */
    const void *body;            /* an envelope; NULL: GET */
    size_t size;
    bool personal; /* the reply is */
};

/* Signed afresh at each call, as of now. `fn` as in http_send(). */
MUST_CHECK enum err gate_send(const struct gate *gate, const struct gate_request *request,
                              http_fn *fn, void *user, struct http_exchange **ret_exchange);
