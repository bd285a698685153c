/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/sm2_key.h"

#include <stdlib.h>

#include "platform/trust/key_file.h"

static enum err make(EVP_PKEY **pkey, bool is_private, struct sm2_key **ret_key)
{
    if (!EVP_PKEY_is_a(*pkey, "SM2"))
        return ERR_KEY;
    struct sm2_key *key = malloc(sizeof *key);
    if (!key)
        return ERR_MEMORY;
    *key = (struct sm2_key){.pkey = *pkey, .is_private = is_private};
    *pkey = NULL;
    *ret_key = key;
    return ERR_NONE;
}

enum err sm2_load_locked(const char *path, const char *passphrase, struct sm2_key **ret_key)
{
    AUTO(auto_EVP_PKEY_free) EVP_PKEY *pkey = NULL;
    TRY(key_file_private(path, passphrase, &pkey));
    return make(&pkey, true, ret_key);
}

enum err sm2_load_private(const char *path, struct sm2_key **ret_key)
{
    return sm2_load_locked(path, NULL, ret_key);
}

enum err sm2_load_public(const char *path, struct sm2_key **ret_key)
{
    AUTO(auto_EVP_PKEY_free) EVP_PKEY *pkey = NULL;
    TRY(key_file_public(path, &pkey));
    return make(&pkey, false, ret_key);
}

void sm2_free(struct sm2_key *key)
{
    if (!key)
        return;
    EVP_PKEY_free(key->pkey); /* clears the private number (BN_clear_free) */
    free(key);
}

enum err sm2_fingerprint(const struct sm2_key *key, char ret_text[SM3_TEXT])
{
    unsigned char *der = NULL;
    int size = i2d_PUBKEY(key->pkey, &der);
    if (size <= 0) {
        ERR_clear_error();
        return ERR_LIBRARY;
    }
    enum err e = sm3_digest_hex(der, (size_t)size, ret_text);
    OPENSSL_free(der);
    return e;
}
