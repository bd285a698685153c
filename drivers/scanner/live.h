/* SPDX-License-Identifier: Apache-2.0 */
/* A camera's stream → codes. Each time the newest frame, each within its time box: a frame waits
 * behind a decode no longer than that. */
#pragma once

#include "drivers/camera/camera.h"
#include "drivers/scanner/reader.h"

enum { LIVE_BOX_US = 25000 }; /* 30 frames a second leave 33 ms */

struct live {
    int64_t box_us;      /* for one frame; 0: LIVE_BOX_US */
    int64_t deadline_ms; /* clock_now_ms(): then ERR_TIMEOUT */
    int wake_fd;         /* readable: ERR_CANCELLED; -1: none */
    uint32_t frames;     /* looked at, counted up */
    uint32_t spoilt;     /* could not be unpacked, counted up */
};

/* Until a frame shows a code. A broken frame is passed over, LIVE_SPOILT_MAX in a row are
 * ERR_DEVICE_FAULT. ERR_GONE and the rest from the camera. */
enum { LIVE_SPOILT_MAX = 30 };
MUST_CHECK enum err live_scan(struct live *live, struct camera *camera,
                              struct reader_codes *ret_codes);

/* The luma of a frame, JPEG unpacked. */
MUST_CHECK enum err live_picture(const struct frame *frame, struct picture *ret_picture);
