/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/tls.h"

#include <pthread.h>
#include <stdatomic.h>

#include "platform/trust/openssl.h"

enum { SECURITY_LEVEL = 2, NO_ALERT = -1, ALERT_CODE = 0xFF };

struct tls_watch {
    atomic_int references;
    bool began, asked;
    int sent, received; /* alert codes (RFC 8446 §6), NO_ALERT */
};

static const struct {
    const char *name, *advice;
} words[TLS_TROUBLE_COUNT] = {
    [TLS_FINE] = {"none", ""},
    [TLS_EXPIRED] = {"expired", "the province's certificate has expired, or this clock runs ahead"},
    [TLS_NOT_YET_VALID] = {"not-yet-valid", "this clock is behind: set it, then look again"},
    [TLS_OTHER_HOST] = {"other-host", "the address in kiosk.ini is not the certificate's"},
    [TLS_OTHER_CA] = {"other-ca",
                      "not the province's CA: somebody in between, or keys/ca.pem is old"},
    [TLS_SELF_SIGNED] = {"self-signed", "no CA at all: somebody in between, or a test server"},
    [TLS_WEAK_KEY] = {"weak-key", "the province must renew its certificate with a stronger key"},
    [TLS_WRONG_PURPOSE] = {"wrong-purpose", "the certificate is not one for servers"},
    [TLS_REVOKED] = {"revoked",
                     "the CA has withdrawn this certificate: do not go on, ask the province"},
    [TLS_LIST_UNUSABLE] = {"list-unusable", "renew keys/ca.crl: missing, expired or not this CA's"},
    [TLS_OTHER_KEY] = {"other-key", "neither pin in kiosk.ini fits the server's key"},
    [TLS_TOO_OLD] = {"too-old", "the server offers no TLS 1.3"},
    [TLS_ASKS_NOTHING] = {"asks-nothing", "the server does not ask for the kiosk's certificate"},
    [TLS_OURS_REFUSED] = {"ours-refused",
                          "renew this kiosk's certificate: the province refuses it"},
    [TLS_OURS_UNUSABLE] = {"ours-unusable", "a file in keys/ cannot be read"},
    [TLS_BAD_CERTIFICATE] = {"bad-certificate", "the certificate or its chain is faulty"},
};

const char *tls_trouble_name(enum tls_trouble trouble)
{
    return (size_t)trouble < ARRAY_LEN(words) ? words[trouble].name : "?";
}

const char *tls_trouble_advice(enum tls_trouble trouble)
{
    return (size_t)trouble < ARRAY_LEN(words) ? words[trouble].advice : "";
}

enum tls_trouble tls_trouble_of_verify(long result)
{
    static const struct {
        long result;
        enum tls_trouble trouble;
    } table[] = {
        {X509_V_OK, TLS_FINE},
        {X509_V_ERR_CERT_HAS_EXPIRED, TLS_EXPIRED},
        {X509_V_ERR_CERT_NOT_YET_VALID, TLS_NOT_YET_VALID},
        {X509_V_ERR_HOSTNAME_MISMATCH, TLS_OTHER_HOST},
        {X509_V_ERR_IP_ADDRESS_MISMATCH, TLS_OTHER_HOST},
        {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, TLS_OTHER_CA},
        {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, TLS_OTHER_CA},
        {X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, TLS_OTHER_CA},
        {X509_V_ERR_CERT_SIGNATURE_FAILURE, TLS_OTHER_CA},
        {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, TLS_OTHER_CA},
        {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, TLS_SELF_SIGNED},
        {X509_V_ERR_EE_KEY_TOO_SMALL, TLS_WEAK_KEY},
        {X509_V_ERR_CA_KEY_TOO_SMALL, TLS_WEAK_KEY},
        {X509_V_ERR_CA_MD_TOO_WEAK, TLS_WEAK_KEY},
        {X509_V_ERR_INVALID_PURPOSE, TLS_WRONG_PURPOSE},
        {X509_V_ERR_CERT_REVOKED, TLS_REVOKED},
        {X509_V_ERR_UNABLE_TO_GET_CRL, TLS_LIST_UNUSABLE},
        {X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER, TLS_LIST_UNUSABLE},
        {X509_V_ERR_CRL_HAS_EXPIRED, TLS_LIST_UNUSABLE},
        {X509_V_ERR_CRL_NOT_YET_VALID, TLS_LIST_UNUSABLE},
        {X509_V_ERR_CRL_SIGNATURE_FAILURE, TLS_LIST_UNUSABLE},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        if (table[i].result == result)
            return table[i].trouble;
    return TLS_BAD_CERTIFICATE;
}

enum err tls_watch_new(struct tls_watch **ret_watch)
{
    struct tls_watch *watch = calloc(1, sizeof *watch);
    if (!watch)
        return ERR_MEMORY;
    *watch = (struct tls_watch){.references = 1, .sent = NO_ALERT, .received = NO_ALERT};
    *ret_watch = watch;
    return ERR_NONE;
}

void tls_watch_unref(struct tls_watch *watch)
{
    if (watch && atomic_fetch_sub(&watch->references, 1) == 1)
        free(watch);
}

static int place = -1; /* of the watch in an SSL_CTX */

static void on_context_free(void *parent, void *data, CRYPTO_EX_DATA *all, int index, long argl,
                            void *argp)
{
    (void)parent, (void)all, (void)index, (void)argl, (void)argp;
    tls_watch_unref(data);
}

static void make_place(void)
{
    place = SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, on_context_free);
}

static struct tls_watch *watch_of(const SSL *ssl)
{
    return SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), place);
}

/* Called when a server asks for a certificate; the one that was set is sent. */
static int on_asked(SSL *ssl, void *user)
{
    (void)user;
    watch_of(ssl)->asked = true;
    return 1;
}

static void on_event(const SSL *ssl, int where, int value)
{
    struct tls_watch *watch = watch_of(ssl);
    if (!(where & SSL_CB_ALERT) || (value & ALERT_CODE) == SSL_AD_CLOSE_NOTIFY)
        return;
    *(where & SSL_CB_READ ? &watch->received : &watch->sent) = value & ALERT_CODE;
}

enum err tls_watch_begin(struct tls_watch *watch, void *ssl_ctx)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    SSL_CTX *context = ssl_ctx;
    pthread_once(&once, make_place);
    if (place < 0 || !SSL_CTX_set_ex_data(context, place, watch))
        return ERR_LIBRARY;
    atomic_fetch_add(&watch->references, 1);
    watch->began = true;
    watch->asked = false;
    watch->sent = watch->received = NO_ALERT;
    SSL_CTX_set_security_level(context, SECURITY_LEVEL);
    SSL_CTX_set_cert_cb(context, on_asked, NULL);
    SSL_CTX_set_info_callback(context, on_event);
    return ERR_NONE;
}

bool tls_watch_is_fit(const struct tls_watch *watch)
{
    return watch->asked || !watch->began;
}

static bool is_about_our_certificate(int alert)
{
    switch (alert) {
    case SSL_AD_BAD_CERTIFICATE:
    case SSL_AD_UNSUPPORTED_CERTIFICATE:
    case SSL_AD_CERTIFICATE_REVOKED:
    case SSL_AD_CERTIFICATE_EXPIRED:
    case SSL_AD_CERTIFICATE_UNKNOWN:
    case SSL_AD_UNKNOWN_CA:
    case SSL_AD_ACCESS_DENIED:
    case SSL_AD_CERTIFICATE_REQUIRED:
        return true;
    default:
        return false;
    }
}

enum tls_trouble tls_watch_trouble(const struct tls_watch *watch)
{
    if (watch->sent == SSL_AD_PROTOCOL_VERSION || watch->received == SSL_AD_PROTOCOL_VERSION)
        return TLS_TOO_OLD;
    return is_about_our_certificate(watch->received) ? TLS_OURS_REFUSED : TLS_FINE;
}
