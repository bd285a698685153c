/* SPDX-License-Identifier: Apache-2.0 */
/* One frame as a camera sent it. */
#pragma once

#include "platform/base/err.h"

enum frame_format {
    FRAME_GREY, /* one byte a pixel */
    FRAME_YUYV, /* luma in every other byte (V4L2_PIX_FMT_YUYV) */
    FRAME_NV12, /* a plane of luma first (V4L2_PIX_FMT_NV12) */
    FRAME_JPEG, /* each frame a JPEG file, Huffman tables left out at times */
};

enum { FRAME_SIDE_MAX = 8192 };

struct frame {
    enum frame_format format;
    int width, height;
    int stride; /* bytes from row to row; unused for JPEG */
    const uint8_t *data;
    size_t size; /* bytes that the camera filled: to be believed before width × height */
    uint32_t sequence;
};

/* The colours of a frame, 3 × width × height bytes of red, green, blue; GREY has one. As
 * frame_luma. Source: Linux Media API, YUV formats; ITU-R BT.601, the range 16 to 235. */
MUST_CHECK enum err frame_rgb(const struct frame *frame, uint8_t *ret_rgb, size_t size);
/* Copies the luma to `ret_grey`, width × height bytes. ERR_TOO_SHORT: the camera sent less than it
 * promised. ERR_RANGE: absurd sizes. ERR_UNSUPPORTED: a JPEG, which must be unpacked. */
MUST_CHECK enum err frame_luma(const struct frame *frame, uint8_t *ret_grey, size_t size);
