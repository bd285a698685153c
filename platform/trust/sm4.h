/* SPDX-License-Identifier: Apache-2.0 */
/* SM4-CTR (GB/T 32907, GB/T 17964). OpenSSL 3.0 has no SM4-GCM: never use this without a MAC. */
#pragma once

#include "platform/base/err.h"

enum { SM4_KEY_SIZE = 16, SM4_IV_SIZE = 16 };

/* Encrypts and decrypts: the same operation. `ret_data` holds `size` bytes and may be `data`. */
MUST_CHECK enum err sm4_ctr(const uint8_t key[SM4_KEY_SIZE], const uint8_t iv[SM4_IV_SIZE],
                            const void *data, size_t size, void *ret_data);
