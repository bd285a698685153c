/* SPDX-License-Identifier: Apache-2.0 */
/* The photo of an identity card, decoded by a closed plug-in of the reader's vendor in a child
 * process of its own. Everything works without it. The stored form (WLT) and the picture's size:
 * several makers' libraries agree. */
#pragma once

#include "platform/base/err.h"

enum {
    PHOTO_STORED = 1024,
    PHOTO_WIDTH = 102,
    PHOTO_HEIGHT = 126,
    PHOTO_ROW = PHOTO_WIDTH * 3,
    PHOTO_PIXELS = PHOTO_ROW * PHOTO_HEIGHT, /* bytes, as the plug-in leaves them */
    PHOTO_DEADLINE_MS = 3000,
};

struct photo_decoder {
    const char *helper; /* path of the program budayang-photo */
    const char *plugin; /* path of the vendor's library; NULL or "": none is configured */
    int argument;       /* third parameter of its function: 708 or 752 (single source) */
    int deadline_ms;
    int cancel_fd; /* readable: give up; -1: none */
};

/* Runs the plug-in once and blocks until it ended, was cancelled or was out of time; in each case
 * the child is killed and reaped. `ret_pixels` (PHOTO_PIXELS bytes, personal: the caller wipes) is
 * written only on ERR_NONE. ERR_UNSUPPORTED: no plug-in is configured. ERR_ABSENT: it is no library
 * that can be loaded. ERR_REFUSED: it said no, or left the picture unfinished. ERR_DEVICE_FAULT: it
 * crashed, or its output was not a picture. ERR_TIMEOUT, ERR_CANCELLED, ERR_LIBRARY (no child). */
MUST_CHECK enum err photo_decode(const struct photo_decoder *decoder,
                                 const uint8_t stored[PHOTO_STORED], uint8_t *ret_pixels);
