/* SPDX-License-Identifier: Apache-2.0 */
/* Who we are to a TLS server and whom we trust: read as one set, so that what is half renewed on
 * disk, or unusable, does not break the next connection. */
#pragma once

#include "platform/trust/key.h"

struct tls_identity;

struct tls_files {
    const char *ca; /* PEM */
    const char
        *certificate; /* PEM: ours and what stands between it and the CA; NULL: we are nobody */
    const char *key;  /* a place, see key.h */
};

/* All of it, or nothing: ERR_KEY, ERR_CERTIFICATE (not one, or it does not belong to the key),
 * ERR_ABSENT, ERR_ACCESS, or what opening the key gave. A key in a module or a TPM stays there and
 * is opened again at each use. */
MUST_CHECK enum err tls_identity_load(const struct tls_files *files,
                                      struct tls_identity **ret_identity);
void tls_identity_free(struct tls_identity *identity);
/* PEM text, NUL-terminated. */
const char *tls_identity_ca(const struct tls_identity *identity);
/* `ssl_ctx` is a fresh SSL_CTX. ERR_KEY, ERR_CERTIFICATE. */
MUST_CHECK enum err tls_identity_use(const struct tls_identity *identity, void *ssl_ctx);
