/* SPDX-License-Identifier: Apache-2.0 */
/* What a node is, and how it is set, without a stream. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "drivers/camera/v4l2_ask.h"
#include "platform/base/text.h"

enum { FORMATS_LISTED_MAX = 64 };

const struct v4l2_format_row v4l2_formats[V4L2_FORMATS] = {
    {V4L2_PIX_FMT_GREY, FRAME_GREY},
    {V4L2_PIX_FMT_YUYV, FRAME_YUYV},
    {V4L2_PIX_FMT_NV12, FRAME_NV12},
    {V4L2_PIX_FMT_MJPEG, FRAME_JPEG},
};

enum err v4l2_failure(void)
{
    switch (errno) {
    case ENODEV:
    case ENXIO:
        return ERR_GONE;
    case ENOTTY: /* not V4L2 at all */
    case EINVAL:
        return ERR_UNSUPPORTED;
    case EIO: /* what was in the frame is lost */
    case EPIPE:
        return ERR_IO;
    default:
        return err_from_errno(errno);
    }
}

enum err v4l2_ask(const struct v4l2_calls *calls, int fd, unsigned long request, void *argument)
{
    return calls->ioctl(fd, request, argument) < 0 ? v4l2_failure() : ERR_NONE;
}

enum err v4l2_open_node(const char *path, const struct v4l2_calls *calls, int *ret_fd)
{
    int fd = calls->open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? ERR_ABSENT : v4l2_failure();
    *ret_fd = fd;
    return ERR_NONE;
}

/* A second node of a USB camera tells about frames (metadata) and holds none; encoders and scalers
 * take pictures in as well. */
enum err v4l2_check_capture(const struct v4l2_calls *calls, int fd,
                            struct v4l2_capability *ret_capability)
{
    struct v4l2_capability c = {0};
    TRY(v4l2_ask(calls, fd, VIDIOC_QUERYCAP, &c));
    uint32_t can = c.capabilities & V4L2_CAP_DEVICE_CAPS ? c.device_caps : c.capabilities;
    uint32_t needed = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    uint32_t other = V4L2_CAP_VIDEO_OUTPUT | V4L2_CAP_VIDEO_M2M | V4L2_CAP_VIDEO_M2M_MPLANE;
    if ((can & needed) != needed || can & other)
        return ERR_UNSUPPORTED;
    if (ret_capability)
        *ret_capability = c;
    return ERR_NONE;
}

static bool has_format(const struct v4l2_calls *calls, int fd)
{
    for (uint32_t i = 0; i < FORMATS_LISTED_MAX; i++) {
        struct v4l2_fmtdesc f = {.index = i, .type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
        if (calls->ioctl(fd, VIDIOC_ENUM_FMT, &f) < 0)
            return false;
        for (size_t k = 0; k < V4L2_FORMATS; k++)
            if (f.pixelformat == v4l2_formats[k].fourcc)
                return true;
    }
    return false;
}

/* The kernel promises an end to each text; a promise is not a bound. */
static void take_text(char *field, size_t size, const __u8 *text, size_t most)
{
    char whole[64] = "";
    memcpy(whole, text, most < sizeof whole - 1 ? most : sizeof whole - 1);
    text_copy(field, size, whole);
}

static enum err ask_about(const struct v4l2_calls *calls, int fd, struct wire_camera *ret_about)
{
    struct v4l2_capability c;
    TRY(v4l2_check_capture(calls, fd, &c));
    if (!has_format(calls, fd))
        return ERR_UNSUPPORTED;
    struct wire_camera about = {0};
    take_text(about.driver, sizeof about.driver, c.driver, sizeof c.driver);
    take_text(about.card, sizeof about.card, c.card, sizeof c.card);
    take_text(about.bus_info, sizeof about.bus_info, c.bus_info, sizeof c.bus_info);
    *ret_about = about;
    return ERR_NONE;
}

enum err v4l2_about(const char *path, const struct v4l2_calls *calls, struct wire_camera *ret_about)
{
    int fd = -1;
    TRY(v4l2_open_node(path, calls, &fd));
    enum err e = ask_about(calls, fd, ret_about);
    calls->close(fd);
    return e;
}

static bool set(const struct v4l2_calls *calls, int fd, uint32_t id, int32_t value)
{
    struct v4l2_control c = {.id = id, .value = value};
    return calls->ioctl(fd, VIDIOC_S_CTRL, &c) >= 0;
}

/* USB cameras know "aperture priority" and no full automatic (UVC 1.5, 4.2.2.1.2: modes are a
 * bitmap, and the aperture of these is fixed). In the dark a frame may not take longer than the
 * rate allows, or every hand blurs. 50 Hz: the mains' flicker is no stripe. */
void v4l2_set_automatic(const struct v4l2_calls *calls, int fd)
{
    if (!set(calls, fd, V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_APERTURE_PRIORITY))
        set(calls, fd, V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_AUTO);
    set(calls, fd, V4L2_CID_EXPOSURE_AUTO_PRIORITY, 0);
    set(calls, fd, V4L2_CID_AUTOGAIN, 1);
    set(calls, fd, V4L2_CID_FOCUS_AUTO, 1);
    set(calls, fd, V4L2_CID_POWER_LINE_FREQUENCY, V4L2_CID_POWER_LINE_FREQUENCY_50HZ);
}
