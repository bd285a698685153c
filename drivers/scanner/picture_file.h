/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of a picture file → grey pixels. The only door to libpng and libjpeg. All sizes are
 * looked at before anything is unpacked. */
#pragma once

#include "drivers/scanner/picture.h"

enum { PICTURE_FILE_MAX = 64 << 20 }; /* bytes */

/* PNG (transparent parts on white), JPEG, or a netpbm picture (PBM, PGM, PPM, plain or raw), told
 * apart by their first bytes. A JPEG over PICTURE_PIXELS_MAX is unpacked at a half, a quarter or an
 * eighth, unless it comes in scans. ERR_UNSUPPORTED: none of these. ERR_RANGE: over
 * PICTURE_PIXELS_MAX. ERR_TOO_LONG: over PICTURE_FILE_MAX. ERR_FORMAT: broken. ERR_TOO_SHORT: a
 * netpbm picture that ends early. */
MUST_CHECK enum err picture_file_read(const uint8_t *data, size_t size,
                                      struct picture *ret_picture);

/* JPEG alone, also as cameras send it: without Huffman tables. */
MUST_CHECK enum err picture_jpeg_read(const uint8_t *data, size_t size,
                                      struct picture *ret_picture);
MUST_CHECK enum err picture_pnm_read(const uint8_t *data, size_t size, struct picture *ret_picture);
