/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/cipher.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <string.h>

static const char distinguishing_id[] = "1234567812345678";

enum { KEY_SIZE = 16, MAC_KEY_SIZE = 32, IV_SIZE = 16, DIGEST_SIZE = 32 };

static EVP_PKEY *read_key(const char *path, bool private)
{
    AUTO(auto_fclose) FILE *f = fopen(path, "r");
    if (!f)
        return NULL;
    return private ? PEM_read_PrivateKey(f, NULL, NULL, NULL)
                   : PEM_read_PUBKEY(f, NULL, NULL, NULL);
}

EVP_PKEY *cipher_read_private(const char *path)
{
    return read_key(path, true);
}

EVP_PKEY *cipher_read_public(const char *path)
{
    return read_key(path, false);
}

/* Strict base64: what does not come out the same when written again is refused. Caller frees. */
static uint8_t *from_base64(const char *text, size_t *ret_size)
{
    size_t len = strlen(text);
    if (len == 0 || len % 4 != 0)
        return NULL;
    AUTO(auto_free) uint8_t *data = malloc(len / 4 * 3 + 1);
    AUTO(auto_free) char *again = malloc(len + 1);
    if (!data || !again || EVP_DecodeBlock(data, (const uint8_t *)text, (int)len) < 0)
        return NULL;
    size_t size = len / 4 * 3 - (text[len - 1] == '=') - (text[len - 2] == '=');
    EVP_EncodeBlock((uint8_t *)again, data, (int)size);
    if (strcmp(again, text) != 0)
        return NULL;
    *ret_size = size;
    uint8_t *ret = data;
    data = NULL;
    return ret;
}

void cipher_free(EVP_PKEY *key)
{
    EVP_PKEY_free(key);
}

bool cipher_digest(const void *data, size_t size, char ret_text[CIPHER_DIGEST_TEXT])
{
    uint8_t digest[DIGEST_SIZE];
    if (EVP_Digest(data, size, digest, NULL, EVP_sm3(), NULL) != 1)
        return false;
    EVP_EncodeBlock((uint8_t *)ret_text, digest, sizeof digest);
    return true;
}

bool cipher_digest_hex(const void *data, size_t size, char ret_hex[65])
{
    uint8_t digest[DIGEST_SIZE];
    if (EVP_Digest(data, size, digest, NULL, EVP_sm3(), NULL) != 1)
        return false;
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(ret_hex + 2 * i, 3, "%02x", digest[i]);
    return true;
}

char *cipher_base64(const void *data, size_t size)
{
    char *text = malloc((size + 2) / 3 * 4 + 1);
    if (text)
        EVP_EncodeBlock((uint8_t *)text, data, (int)size);
    return text;
}

char *cipher_sign(EVP_PKEY *key, const char *text, size_t size)
{
    uint8_t der[80];
    size_t der_size = sizeof der;
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    EVP_PKEY_CTX *with = EVP_PKEY_CTX_new(key, NULL);
    bool ok = digest && with &&
              EVP_PKEY_CTX_set1_id(with, distinguishing_id, sizeof distinguishing_id - 1) == 1;
    if (ok) {
        EVP_MD_CTX_set_pkey_ctx(digest, with);
        ok = EVP_DigestSignInit(digest, NULL, EVP_sm3(), NULL, key) == 1 &&
             EVP_DigestSign(digest, der, &der_size, (const uint8_t *)text, size) == 1;
    }
    EVP_MD_CTX_free(digest);
    EVP_PKEY_CTX_free(with);
    return ok ? cipher_base64(der, der_size) : NULL;
}

bool cipher_verify(EVP_PKEY *key, const char *text, size_t size, const char *signature)
{
    size_t signature_size = 0;
    AUTO(auto_free) uint8_t *der = from_base64(signature, &signature_size);
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    EVP_PKEY_CTX *with = EVP_PKEY_CTX_new(key, NULL);
    bool ok = der && digest && with &&
              EVP_PKEY_CTX_set1_id(with, distinguishing_id, sizeof distinguishing_id - 1) == 1;
    if (ok) {
        EVP_MD_CTX_set_pkey_ctx(digest, with);
        ok = EVP_DigestVerifyInit(digest, NULL, EVP_sm3(), NULL, key) == 1 &&
             EVP_DigestVerify(digest, der, signature_size, (const uint8_t *)text, size) == 1;
    }
    EVP_MD_CTX_free(digest);
    EVP_PKEY_CTX_free(with);
    return ok;
}

char *cipher_wrap(EVP_PKEY *key, const void *data, size_t size)
{
    uint8_t der[512];
    size_t der_size = sizeof der;
    EVP_PKEY_CTX *with = EVP_PKEY_CTX_new(key, NULL);
    bool ok = with && EVP_PKEY_encrypt_init(with) == 1 &&
              EVP_PKEY_encrypt(with, der, &der_size, data, size) == 1;
    EVP_PKEY_CTX_free(with);
    return ok ? cipher_base64(der, der_size) : NULL;
}

char *cipher_hmac_sha256(const char *key, const char *text)
{
    uint8_t mac[DIGEST_SIZE];
    return HMAC(EVP_sha256(), key, (int)strlen(key), (const uint8_t *)text, strlen(text), mac, NULL)
               ? cipher_base64(mac, sizeof mac)
               : NULL;
}

char *cipher_sha256_hex(const char *text)
{
    uint8_t digest[DIGEST_SIZE];
    char *hex = malloc(2 * DIGEST_SIZE + 1);
    if (!hex || EVP_Digest(text, strlen(text), digest, NULL, EVP_sha256(), NULL) != 1) {
        free(hex);
        return NULL;
    }
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    return hex;
}

static bool unwrap(EVP_PKEY *key, const uint8_t *wrapped, size_t wrapped_size,
                   uint8_t ret_keys[KEY_SIZE + MAC_KEY_SIZE])
{
    size_t plain_size = KEY_SIZE + MAC_KEY_SIZE + 64;
    uint8_t plain[KEY_SIZE + MAC_KEY_SIZE + 64];
    EVP_PKEY_CTX *with = EVP_PKEY_CTX_new(key, NULL);
    bool ok = with && EVP_PKEY_decrypt_init(with) == 1 &&
              EVP_PKEY_decrypt(with, plain, &plain_size, wrapped, wrapped_size) == 1 &&
              plain_size == KEY_SIZE + MAC_KEY_SIZE;
    if (ok)
        memcpy(ret_keys, plain, plain_size);
    EVP_PKEY_CTX_free(with);
    return ok;
}

static bool unwrap_keys(EVP_PKEY *key, const char *enc_key,
                        uint8_t ret_keys[KEY_SIZE + MAC_KEY_SIZE])
{
    size_t wrapped_size = 0;
    AUTO(auto_free) uint8_t *wrapped = from_base64(enc_key, &wrapped_size);
    return wrapped && unwrap(key, wrapped, wrapped_size, ret_keys);
}

static bool mac_is_right(const uint8_t *mac_key, const struct cipher_box *box)
{
    size_t mac_size = 0;
    AUTO(auto_free) uint8_t *mac = from_base64(box->mac, &mac_size);
    uint8_t ours[DIGEST_SIZE];
    return mac && mac_size == DIGEST_SIZE &&
           HMAC(EVP_sm3(), mac_key, MAC_KEY_SIZE, (const uint8_t *)box->covered,
                strlen(box->covered), ours, NULL) &&
           CRYPTO_memcmp(mac, ours, DIGEST_SIZE) == 0;
}

static bool decrypt(const uint8_t *key, const uint8_t *iv, uint8_t *data, size_t size)
{
    EVP_CIPHER_CTX *with = EVP_CIPHER_CTX_new();
    int n = 0;
    bool ok = with && EVP_DecryptInit_ex(with, EVP_sm4_ctr(), NULL, key, iv) == 1 &&
              EVP_DecryptUpdate(with, data, &n, data, (int)size) == 1 && (size_t)n == size;
    EVP_CIPHER_CTX_free(with);
    return ok;
}

bool cipher_open(EVP_PKEY *key, const struct cipher_box *box, char **ret_text, size_t *ret_size)
{
    uint8_t keys[KEY_SIZE + MAC_KEY_SIZE];
    size_t iv_size = 0;
    size_t size = 0;
    AUTO(auto_free) uint8_t *iv = from_base64(box->iv, &iv_size);
    AUTO(auto_free) uint8_t *data = from_base64(box->enc_data, &size);
    if (!iv || iv_size != IV_SIZE || !data || !unwrap_keys(key, box->enc_key, keys) ||
        !(box->any_mac || mac_is_right(keys + KEY_SIZE, box)) || !decrypt(keys, iv, data, size))
        return false;
    data[size] = '\0'; /* base64 left a byte of room */
    *ret_text = (char *)data;
    *ret_size = size;
    data = NULL;
    return true;
}

bool cipher_open_attachment(EVP_PKEY *key, const uint8_t *box, size_t size, uint8_t **ret_content,
                            size_t *ret_size)
{
    enum { HEAD = 10 };
    uint8_t keys[KEY_SIZE + MAC_KEY_SIZE], mac[DIGEST_SIZE];
    if (size < HEAD || memcmp(box, "KIOSKAT1", 8) != 0)
        return false;
    size_t wrapped = (size_t)box[8] << 8 | box[9], begins = HEAD + wrapped + IV_SIZE;
    if (size <= begins + DIGEST_SIZE || !unwrap(key, box + HEAD, wrapped, keys))
        return false;
    size_t content_size = size - DIGEST_SIZE - begins;
    if (!HMAC(EVP_sm3(), keys + KEY_SIZE, MAC_KEY_SIZE, box, size - DIGEST_SIZE, mac, NULL) ||
        CRYPTO_memcmp(mac, box + size - DIGEST_SIZE, DIGEST_SIZE) != 0)
        return false;
    AUTO(auto_free) uint8_t *content = malloc(content_size);
    if (!content)
        return false;
    memcpy(content, box + begins, content_size);
    if (!decrypt(keys, box + HEAD + wrapped, content, content_size))
        return false;
    *ret_content = content;
    *ret_size = content_size;
    content = NULL;
    return true;
}
