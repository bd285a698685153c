/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/sm3.h"

#include <stdio.h>

#include "platform/trust/openssl.h"

enum err sm3_digest(const void *data, size_t size, uint8_t ret_digest[SM3_SIZE])
{
    unsigned int len;
    return EVP_Digest(data, size, ret_digest, &len, EVP_sm3(), NULL) == 1 ? ERR_NONE : ERR_LIBRARY;
}

enum err sm3_digest_hex(const void *data, size_t size, char ret_text[SM3_TEXT])
{
    uint8_t digest[SM3_SIZE];
    TRY(sm3_digest(data, size, digest));
    for (size_t i = 0; i < SM3_SIZE; i++)
        snprintf(ret_text + 2 * i, 3, "%02x", digest[i]);
    return ERR_NONE;
}

enum err sm3_hmac(const void *key, size_t key_size, const void *data, size_t size,
                  uint8_t ret_mac[SM3_SIZE])
{
    size_t len;
    if (key_size == 0)
        return ERR_USAGE;
    return EVP_Q_mac(NULL, "HMAC", NULL, "SM3", NULL, key, key_size, data, size, ret_mac, SM3_SIZE,
                     &len)
               ? ERR_NONE
               : ERR_LIBRARY;
}

bool sm3_equal(const uint8_t a[SM3_SIZE], const uint8_t b[SM3_SIZE])
{
    return CRYPTO_memcmp(a, b, SM3_SIZE) == 0;
}
