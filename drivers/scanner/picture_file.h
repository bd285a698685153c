/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of a picture file → grey pixels. The only door to libpng and libjpeg. All sizes are
 * looked at before anything is unpacked. */
#pragma once

#include "drivers/scanner/picture.h"

enum { PICTURE_FILE_MAX = 64 << 20 }; /* bytes */

/* PNG (transparent parts on white), JPEG, or binary PGM with one byte a pixel, told apart by their
 * first bytes. ERR_UNSUPPORTED: none of these. ERR_RANGE: over PICTURE_PIXELS_MAX. ERR_TOO_LONG:
 * over PICTURE_FILE_MAX. ERR_FORMAT: broken. ERR_TOO_SHORT: a PGM that ends early. */
MUST_CHECK enum err picture_file_read(const uint8_t *data, size_t size,
                                      struct picture *ret_picture);

/* JPEG alone, also as cameras send it: without Huffman tables. */
MUST_CHECK enum err picture_jpeg_read(const uint8_t *data, size_t size,
                                      struct picture *ret_picture);
