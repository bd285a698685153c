/* SPDX-License-Identifier: Apache-2.0 */
/* Base64, RFC 4648 §4: the standard alphabet, always padded, no line breaks. Decoding is strict:
 * one text for one value, so that a signed or MACed text cannot be written in a second way. */
#pragma once

#include "platform/base/err.h"

/* Characters for `size` bytes, without the NUL. */
#define BASE64_LENGTH(size) (((size) + 2) / 3 * 4)

/* Writes BASE64_LENGTH(size) characters and a NUL. */
void base64_encode(const void *data, size_t size, char *ret_text);
/* ERR_FORMAT; ERR_TOO_LONG when it does not fit in `limit` bytes. */
MUST_CHECK enum err base64_decode(const char *text, size_t len, void *ret_data, size_t limit,
                                  size_t *ret_size);
