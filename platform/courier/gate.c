/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/courier/gate.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/province/request.h"

enum { URL_SIZE = 256, HEADER_SIZE = 192 };

struct lines {
    char code[HEADER_SIZE], timestamp[HEADER_SIZE], digest[HEADER_SIZE], signature[HEADER_SIZE],
        key[HEADER_SIZE];
};

/* What stands after the host: "https://a:1/kiosk/v1/cases" → "/kiosk/v1/cases". */
static const char *path_of(const char *url)
{
    const char *host = strstr(url, "://");
    const char *path = host ? strchr(host + 3, '/') : NULL;
    return path ? path : "/";
}

static enum err write_lines(const struct gate *gate, const struct request *signed_request,
                            struct lines *ret_lines)
{
    struct request_headers h;
    TRY(request_sign(signed_request, clock_wall_ms(), gate->writer.kiosk, &h));
    struct lines *l = ret_lines;
    snprintf(l->code, sizeof l->code, "X-Kiosk-Code: %s", gate->writer.kiosk_code);
    snprintf(l->timestamp, sizeof l->timestamp, "X-Kiosk-Timestamp: %s", h.timestamp);
    snprintf(l->digest, sizeof l->digest, "X-Kiosk-Digest: %s", h.digest);
    snprintf(l->signature, sizeof l->signature, "X-Kiosk-Signature: %s", h.signature);
    snprintf(l->key, sizeof l->key, "Idempotency-Key: %s", signed_request->idempotency_key);
    return ERR_NONE;
}

enum err gate_send(const struct gate *gate, const struct gate_request *request, http_fn *fn,
                   void *user, struct http_exchange **ret_exchange)
{
    char url[URL_SIZE];
    struct lines lines;
    int n = snprintf(url, sizeof url, "%s%s", gate->url, request->operation);
    if (n < 0 || (size_t)n >= sizeof url)
        return ERR_TOO_LONG;
    const struct request signed_request = {.method = request->body ? "POST" : "GET",
                                           .path = path_of(url),
                                           .idempotency_key = request->idempotency_key,
                                           .body = request->body,
                                           .size = request->size};
    TRY(write_lines(gate, &signed_request, &lines));
    const struct http_request http = {.url = url,
                                      .headers = {lines.code, lines.timestamp, lines.digest,
                                                  lines.signature,
                                                  *request->idempotency_key ? lines.key : NULL},
                                      .body = request->body,
                                      .body_size = request->size,
                                      .timeout_ms = gate->timeout_ms,
                                      .personal = request->personal};
    return http_send(gate->http, &http, fn, user, ret_exchange);
}
