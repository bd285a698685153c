/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes that nobody can change any more: a memfd sealed against writing, growing and shrinking. Its
 * descriptor crosses a bridge where a message would need a copy. Source: memfd_create(2), fcntl(2)
 * "File Sealing". */
#pragma once

#include "platform/base/err.h"

/* Copies `size` (> 0) bytes of `data`. ERR_MEMORY, ERR_IO and what else errno says. The descriptor
 * is the caller's. */
MUST_CHECK enum err sealed_make(const void *data, size_t size, int *ret_fd);

/* What lies in it, read where it lies. */
struct sealed_view {
    const uint8_t *data;
    size_t size;
    void *map;
};

/* ERR_ACCESS: it could still be changed. ERR_TOO_LONG: nothing is in it, or more than `most`. The
 * descriptor may be closed before the view is. */
MUST_CHECK enum err sealed_look(int fd, size_t most, struct sealed_view *ret_view);
/* Harmless on an empty view. */
void sealed_view_done(struct sealed_view *view);
