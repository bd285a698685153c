/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/http/policy.h"

#include <string.h>

enum { PINS_SIZE = 160, UNASKED = 1 /* X509_V_ERR_UNSPECIFIED */ };

static bool copy(const char *text, char **ret_copy)
{
    *ret_copy = text ? strdup(text) : NULL;
    return !text || *ret_copy;
}

static bool copy_pins(const char *const pin[2], char **ret_pins)
{
    char pins[PINS_SIZE];
    int n = 0;
    for (size_t i = 0; i < 2; i++)
        if (pin[i] && n >= 0 && n < PINS_SIZE)
            n += snprintf(pins + n, sizeof pins - (size_t)n, "%ssha256//%s", n ? ";" : "", pin[i]);
    return n < PINS_SIZE && copy(n > 0 ? pins : NULL, ret_pins);
}

enum err http_policy_copy(const struct http_trust *trust, struct http_policy *ret_policy)
{
    struct http_policy *p = ret_policy;
    *p = (struct http_policy){0};
    bool whole = copy(trust->ca_file, &p->ca_file) &&
                 copy(trust->certificate_file, &p->certificate_file) && copy(trust->key, &p->key) &&
                 copy(trust->crl_file, &p->crl_file) && copy(trust->suites, &p->suites) &&
                 copy(trust->groups, &p->groups) && copy_pins(trust->pin, &p->pins);
    return whole ? ERR_NONE : ERR_MEMORY;
}

enum err http_policy_renew(struct http_policy *policy)
{
    const struct tls_files files = {policy->ca_file, policy->certificate_file, policy->key};
    struct tls_identity *fresh = NULL;
    TRY(tls_identity_load(&files, &fresh));
    tls_identity_free(policy->identity);
    policy->identity = fresh;
    return ERR_NONE;
}

void http_policy_done(struct http_policy *policy)
{
    tls_identity_free(policy->identity);
    free(policy->ca_file);
    free(policy->certificate_file);
    free(policy->key);
    free(policy->crl_file);
    free(policy->suites);
    free(policy->groups);
    free(policy->pins);
}

static CURLcode on_context(CURL *easy, void *ssl_ctx, void *user)
{
    const struct http_greeting *g = user;
    (void)easy;
    if (tls_watch_begin(g->watch, ssl_ctx) != ERR_NONE)
        return CURLE_OUT_OF_MEMORY;
    const struct tls_identity *identity = g->policy->identity;
    return identity && tls_identity_use(identity, ssl_ctx) == ERR_NONE ? CURLE_OK
                                                                       : CURLE_SSL_CERTPROBLEM;
}

/* After the handshake, before a byte of the request. */
static int on_connected(void *user, char *remote, char *local, int remote_port, int local_port)
{
    const struct http_greeting *g = user;
    (void)remote, (void)local, (void)remote_port, (void)local_port;
    return tls_watch_is_fit(g->watch) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

static CURLcode set_greeting(CURL *easy, struct http_greeting *greeting)
{
    CURLcode r = curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, on_context);
    if (r == CURLE_OK)
        r = curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, greeting);
    if (r == CURLE_OK)
        r = curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_connected);
    return r == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_PREREQDATA, greeting) : r;
}

static CURLcode set_ca(CURL *easy, const char *pem)
{
    struct curl_blob blob = {(void *)(uintptr_t)pem, strlen(pem), CURL_BLOB_COPY};
    return curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &blob);
}

/* Only what differs from curl's defaults; the defaults of a distribution count as ours to set. */
enum err http_policy_set(CURL *easy, struct http_greeting *greeting)
{
    struct http_policy *policy = greeting->policy;
    if (!policy->identity)
        (void)!http_policy_renew(policy); /* still NULL: the exchange says so */
    const struct {
        CURLoption option;
        const char *text;
    } texts[] = {
        {CURLOPT_PROTOCOLS_STR, "https"},
        {CURLOPT_CAINFO, policy->ca_file},
        {CURLOPT_CAPATH, NULL}, /* Debian's default is every public CA */
        {CURLOPT_CRLFILE, policy->crl_file},
        {CURLOPT_PINNEDPUBLICKEY, policy->pins},
        {CURLOPT_TLS13_CIPHERS, policy->suites},
        {CURLOPT_SSL_EC_CURVES, policy->groups},
        {CURLOPT_PROXY, ""}, /* and none from the environment */
    };
    const struct {
        CURLoption option;
        long number;
    } numbers[] = {
        {CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_3},
        {CURLOPT_SSL_VERIFYPEER, 1},
        {CURLOPT_SSL_VERIFYHOST, 2},
        {CURLOPT_SSL_SESSIONID_CACHE, 0}, /* one resumed would not ask for our certificate */
        {CURLOPT_FOLLOWLOCATION, 0},
        {CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1},
        {CURLOPT_NETRC, CURL_NETRC_IGNORED},
        {CURLOPT_CA_CACHE_TIMEOUT, 0},
        {CURLOPT_NOSIGNAL, 1},
    };
    CURLcode r = set_greeting(easy, greeting);
    if (r == CURLE_OK && policy->identity)
        r = set_ca(easy, tls_identity_ca(policy->identity));
    for (size_t i = 0; r == CURLE_OK && i < ARRAY_LEN(texts); i++)
        r = curl_easy_setopt(easy, texts[i].option, texts[i].text);
    for (size_t i = 0; r == CURLE_OK && i < ARRAY_LEN(numbers); i++)
        r = curl_easy_setopt(easy, numbers[i].option, numbers[i].number);
    return r == CURLE_OK ? ERR_NONE : ERR_LIBRARY;
}

static enum tls_trouble trouble_of_verify(const struct http_ending *ending)
{
    long verify = 0;
    curl_easy_getinfo(ending->easy, CURLINFO_SSL_VERIFYRESULT, &verify);
    /* curl looks at the name itself, after the chain was found good and before it asks for the
     * result, which is then still what it was at first. */
    return verify == 0 || verify == UNASKED ? TLS_OTHER_HOST : tls_trouble_of_verify(verify);
}

enum tls_trouble http_ending_trouble(const struct http_ending *ending)
{
    switch (ending->result) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        return trouble_of_verify(ending);
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        return TLS_OTHER_KEY;
    case CURLE_ABORTED_BY_CALLBACK:
        return TLS_ASKS_NOTHING;
    case CURLE_SSL_CRL_BADFILE:
        return TLS_LIST_UNUSABLE;
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
        return TLS_OURS_UNUSABLE;
    case CURLE_OK:
        return TLS_FINE;
    default:
        return tls_watch_trouble(ending->watch);
    }
}

static enum err err_of(CURLcode result)
{
    switch (result) {
    case CURLE_OK:
        return ERR_NONE;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
        return ERR_UNREACHABLE;
    case CURLE_OPERATION_TIMEDOUT:
        return ERR_TIMEOUT;
    case CURLE_OUT_OF_MEMORY:
        return ERR_MEMORY;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
        return ERR_USAGE;
    default:
        return ERR_IO;
    }
}

enum err http_ending_err(const struct http_ending *ending, enum tls_trouble trouble)
{
    switch (trouble) {
    case TLS_FINE:
        return err_of(ending->result);
    case TLS_TOO_OLD:
        return ERR_UNREACHABLE;
    case TLS_OURS_REFUSED:
    case TLS_OURS_UNUSABLE:
        return ERR_KEY;
    case TLS_LIST_UNUSABLE:
        return ending->result == CURLE_SSL_CRL_BADFILE ? ERR_KEY : ERR_CERTIFICATE;
    default:
        return ERR_CERTIFICATE;
    }
}
