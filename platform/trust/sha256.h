/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 (FIPS 180-4) and HMAC-SHA256 (RFC 2104, RFC 4231), which gateways ask for where our own
 * messages have SM3. */
#pragma once

#include "platform/base/err.h"

enum { SHA256_SIZE = 32 };

MUST_CHECK enum err sha256_digest(const void *data, size_t size, uint8_t ret_digest[SHA256_SIZE]);
/* A key of 1 byte or more. */
MUST_CHECK enum err sha256_hmac(const void *key, size_t key_size, const void *data, size_t size,
                                uint8_t ret_mac[SHA256_SIZE]);
