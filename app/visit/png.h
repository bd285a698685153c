/* SPDX-License-Identifier: Apache-2.0 */
/* A grey picture as a PNG file. Source: PNG (Third Edition), W3C: 5 datastream, 11.2 critical
 * chunks, 9 filters, 10 compression. */
#pragma once

#include "platform/base/err.h"

enum { PNG_SIDE_MAX = 4096 };

/* Dark writing on light ground: `coverage`, width × height bytes, 0 the ground and 255 the ink. The
 * file is the caller's, to be erased and freed. ERR_RANGE, ERR_MEMORY. */
MUST_CHECK enum err png_write(const uint8_t *coverage, int width, int height, uint8_t **ret_file,
                              size_t *ret_size);
