/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/sm4.h"

#include <limits.h>

#include "platform/trust/openssl.h"

enum err sm4_ctr(const uint8_t key[SM4_KEY_SIZE], const uint8_t iv[SM4_IV_SIZE], const void *data,
                 size_t size, void *ret_data)
{
    int len;
    if (size > INT_MAX)
        return ERR_TOO_LONG;
    AUTO(auto_EVP_CIPHER_CTX_free) EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    if (!ctx)
        return ERR_MEMORY;
    if (EVP_EncryptInit_ex(ctx, EVP_sm4_ctr(), NULL, key, iv) != 1 ||
        EVP_EncryptUpdate(ctx, ret_data, &len, data, (int)size) != 1)
        return ERR_LIBRARY;
    return ERR_NONE;
}
