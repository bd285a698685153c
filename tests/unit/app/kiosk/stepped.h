/* SPDX-License-Identifier: Apache-2.0 */
/* Time that only the test moves: a file behind the clock's seam. Include after check.h; call
 * stepped_begin() first thing in main(). */
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include "platform/base/clock.h"

static int stepped_fd = -1;
static int64_t stepped_offset;
static const char *stepped_path;

static inline void stepped_write(void)
{
    ssize_t n = pwrite(stepped_fd, &stepped_offset, sizeof stepped_offset, 0);
    if (n != (ssize_t)sizeof stepped_offset)
        abort();
}

static inline void stepped_end(void)
{
    unlink(stepped_path);
}

static inline void stepped_begin(void)
{
    static char path[] = "/tmp/stepped-XXXXXX";
    stepped_fd = mkstemp(path);
    stepped_write();
    setenv("BUDAYANG_CLOCK", path, 1);
    stepped_path = path;
    atexit(stepped_end);
}

static inline void step_s(int64_t seconds)
{
    stepped_offset += seconds * 1000;
    stepped_write();
}
