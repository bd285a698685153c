/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/courier/gate.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/province/request.h"

enum { URL_SIZE = 256 };

/* What stands after the host: "https://a:1/kiosk/v1/cases" → "/kiosk/v1/cases". */
static const char *path_of(const char *url)
{
    const char *host = strstr(url, "://");
    const char *path = host ? strchr(host + 3, '/') : NULL;
    return path ? path : "/";
}

static enum err write_url(const struct gate *gate, const char *operation, char ret_url[URL_SIZE])
{
    int n = snprintf(ret_url, URL_SIZE, "%s%s", gate->url, operation);
    return n < 0 || n >= URL_SIZE ? ERR_TOO_LONG : ERR_NONE;
}

enum err gate_sign(const struct gate *gate, const struct gate_request *request,
                   struct gate_signature *ret_signature)
{
    char url[URL_SIZE];
    struct request_headers h;
    struct gate_signature *s = ret_signature;
    TRY(write_url(gate, request->operation, url));
    const struct request signed_request = {.method = request->body ? "POST" : "GET",
                                           .path = path_of(url),
                                           .idempotency_key = request->idempotency_key,
                                           .body = request->body,
                                           .size = request->size};
    TRY(request_sign(&signed_request, clock_wall_ms(), gate->writer.kiosk, &h));
    snprintf(s->code, GATE_LINE, "X-Kiosk-Code: %s", gate->writer.kiosk_code);
    snprintf(s->timestamp, GATE_LINE, "X-Kiosk-Timestamp: %s", h.timestamp);
    snprintf(s->digest, GATE_LINE, "X-Kiosk-Digest: %s", h.digest);
    snprintf(s->signature, GATE_LINE, "X-Kiosk-Signature: %s", h.signature);
    snprintf(s->key, GATE_LINE, "Idempotency-Key: %s", request->idempotency_key);
    return ERR_NONE;
}

enum err gate_send(const struct gate *gate, const struct gate_request *request, http_fn *fn,
                   void *user, struct http_exchange **ret_exchange)
{
    char url[URL_SIZE];
    struct gate_signature now;
    const struct gate_signature *s = request->signature ? request->signature : &now;
    TRY(write_url(gate, request->operation, url));
    if (s == &now)
        TRY(gate_sign(gate, request, &now));
    const struct http_request http = {.url = url,
                                      .headers = {s->code, s->timestamp, s->digest, s->signature,
                                                  *request->idempotency_key ? s->key : NULL},
                                      .body = request->body,
                                      .body_size = request->size,
                                      .timeout_ms = gate->timeout_ms,
                                      .personal = request->personal};
    return http_send(gate->http, &http, fn, user, ret_exchange);
}
