/* SPDX-License-Identifier: Apache-2.0 */
/* What a camera looks down on: a page, or the table alone. */
#pragma once

#include "platform/base/err.h"

enum { JPEG_ROOM = 2 << 20 };

struct jpeg {
    int width, height;
    size_t size;
    uint8_t *data; /* owned */
};

/* ERR_ABSENT, ERR_FORMAT (no baseline JPEG), ERR_TOO_LONG (more than JPEG_ROOM), ERR_MEMORY. */
MUST_CHECK enum err jpeg_load(const char *path, struct jpeg *ret_jpeg);
/* The table: an even brown. ERR_MEMORY. */
MUST_CHECK enum err jpeg_table(struct jpeg *ret_jpeg);
