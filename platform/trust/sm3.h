/* SPDX-License-Identifier: Apache-2.0 */
/* SM3 (GB/T 32905), HMAC-SM3 (RFC 2104 with SM3) and comparison without a time signal. */
#pragma once

#include "platform/base/err.h"

enum { SM3_SIZE = 32, SM3_TEXT = 2 * SM3_SIZE + 1 };

MUST_CHECK enum err sm3_digest(const void *data, size_t size, uint8_t ret_digest[SM3_SIZE]);
/* The same as small hex, with a NUL. */
MUST_CHECK enum err sm3_digest_hex(const void *data, size_t size, char ret_text[SM3_TEXT]);
/* A key of 1 byte or more. */
MUST_CHECK enum err sm3_hmac(const void *key, size_t key_size, const void *data, size_t size,
                             uint8_t ret_mac[SM3_SIZE]);
/* True when equal; takes the same time wherever they differ. */
bool sm3_equal(const uint8_t a[SM3_SIZE], const uint8_t b[SM3_SIZE]);
