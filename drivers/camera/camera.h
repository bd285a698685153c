/* SPDX-License-Identifier: Apache-2.0 */
/* A source of frames: a camera, or files in a test. */
#pragma once

#include "drivers/camera/frame.h"

/* What its pictures are for: the newest of many, or one with all its detail and colour. */
enum camera_use { CAMERA_CODES, CAMERA_PAGES };

struct camera {
    /* The newest frame that has come since the last call; waits for one. Older ones are dropped. It
     * stays valid until the next call. ERR_TIMEOUT after deadline_ms (clock_now_ms()),
     * ERR_CANCELLED when wake_fd (>= 0) is readable, ERR_GONE unplugged, ERR_IO. */
    enum err (*next)(struct camera *camera, int64_t deadline_ms, int wake_fd,
                     struct frame *ret_frame);
    void (*close)(struct camera *camera);
};

static inline void camera_close(struct camera *camera)
{
    if (camera)
        camera->close(camera);
}
