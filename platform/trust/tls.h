/* SPDX-License-Identifier: Apache-2.0 */
/* What went wrong between a kiosk and a TLS server, told so that staff can act on it; and two rules
 * that libcurl has no option for: a server must ask for our certificate, and no key is weak. */
#pragma once

#include "platform/base/err.h"

enum tls_trouble {
    TLS_FINE,
    TLS_EXPIRED,         /* the server's certificate, or our clock runs ahead */
    TLS_NOT_YET_VALID,   /* the same the other way: mostly our clock */
    TLS_OTHER_HOST,      /* a certificate of another name */
    TLS_OTHER_CA,        /* not issued by our CA */
    TLS_SELF_SIGNED,     /* nor by any */
    TLS_WEAK_KEY,        /* below 112 bits (OpenSSL's security level 2): RSA under 2,048 */
    TLS_WRONG_PURPOSE,   /* not a server's certificate */
    TLS_REVOKED,         /* on the CA's list */
    TLS_LIST_UNUSABLE,   /* the list of revoked certificates is missing, expired or not the CA's */
    TLS_OTHER_KEY,       /* neither of the pinned keys */
    TLS_TOO_OLD,         /* it offers no TLS 1.3 */
    TLS_ASKS_NOTHING,    /* it did not ask for our certificate: anybody could file there */
    TLS_OURS_REFUSED,    /* the server does not take our certificate */
    TLS_OURS_UNUSABLE,   /* our certificate, key or CA file cannot be read */
    TLS_BAD_CERTIFICATE, /* any other fault of the chain */
    TLS_TROUBLE_COUNT,
};

/* A word for logs ("expired"), and what staff should look at. Never NULL. */
const char *tls_trouble_name(enum tls_trouble trouble);
const char *tls_trouble_advice(enum tls_trouble trouble);
/* Of an X509_V_ result, as CURLINFO_SSL_VERIFYRESULT tells it; TLS_FINE for X509_V_OK. */
enum tls_trouble tls_trouble_of_verify(long result);

/* Looks on during one exchange's handshakes. A connection may outlive the exchange that opened it,
 * so both sides hold the watch and the last one frees it. */
struct tls_watch;

MUST_CHECK enum err tls_watch_new(struct tls_watch **ret_watch);
void tls_watch_unref(struct tls_watch *watch); /* NULL is fine */
/* For CURLOPT_SSL_CTX_FUNCTION: `ssl_ctx` is a fresh SSL_CTX. Forgets what was seen before. */
MUST_CHECK enum err tls_watch_begin(struct tls_watch *watch, void *ssl_ctx);
/* The server asked for our certificate, or no handshake was needed (a connection used again). */
bool tls_watch_is_fit(const struct tls_watch *watch);
/* What an alert, sent or received, says: TLS_TOO_OLD, TLS_OURS_REFUSED, or TLS_FINE. */
enum tls_trouble tls_watch_trouble(const struct tls_watch *watch);
