/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/courier/gate.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/paths.h"

enum { URL_SIZE = 256, NAME_SIZE = 96, PATH_SIZE = 512, CODE_TIME = 40102, CODE_PASS = 40105 };

_Static_assert((int)GATEWAY_HEADERS <= (int)HTTP_HEADERS_MAX, "a profile's headers fit");

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

enum err gate_load_profile(const char *name, struct gateway *ret_gateway, char *ret_why)
{
    char file[NAME_SIZE], path[PATH_SIZE];
    AUTO(auto_free) char *text = NULL;
    size_t size = 0;
    snprintf(file, sizeof file, "gateways/%.64s.ini", name && *name ? name : "direct");
    TRY(paths_join(PLACE_ASSETS, file, path, sizeof path));
    enum err e = paths_read_file(path, GATEWAY_FILE_MAX, &text, &size);
    if (e != ERR_NONE) {
        snprintf(ret_why, GATEWAY_WHY, "%s", err_text(e));
        return e;
    }
    return gateway_parse(text, size, ret_gateway, ret_why);
}

int64_t gate_clock_off_ms(const struct gate *gate)
{
    static const int64_t earliest_ms = 1767225600000; /* 2026-01-01 UTC */
    static const int64_t furthest_ms = (int64_t)825 * 24 * 60 * 60 * 1000;
    int64_t theirs = http_server_ms(gate->http);
    int64_t off = clock_wall_ms() - theirs;
    if (theirs < earliest_ms || llabs(off) > furthest_ms || llabs(off) <= GATE_CLOCK_MS)
        return 0;
    return off;
}

int64_t gate_wall_ms(const struct gate *gate)
{
    return clock_wall_ms() - gate_clock_off_ms(gate);
}

bool gate_is_ready(const struct gate *gate)
{
    const struct request_signer *signer = &gate->signer;
    return signer->gateway->secret == GATEWAY_NO_SECRET ||
           (signer->secret && !secret_is_empty(signer->secret));
}

static int code_of(const struct http_reply *reply)
{
    struct reply_error why;
    reply_read_error(reply->body, reply->size, &why);
    return why.code;
}

bool gate_waits_for_secret(const struct gate *gate, const struct http_reply *reply)
{
    return code_of(reply) == CODE_PASS && gate->signer.gateway->secret == GATEWAY_SECRET_FETCHED;
}

bool gate_mends(const struct gate *gate, const struct http_reply *reply)
{
    bool off = code_of(reply) == CODE_TIME && gate_clock_off_ms(gate) != 0;
    return off || gate_waits_for_secret(gate, reply);
}

enum reply_verdict gate_verdict(const struct gate *gate, const struct http_reply *reply)
{
    struct reply_error why;
    reply_read_error(reply->body, reply->size, &why);
    return gate_mends(gate, reply) ? REPLY_LATER : reply_verdict(reply->status, why.code);
}

enum err gate_sign(const struct gate *gate, const struct gate_request *request,
                   struct request_headers *ret_headers)
{
    char url[URL_SIZE];
    TRY(write_url(gate, request->operation, url));
    const struct request signed_request = {.method = !request->body      ? "GET"
                                                     : request->is_piece ? "PUT"
                                                                         : "POST",
                                           .path = path_of(url),
                                           .idempotency_key = request->idempotency_key,
                                           .body = request->body,
                                           .size = request->size,
                                           .wall_ms = gate_wall_ms(gate)};
    return request_sign(&gate->signer, &signed_request, ret_headers);
}

enum err gate_send(const struct gate *gate, const struct gate_request *request, http_fn *fn,
                   void *user, struct http_exchange **ret_exchange)
{
    char url[URL_SIZE];
    struct request_headers now;
    const struct request_headers *headers = request->headers ? request->headers : &now;
    TRY(write_url(gate, request->operation, url));
    if (headers == &now)
        TRY(gate_sign(gate, request, &now));
    struct http_request http = {.url = url,
                                .body = request->body,
                                .body_size = request->size,
                                .puts = request->is_piece,
                                .content_type =
                                    request->is_piece ? "application/octet-stream" : NULL,
                                .timeout_ms = gate->timeout_ms,
                                .personal = request->personal};
    for (size_t i = 0; i < headers->count; i++)
        http.headers[i] = headers->line[i];
    return http_send(gate->http, &http, fn, user, ret_exchange);
}
