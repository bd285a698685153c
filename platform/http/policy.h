/* SPDX-License-Identifier: Apache-2.0 */
/* Whom we talk to and how, as curl's options; and what its results mean. Private to platform/http.
 */
#pragma once

#include <curl/curl.h>

#include "platform/http/http.h"

struct http_policy {
    char *ca_file, *certificate_file, *key, *crl_file, *suites, *groups;
    struct tls_identity *identity; /* of the first three; NULL: they are unusable */
    char *pins;                    /* as CURLOPT_PINNEDPUBLICKEY wants them; NULL: none */
};

/* ERR_MEMORY; http_policy_done() in any case. */
MUST_CHECK enum err http_policy_copy(const struct http_trust *trust,
                                     struct http_policy *ret_policy);
/* What was good stays when the files are not. Errors of tls_identity_load(). */
MUST_CHECK enum err http_policy_renew(struct http_policy *policy);
void http_policy_done(struct http_policy *policy);
/* What a connection's beginning needs; outlives the handle. */
struct http_greeting {
    struct http_policy *policy;
    struct tls_watch *watch;
};

/* ERR_LIBRARY. */
MUST_CHECK enum err http_policy_set(CURL *easy, struct http_greeting *greeting);

struct http_ending {
    CURL *easy;
    CURLcode result;
    const struct tls_watch *watch;
};

enum tls_trouble http_ending_trouble(const struct http_ending *ending);
enum err http_ending_err(const struct http_ending *ending, enum tls_trouble trouble);
