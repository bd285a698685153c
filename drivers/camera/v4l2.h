/* SPDX-License-Identifier: Apache-2.0 */
/* The only door to V4L2. Opened without blocking, because a blocking VIDIOC_DQBUF may never return
 * after an unplug; four buffers shared with the kernel. Source: Linux Media API, chapters
 * "Streaming I/O (Memory Mapping)" and "ioctl VIDIOC_QBUF, VIDIOC_DQBUF". */
#pragma once

#include <poll.h>
#include <sys/types.h>

#include "drivers/camera/camera.h"
#include "drivers/wire/wire.h"

/* The system calls, so that a test can be the kernel. As in POSIX: -1 and errno. */
struct v4l2_calls {
    int (*open)(const char *path, int flags);
    int (*close)(int fd);
    int (*ioctl)(int fd, unsigned long request, void *argument);
    void *(*mmap)(size_t size, int fd, off_t offset);
    int (*munmap)(void *at, size_t size);
    int (*poll)(struct pollfd *fds, nfds_t count, int timeout_ms);
};

extern const struct v4l2_calls v4l2_kernel;

/* What a node calls itself; `serial` stays empty. ERR_UNSUPPORTED: it gives no pictures, or in no
 * format that we read. ERR_GONE, ERR_ABSENT, ERR_ACCESS, ERR_IO. */
MUST_CHECK enum err v4l2_about(const char *path, const struct v4l2_calls *calls,
                               struct wire_camera *ret_about);

/* Streams from `path` (/dev/video0). For codes near 1280 × 720: GREY where there is it, else YUYV,
 * else NV12, MJPEG last. For pages near 2592 × 1944, in colour and as many as the bus carries: the
 * other way round. ERR_UNSUPPORTED: not a camera, or none of these formats. ERR_GONE, ERR_ABSENT,
 * ERR_ACCESS, ERR_BUSY, ERR_IO. */
MUST_CHECK enum err v4l2_open(const char *path, const struct v4l2_calls *calls, enum camera_use use,
                              struct camera **ret_camera);
