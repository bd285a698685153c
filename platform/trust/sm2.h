/* SPDX-License-Identifier: Apache-2.0 */
/* SM2 (GB/T 32918, GM/T 0003): signatures and public-key encryption on OpenSSL 3.0. The two sides
 * must agree on the distinguishing id; OpenSSL 3.0 signs with an empty one unless told (measured),
 * so every call here sets it. */
#pragma once

#include "platform/base/err.h"
#include "platform/trust/sm3.h"

/* GM/T 0009 §10: the id when two sides agreed on no other. */
#define SM2_DEFAULT_ID "1234567812345678"

enum {
    SM2_SIGNATURE_MAX = 72,     /* DER SEQUENCE { r, s } */
    SM2_PLAIN_MAX = 256,        /* this house encrypts keys, never documents */
    SM2_CIPHER_MAX = 256 + 128, /* DER SEQUENCE { x, y, hash, ciphertext }: C1 C3 C2, GM/T 0009 */
};

struct sm2_key;

struct sm2_signature {
    size_t size;
    uint8_t der[SM2_SIGNATURE_MAX];
};

struct sm2_cipher {
    size_t size;
    uint8_t der[SM2_CIPHER_MAX];
};

/* Reads a PEM private key (PKCS #8). ERR_KEY when it is not an SM2 key, or when the group or others
 * may read the file; ERR_ABSENT, ERR_ACCESS, ERR_TOO_LONG. The key's memory is erased when freed.
 */
MUST_CHECK enum err sm2_load_private(const char *path, struct sm2_key **ret_key);
/* The same from an encrypted file; ERR_KEY also when the phrase is wrong. */
MUST_CHECK enum err sm2_load_locked(const char *path, const char *passphrase,
                                    struct sm2_key **ret_key);
/* Reads a PEM public key (SubjectPublicKeyInfo). Errors as above, without the permission rule. */
MUST_CHECK enum err sm2_load_public(const char *path, struct sm2_key **ret_key);
void sm2_free(struct sm2_key *key);
DEFINE_AUTO(struct sm2_key, sm2_free);

/* Tells one key from another: SM3 of the SubjectPublicKeyInfo, small hex and a NUL. ERR_LIBRARY. */
MUST_CHECK enum err sm2_fingerprint(const struct sm2_key *key, char ret_text[SM3_TEXT]);

/* Signs with SM3 and the id (NULL: SM2_DEFAULT_ID). ERR_KEY when the key is only public. */
MUST_CHECK enum err sm2_sign(const struct sm2_key *key, const char *id, const void *data,
                             size_t size, struct sm2_signature *ret_signature);
/* ERR_SIGNATURE when it does not verify, also when it is not DER. */
MUST_CHECK enum err sm2_verify(const struct sm2_key *key, const char *id, const void *data,
                               size_t size, const struct sm2_signature *signature);

/* `size` 1 to SM2_PLAIN_MAX. */
MUST_CHECK enum err sm2_encrypt(const struct sm2_key *key, const void *plain, size_t size,
                                struct sm2_cipher *ret_cipher);
/* ret_plain has room for SM2_PLAIN_MAX bytes; the caller wipes it. ERR_SIGNATURE
 * when the ciphertext was changed or meant for another key. */
MUST_CHECK enum err sm2_decrypt(const struct sm2_key *key, const struct sm2_cipher *cipher,
                                void *ret_plain, size_t *ret_size);
