/* SPDX-License-Identifier: Apache-2.0 */
/* What all files that speak V4L2 do alike. */
#pragma once

#include <linux/videodev2.h>

#include "drivers/camera/v4l2.h"

struct v4l2_format_row {
    uint32_t fourcc;
    enum frame_format format;
};

enum { V4L2_FORMATS = 4 };
/* Best first. */
extern const struct v4l2_format_row v4l2_formats[V4L2_FORMATS];

/* errno of a failed call; ENODEV is ERR_GONE, ENOTTY and EINVAL are ERR_UNSUPPORTED. */
enum err v4l2_failure(void);
MUST_CHECK enum err v4l2_ask(const struct v4l2_calls *calls, int fd, unsigned long request,
                             void *argument);
/* Opened without blocking. ERR_ABSENT: nothing stands there. */
MUST_CHECK enum err v4l2_open_node(const char *path, const struct v4l2_calls *calls, int *ret_fd);
/* ERR_UNSUPPORTED: nothing that captures pictures. ret_capability may be NULL. */
MUST_CHECK enum err v4l2_check_capture(const struct v4l2_calls *calls, int fd,
                                       struct v4l2_capability *ret_capability);
/* Automatic exposure and focus, as far as the camera has them. A camera without is as good. */
void v4l2_set_automatic(const struct v4l2_calls *calls, int fd);
