/* SPDX-License-Identifier: Apache-2.0 */
/* The only door to libcurl: HTTPS requests on an sd-event loop, bounded in time and size.
 *
 * What is fixed here and nowhere else: HTTPS only, TLS 1.3 or newer, one CA file and no other
 * trust, the server's name checked, its key pinned where pins are given, revoked certificates
 * refused where a list is given, a client certificate that the server must ask for, no redirects,
 * no proxy, no cookies, nothing from the environment. What went out and came in is wiped. */
#pragma once

#include <systemd/sd-event.h>

#include "platform/peer/timer.h"
#include "platform/trust/tls.h"
#include "platform/trust/tls_identity.h"

struct http;
struct http_exchange;

enum {
    HTTP_BODY_MAX = 25 * 1024 * 1024, /* of a request: a case with its attachments */
    HTTP_REPLY_MAX = 1024 * 1024,     /* of a reply */
    HTTP_HEADERS_MAX = 16,            /* of a request */
};

/* PEM files, and where our key is (platform/trust/key.h); read when it begins (if that failed, at
 * each request until it does not) and by http_renew(). The list of revoked certificates is read at
 * each connection. */
struct http_trust {
    const char *ca_file;
    const char *certificate_file; /* NULL, and no key: we are nobody */
    const char *key;
    const char *crl_file; /* of the CA: who was revoked; NULL: none is looked at */
    const char *pin[2]; /* base64 of the SHA-256 of the server's public key (RFC 7469 §2.4), one in
                           use and one for its successor; NULL: any key of the CA */
    const char *suites; /* of TLS 1.3, as OpenSSL names them; NULL: the library's choice */
    const char *groups;
};

struct http_request {
    const char *url;
    const char *headers[HTTP_HEADERS_MAX]; /* "Name: value", up to the first NULL */
    const void *body;                      /* NULL: GET, else POST */
    bool puts;                             /* PUT instead of POST */
    size_t body_size;
    const char *content_type; /* of the body; NULL: application/json */
    int64_t timeout_ms;       /* the whole request, by platform/base/clock */
    bool personal;            /* its connection is not kept for another request */
};

/* Valid while the callback runs. */
struct http_reply {
    int status;
    int64_t date_ms;          /* the Date header, since 1970; 0 when there is none */
    int64_t retry_ms;         /* the Retry-After header when it is seconds, at most a day; else 0 */
    const char *content_type; /* "" when there is none; cut after 63 bytes */
    const char *body;         /* NUL-terminated */
    size_t size;
};

/* Exactly one per exchange that http_send() began, unless http_cancel() or http_free() ended it.
 * `reply` is NULL unless e is ERR_NONE; a reply of any status is ERR_NONE here.
 *   ERR_UNREACHABLE  no connection, or TLS did not come about
 *   ERR_IO           it broke off: the other side may or may not have read the request
 *   ERR_TIMEOUT      the same, by time
 *   ERR_CERTIFICATE  the server is not one to talk to; http_trouble() says why
 *   ERR_KEY          our own certificate, key, list or CA file is unusable, or the server refuses
 * it ERR_TOO_LONG     the reply is larger than allowed */
typedef void http_fn(void *user, enum err e, const struct http_reply *reply);

/* Why TLS did not come about in the exchange whose callback runs; TLS_FINE when it did or was not
 * reached. */
enum tls_trouble http_trouble(const struct http *http);

/* Sees each reply before the callback of its exchange does; begins and ends none. */
typedef void http_heed_fn(void *user, const struct http_reply *reply);

/* `trust` is copied. */
MUST_CHECK enum err http_new(sd_event *loop, struct timers *timers, const struct http_trust *trust,
                             struct http **ret_http);
/* Drops what is under way without a callback. NULL is fine. */
void http_free(struct http *http);

/* What time it is for the server: its last Date header (whole seconds), carried on by
 * clock_now_ms(), so that setting our own clock does not matter. 0: none came yet. */
int64_t http_server_ms(const struct http *http);
/* NULL: nobody. */
void http_set_heed(struct http *http, http_heed_fn *heed, void *user);

/* Reads the files of its trust again; they count from the next connection on. On failure, that of
 * tls_identity_load(), the last good ones do. */
MUST_CHECK enum err http_renew(struct http *http);

/* Copies all of `request`. `ret_exchange` (may be NULL) is valid until the callback. ERR_TOO_LONG,
 * ERR_USAGE (not https), ERR_MEMORY, ERR_LIBRARY: not begun. */
MUST_CHECK enum err http_send(struct http *http, const struct http_request *request, http_fn *fn,
                              void *user, struct http_exchange **ret_exchange);
/* Ends it without a callback. NULL is fine. */
void http_cancel(struct http_exchange *exchange);
