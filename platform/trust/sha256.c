/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/sha256.h"

#include "platform/trust/openssl.h"

enum err sha256_digest(const void *data, size_t size, uint8_t ret_digest[SHA256_SIZE])
{
    unsigned int len;
    return EVP_Digest(data, size, ret_digest, &len, EVP_sha256(), NULL) == 1 ? ERR_NONE
                                                                             : ERR_LIBRARY;
}

enum err sha256_hmac(const void *key, size_t key_size, const void *data, size_t size,
                     uint8_t ret_mac[SHA256_SIZE])
{
    size_t len;
    if (key_size == 0)
        return ERR_USAGE;
    return EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, key, key_size, data, size, ret_mac,
                     SHA256_SIZE, &len)
               ? ERR_NONE
               : ERR_LIBRARY;
}
