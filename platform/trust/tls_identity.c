/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/tls_identity.h"

#include "platform/trust/key_open.h"

enum err tls_identity_use(void *ssl_ctx, const char *certificate_file, const char *key_place)
{
    AUTO(auto_EVP_PKEY_free) EVP_PKEY *key = NULL;
    TRY(key_open(key_place, &key));
    bool fits = SSL_CTX_use_certificate_chain_file(ssl_ctx, certificate_file) == 1 &&
                SSL_CTX_use_PrivateKey(ssl_ctx, key) == 1 &&
                SSL_CTX_check_private_key(ssl_ctx) == 1;
    ERR_clear_error();
    return fits ? ERR_NONE : ERR_CERTIFICATE;
}
