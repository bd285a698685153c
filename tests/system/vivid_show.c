/* SPDX-License-Identifier: Apache-2.0 */
/* vivid-show TEXT: in the guest, sends TEXT as a QR code to the kernel's virtual video device
 * (vivid), whose output is looped to its camera, until it is ended. Source: Linux admin guide,
 * "The Virtual Video Test Driver", Looping. Says "showing" when the first frames are out. */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include <linux/videodev2.h>
#include <qrencode.h>

#include "platform/base/must.h"

enum {
    WIDTH = 1280,
    HEIGHT = 720,
    DOT = 12,
    WHITE = 235,
    BLACK = 16,
    BUFFERS = 4,
    FIRST_FRAMES = 3
};

static int fail(const char *what)
{
    fprintf(stderr, "vivid-show: %s: %s\n", what, strerror(errno));
    return 1;
}

/* The node of vivid that can do this; < 0: none. */
static int open_vivid(uint32_t wanted)
{
    glob_t nodes;
    int found = -1;
    if (glob("/dev/video*", 0, NULL, &nodes) != 0)
        return -1;
    for (size_t i = 0; i < nodes.gl_pathc && found < 0; i++) {
        struct v4l2_capability c = {0};
        int fd = open(nodes.gl_pathv[i], O_RDWR | O_CLOEXEC);
        if (fd >= 0 && ioctl(fd, VIDIOC_QUERYCAP, &c) == 0 &&
            strcmp((const char *)c.driver, "vivid") == 0 && c.device_caps & wanted)
            found = fd;
        else if (fd >= 0)
            close(fd);
    }
    globfree(&nodes);
    return found;
}

/* Its number is the driver's own, so it is found by its name. */
static bool set_named(int fd, const char *name, int value)
{
    struct v4l2_queryctrl q = {.id = V4L2_CTRL_FLAG_NEXT_CTRL};
    for (; ioctl(fd, VIDIOC_QUERYCTRL, &q) == 0; q.id |= V4L2_CTRL_FLAG_NEXT_CTRL)
        if (strcmp((const char *)q.name, name) == 0) {
            struct v4l2_control c = {.id = q.id, .value = value};
            return ioctl(fd, VIDIOC_S_CTRL, &c) == 0;
        }
    return false;
}

static bool set_grey(int fd)
{
    struct v4l2_format f = {.type = V4L2_BUF_TYPE_VIDEO_OUTPUT};
    f.fmt.pix.width = WIDTH;
    f.fmt.pix.height = HEIGHT;
    f.fmt.pix.pixelformat = V4L2_PIX_FMT_GREY;
    f.fmt.pix.field = V4L2_FIELD_NONE;
    return ioctl(fd, VIDIOC_S_FMT, &f) == 0 && f.fmt.pix.pixelformat == V4L2_PIX_FMT_GREY &&
           f.fmt.pix.width == WIDTH && f.fmt.pix.height == HEIGHT;
}

static bool draw(uint8_t *frame, const char *text)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (!code || code->width * DOT > HEIGHT - 8 * DOT)
        return false;
    int left = (WIDTH - code->width * DOT) / 2, top = (HEIGHT - code->width * DOT) / 2;
    memset(frame, WHITE, (size_t)WIDTH * HEIGHT);
    for (int y = 0; y < code->width * DOT; y++)
        for (int x = 0; x < code->width * DOT; x++)
            if (code->data[y / DOT * code->width + x / DOT] & 1)
                frame[(top + y) * WIDTH + left + x] = BLACK;
    QRcode_free(code);
    return true;
}

static struct v4l2_buffer buffer_of(uint32_t index)
{
    return (struct v4l2_buffer){.index = index,
                                .type = V4L2_BUF_TYPE_VIDEO_OUTPUT,
                                .memory = V4L2_MEMORY_MMAP,
                                .field = V4L2_FIELD_NONE,
                                .bytesused = WIDTH * HEIGHT};
}

/* The same picture in each. */
static bool fill(int fd, uint32_t index, const uint8_t *frame)
{
    struct v4l2_buffer b = buffer_of(index);
    if (ioctl(fd, VIDIOC_QUERYBUF, &b) != 0 || b.length < WIDTH * HEIGHT)
        return false;
    void *at = mmap(NULL, b.length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, b.m.offset);
    if (at == MAP_FAILED)
        return false;
    memcpy(at, frame, WIDTH * HEIGHT);
    b = buffer_of(index);
    return ioctl(fd, VIDIOC_QBUF, &b) == 0;
}

static bool begin(int fd, const uint8_t *frame)
{
    struct v4l2_requestbuffers r = {
        .count = BUFFERS, .type = V4L2_BUF_TYPE_VIDEO_OUTPUT, .memory = V4L2_MEMORY_MMAP};
    int type = V4L2_BUF_TYPE_VIDEO_OUTPUT;
    if (ioctl(fd, VIDIOC_REQBUFS, &r) != 0)
        return false;
    for (uint32_t i = 0; i < r.count; i++)
        if (!fill(fd, i, frame))
            return false;
    return ioctl(fd, VIDIOC_STREAMON, &type) == 0;
}

/* Until the device goes. */
static int go_on(int fd)
{
    for (int shown = 0;; shown++) {
        struct v4l2_buffer b = buffer_of(0);
        if (ioctl(fd, VIDIOC_DQBUF, &b) != 0)
            return fail("frame");
        b.field = V4L2_FIELD_NONE;
        b.bytesused = WIDTH * HEIGHT;
        if (ioctl(fd, VIDIOC_QBUF, &b) != 0)
            return fail("frame");
        if (shown == FIRST_FRAMES && puts("showing") >= 0)
            fflush(stdout);
    }
}

int main(int argc, char **argv)
{
    static uint8_t frame[WIDTH * HEIGHT];
    AUTO(auto_close) int screen = open_vivid(V4L2_CAP_VIDEO_OUTPUT);
    AUTO(auto_close) int camera = open_vivid(V4L2_CAP_VIDEO_CAPTURE);
    if (argc != 2 || !draw(frame, argv[1]))
        return 2;
    if (screen < 0 || camera < 0)
        return fail("no vivid");
    if (!set_named(camera, "Loop Video", 1) && !set_named(screen, "Loop Video", 1))
        return fail("loop");
    auto_close(&camera);
    if (!set_grey(screen) || !begin(screen, frame))
        return fail("stream");
    return go_on(screen);
}
