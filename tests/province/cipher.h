/* SPDX-License-Identifier: Apache-2.0 */
/* SM2, SM3, SM4 and SHA-256 as openapi.yaml §2, §3 and §7 has them, on libcrypto; shares no code
 * with the kiosk. */
#pragma once

#include "platform/base/must.h"

enum { CIPHER_DIGEST_TEXT = 45 };

struct evp_pkey_st; /* OpenSSL's headers stay out of those of the house: both have an ERR_STATE */

/* NULL when there is no such key. */
struct evp_pkey_st *cipher_read_private(const char *path);
struct evp_pkey_st *cipher_read_public(const char *path);
void cipher_free(struct evp_pkey_st *key);

/* base64 of SM3. */
bool cipher_digest(const void *data, size_t size, char ret_text[CIPHER_DIGEST_TEXT]);
/* The same in hex, 64 letters and a NUL. */
bool cipher_digest_hex(const void *data, size_t size, char ret_hex[65]);
/* `signature`: base64 of DER. */
bool cipher_verify(struct evp_pkey_st *key, const char *text, size_t size, const char *signature);

/* base64 of a DER signature, of any data; the caller frees. NULL on failure. */
char *cipher_sign(struct evp_pkey_st *key, const char *text, size_t size);
char *cipher_base64(const void *data, size_t size);

/* SM2 encryption to a public key, base64 of DER; the caller frees. NULL on failure. */
char *cipher_wrap(struct evp_pkey_st *key, const void *data, size_t size);
/* base64 of HMAC-SHA256; small hexadecimal digits of SHA-256. The caller frees. */
char *cipher_hmac_sha256(const char *key, const char *text);
char *cipher_sha256_hex(const char *text);

/* The content of an attachment (§9). The caller frees. False: it cannot be opened. */
bool cipher_open_attachment(struct evp_pkey_st *key, const uint8_t *box, size_t size,
                            uint8_t **ret_content, size_t *ret_size);

/* One sealed text: values of an envelope as they stand there. */
struct cipher_box {
    const char *enc_key, *iv, *enc_data, *mac;
    const char *covered; /* the text of the mac */
    bool any_mac;        /* the MAC is not looked at */
};

/* Checks the mac, then decrypts. The caller frees ret_text (NUL-terminated). */
bool cipher_open(struct evp_pkey_st *key, const struct cipher_box *box, char **ret_text,
                 size_t *ret_size);
