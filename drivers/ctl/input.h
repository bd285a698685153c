/* SPDX-License-Identifier: Apache-2.0 */
/* What a shell's user names: a file, or "-" for standard input. It may hold personal data. */
#pragma once

#include "platform/base/err.h"

struct input {
    uint8_t *data;
    size_t size, room;
};

/* ERR_NOT_FOUND (no such file), ERR_TOO_LONG (more than `limit` bytes), ERR_IO, ERR_ACCESS,
 * ERR_MEMORY. */
MUST_CHECK enum err input_read(const char *name, size_t limit, struct input *ret_input);
void input_wipe(struct input *input);
