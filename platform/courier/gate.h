/* SPDX-License-Identifier: Apache-2.0 */
/* One signed request to the province: address, headers, signature. Knows no queue. How requests are
 * signed is data: a profile in $BUDAYANG_ASSETS/gateways (platform/province/gateway.h). */
#pragma once

#include "platform/http/http.h"
#include "platform/province/envelope.h"
#include "platform/province/reply.h"
#include "platform/province/request.h"

struct gate {
    struct http *http;
    const char *url; /* "https://host:port/kiosk/v1" */
    int64_t timeout_ms;
    struct envelope_writer writer; /* who we are, and whose province it is */
    struct request_signer signer;
};

/* Beyond it, and before the province refuses (REQUEST_SKEW_MS), its clock counts, not ours. */
enum { GATE_CLOCK_MS = 60 * 1000 };

struct gate_request {
    const char *operation;       /* "/cases" */
    const char *idempotency_key; /* "" when the operation has none */
    const void *body;            /* an envelope, a piece; NULL: GET */
    size_t size;
    bool is_piece;                         /* of an attachment: PUT, bytes as they are */
    bool personal;                         /* the reply is */
    const struct request_headers *headers; /* of gate_sign(); NULL: none yet */
};

/* The profile of that name; "" or NULL: the province's own. ret_why (GATEWAY_WHY bytes) names what
 * is wrong; errors as gateway_parse() and paths_read_file(). */
MUST_CHECK enum err gate_load_profile(const char *name, struct gateway *ret_gateway, char *ret_why);
/* How far our clock is ahead of the province's; 0 when that is within GATE_CLOCK_MS, not known, or
 * not to be believed (before 2026, or further off than a server's certificate lives: 825 days). */
int64_t gate_clock_off_ms(const struct gate *gate);
/* Now, by the province's clock when ours is off: what messages and signatures bear. What waits here
 * is ordered by clock_wall_ms(). */
int64_t gate_wall_ms(const struct gate *gate);
/* False: a secret is needed that is not there yet, and nothing can be signed. */
bool gate_is_ready(const struct gate *gate);
/* What this answer says will be gone when the same is asked again, for the gate itself has mended
 * it or does so now: a secret that ended, a clock that is off. */
bool gate_mends(const struct gate *gate, const struct http_reply *reply);
/* Of such an answer: a secret has to come first. */
bool gate_waits_for_secret(const struct gate *gate, const struct http_reply *reply);
/* reply_verdict(), and REPLY_LATER for what the gate mends. */
enum reply_verdict gate_verdict(const struct gate *gate, const struct http_reply *reply);
/* As of now, by the province's clock when ours is off; good for one sending, for as long as the
 * province allows a clock to be off. */
MUST_CHECK enum err gate_sign(const struct gate *gate, const struct gate_request *request,
                              struct request_headers *ret_headers);
/* Signed before or, without headers, now. `fn` as in http_send(). */
MUST_CHECK enum err gate_send(const struct gate *gate, const struct gate_request *request,
                              http_fn *fn, void *user, struct http_exchange **ret_exchange);
