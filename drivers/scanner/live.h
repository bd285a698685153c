/* SPDX-License-Identifier: Apache-2.0 */
/* A camera's stream → one code. Each time the newest frame, each within its time box: a frame waits
 * behind a decode no longer than that. */
#pragma once

#include "drivers/camera/camera.h"
#include "drivers/scanner/sighting.h"
#include "platform/base/secret.h"

enum {
    LIVE_BOX_US = 25000, /* 30 frames a second leave 33 ms */
    LIVE_SETTLE = 3,     /* frames from before the light was measured, or from before the scan */
    LIVE_FRAME_MS = 3000,
    LIVE_SPOILT_MAX = 30,
};

struct live {
    struct sighting *sighting; /* begun */
    int64_t box_us;            /* for one frame; 0: LIVE_BOX_US */
    int wake_fd;               /* readable: ERR_CANCELLED; -1: none */
    /* Why codes in sight are not taken; NULL: nobody asks. Told for each frame. */
    void (*on_block)(void *user, enum sighting_block block);
    void *user;
    uint32_t frames; /* looked at, counted up */
    uint32_t spoilt; /* could not be unpacked, counted up */
};

/* Until the citizen's code is seen (sighting.h). The first LIVE_SETTLE frames are not looked at. A
 * broken frame is passed over, LIVE_SPOILT_MAX in a row are ERR_IO; none for LIVE_FRAME_MS is
 * ERR_TIMEOUT. ERR_GONE, ERR_CANCELLED and the rest from the camera. */
MUST_CHECK enum err live_scan(struct live *live, struct camera *camera, struct secret *ret_code);

/* The luma of a frame, JPEG unpacked. */
MUST_CHECK enum err live_picture(const struct frame *frame, struct picture *ret_picture);
