/* SPDX-License-Identifier: Apache-2.0 */
/* A camera's stream → one photograph of a page. */
#pragma once

#include "drivers/camera/camera.h"
#include "drivers/scanner/page.h"

enum {
    SHOOT_SETTLE = 8, /* frames in which light and focus are found */
    SHOOT_TRIES = 4,  /* frames that may be broken */
    SHOOT_MS = 10000, /* all of it */
};

/* ERR_TIMEOUT, ERR_CANCELLED, ERR_GONE and the rest from the camera; ERR_IO: no frame was whole. */
MUST_CHECK enum err shoot_page(struct camera *camera, int wake_fd, struct snapshot *ret_snapshot);
