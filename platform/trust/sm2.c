/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/sm2.h"

#include <string.h>

#include "platform/base/secret.h"
#include "platform/trust/sm2_key.h"

/* A digest context whose key context already knows the id: it has to be there before the first
 * byte, since SM2 hashes it in front of the message. The key context is owned by the caller. */
static enum err prepare(const struct sm2_key *key, const char *id, EVP_MD_CTX **ret_md,
                        EVP_PKEY_CTX **ret_ctx)
{
    if (!id)
        id = SM2_DEFAULT_ID;
    AUTO(auto_EVP_MD_CTX_free) EVP_MD_CTX *md = EVP_MD_CTX_new();
    AUTO(auto_EVP_PKEY_CTX_free) EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key->pkey, NULL);
    if (!md || !ctx)
        return ERR_MEMORY;
    if (EVP_PKEY_CTX_set1_id(ctx, id, (int)strlen(id)) <= 0)
        return ERR_LIBRARY;
    EVP_MD_CTX_set_pkey_ctx(md, ctx);
    *ret_md = md;
    *ret_ctx = ctx;
    md = NULL;
    ctx = NULL;
    return ERR_NONE;
}

enum err sm2_sign(const struct sm2_key *key, const char *id, const void *data, size_t size,
                  struct sm2_signature *ret_signature)
{
    if (!key->is_private)
        return ERR_KEY;
    AUTO(auto_EVP_PKEY_CTX_free) EVP_PKEY_CTX *ctx = NULL;
    AUTO(auto_EVP_MD_CTX_free) EVP_MD_CTX *md = NULL;
    TRY(prepare(key, id, &md, &ctx));
    struct sm2_signature made = {.size = sizeof made.der};
    if (EVP_DigestSignInit(md, NULL, EVP_sm3(), NULL, key->pkey) != 1 ||
        EVP_DigestSign(md, made.der, &made.size, data, size) != 1) {
        ERR_clear_error();
        return ERR_LIBRARY;
    }
    *ret_signature = made;
    return ERR_NONE;
}

enum err sm2_verify(const struct sm2_key *key, const char *id, const void *data, size_t size,
                    const struct sm2_signature *signature)
{
    if (signature->size > sizeof signature->der)
        return ERR_SIGNATURE;
    AUTO(auto_EVP_PKEY_CTX_free) EVP_PKEY_CTX *ctx = NULL;
    AUTO(auto_EVP_MD_CTX_free) EVP_MD_CTX *md = NULL;
    TRY(prepare(key, id, &md, &ctx));
    if (EVP_DigestVerifyInit(md, NULL, EVP_sm3(), NULL, key->pkey) != 1)
        return ERR_LIBRARY;
    int verdict = EVP_DigestVerify(md, signature->der, signature->size, data, size);
    ERR_clear_error();
    return verdict == 1 ? ERR_NONE : ERR_SIGNATURE;
}

enum err sm2_encrypt(const struct sm2_key *key, const void *plain, size_t size,
                     struct sm2_cipher *ret_cipher)
{
    if (size == 0 || size > SM2_PLAIN_MAX)
        return ERR_USAGE;
    AUTO(auto_EVP_PKEY_CTX_free) EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key->pkey, NULL);
    if (!ctx)
        return ERR_MEMORY;
    struct sm2_cipher made = {.size = sizeof made.der};
    if (EVP_PKEY_encrypt_init(ctx) != 1 ||
        EVP_PKEY_encrypt(ctx, made.der, &made.size, plain, size) != 1) {
        ERR_clear_error();
        return ERR_LIBRARY;
    }
    *ret_cipher = made;
    return ERR_NONE;
}

enum err sm2_decrypt(const struct sm2_key *key, const struct sm2_cipher *cipher, void *ret_plain,
                     size_t *ret_size)
{
    if (!key->is_private)
        return ERR_KEY;
    if (cipher->size == 0 || cipher->size > sizeof cipher->der)
        return ERR_SIGNATURE;
    AUTO(auto_EVP_PKEY_CTX_free) EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key->pkey, NULL);
    if (!ctx)
        return ERR_MEMORY;
    /* OpenSSL 3.0 writes as many bytes as the ciphertext says, whatever room there is
     * (CVE-2021-3711 was its estimate of that number): give it room for the whole ciphertext. */
    uint8_t room[SM2_CIPHER_MAX];
    size_t size = sizeof room;
    bool good = EVP_PKEY_decrypt_init(ctx) == 1 &&
                EVP_PKEY_decrypt(ctx, room, &size, cipher->der, cipher->size) == 1 && size > 0 &&
                size <= SM2_PLAIN_MAX;
    ERR_clear_error();
    if (good) {
        memcpy(ret_plain, room, size);
        *ret_size = size;
    }
    wipe(room, sizeof room);
    return good ? ERR_NONE : ERR_SIGNATURE;
}
