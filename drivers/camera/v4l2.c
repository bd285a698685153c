/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include "drivers/camera/v4l2_ask.h"
#include "platform/base/clock.h"
#include "platform/base/secret.h"

enum { BUFFERS = 4, BUFFER_MAX = 64 << 20, WAIT_MS = 1000 };

static const struct {
    uint32_t width, height;
    bool last_first; /* of v4l2_formats */
} wishes[] = {[CAMERA_CODES] = {1280, 720, false}, [CAMERA_PAGES] = {2592, 1944, true}};

struct buffer {
    void *at;
    size_t size;
};

struct v4l2 {
    struct camera camera; /* first: the two are one */
    const struct v4l2_calls *calls;
    int fd;
    uint32_t count;
    struct buffer buffer[BUFFERS];
    int held; /* the buffer given out; -1: none */
    struct frame shape;
};

/* --- the kernel --- */

static int kernel_open(const char *path, int flags)
{
    return open(path, flags);
}

static int kernel_ioctl(int fd, unsigned long request, void *argument)
{
    int r;
    do
        r = ioctl(fd, request, argument);
    while (r < 0 && errno == EINTR);
    return r;
}

static void *kernel_mmap(size_t size, int fd, off_t offset)
{
    return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, offset);
}

const struct v4l2_calls v4l2_kernel = {
    kernel_open, close, kernel_ioctl, kernel_mmap, munmap, poll,
};

/* --- beginning --- */

static enum err ask(struct v4l2 *v, unsigned long request, void *argument)
{
    return v4l2_ask(v->calls, v->fd, request, argument);
}

/* The driver answers with what it would do, which may be another format: ERR_UNSUPPORTED. */
static enum err try_format(struct v4l2 *v, enum camera_use use, const struct v4l2_format_row *row)
{
    struct v4l2_format f = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
    f.fmt.pix.width = wishes[use].width;
    f.fmt.pix.height = wishes[use].height;
    f.fmt.pix.pixelformat = row->fourcc;
    f.fmt.pix.field = V4L2_FIELD_NONE;
    TRY(ask(v, VIDIOC_S_FMT, &f));
    const struct v4l2_pix_format *p = &f.fmt.pix;
    if (p->pixelformat != row->fourcc)
        return ERR_UNSUPPORTED;
    if (p->width < 1 || p->height < 1 || p->width > FRAME_SIDE_MAX || p->height > FRAME_SIDE_MAX ||
        p->bytesperline > 4 * FRAME_SIDE_MAX)
        return ERR_RANGE;
    int least = (int)p->width * (row->format == FRAME_YUYV ? 2 : 1);
    v->shape = (struct frame){.format = row->format,
                              .width = (int)p->width,
                              .height = (int)p->height,
                              .stride = p->bytesperline ? (int)p->bytesperline : least};
    return ERR_NONE;
}

static enum err set_format(struct v4l2 *v, enum camera_use use)
{
    for (size_t i = 0; i < V4L2_FORMATS; i++) {
        size_t at = wishes[use].last_first ? V4L2_FORMATS - 1 - i : i;
        enum err e = try_format(v, use, &v4l2_formats[at]);
        if (e != ERR_UNSUPPORTED)
            return e;
    }
    return ERR_UNSUPPORTED;
}

static struct v4l2_buffer buffer_of(uint32_t index)
{
    return (struct v4l2_buffer){
        .index = index, .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
}

static enum err map(struct v4l2 *v, uint32_t index)
{
    struct v4l2_buffer b = buffer_of(index);
    TRY(ask(v, VIDIOC_QUERYBUF, &b));
    if (b.length < 1 || b.length > BUFFER_MAX)
        return ERR_RANGE;
    void *at = v->calls->mmap(b.length, v->fd, (off_t)b.m.offset);
    if (at == MAP_FAILED)
        return v4l2_failure();
    v->buffer[v->count++] = (struct buffer){at, b.length};
    return ask(v, VIDIOC_QBUF, &b);
}

static enum err start(struct v4l2 *v)
{
    struct v4l2_requestbuffers r = {
        .count = BUFFERS, .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    TRY(ask(v, VIDIOC_REQBUFS, &r));
    if (r.count < 2)
        return ERR_UNSUPPORTED; /* one is held by us while the camera fills another */
    for (uint32_t i = 0; i < r.count && i < BUFFERS; i++)
        TRY(map(v, i));
    return ask(v, VIDIOC_STREAMON, &type);
}

/* --- frames --- */

static enum err give_back(struct v4l2 *v, int index)
{
    struct v4l2_buffer b = buffer_of((uint32_t)index);
    return ask(v, VIDIOC_QBUF, &b);
}

static enum err give_back_held(struct v4l2 *v)
{
    int held = v->held;
    v->held = -1;
    return held < 0 ? ERR_NONE : give_back(v, held);
}

/* Takes what has come and keeps the last; *ret_frame untouched when there was nothing good. */
static enum err take_newest(struct v4l2 *v, struct frame *ret_frame)
{
    for (;;) {
        struct v4l2_buffer b = buffer_of(0);
        if (v->calls->ioctl(v->fd, VIDIOC_DQBUF, &b) < 0)
            return errno == EAGAIN ? ERR_NONE : v4l2_failure();
        if (b.index >= v->count)
            return ERR_IO;
        if (b.flags & V4L2_BUF_FLAG_ERROR || b.bytesused > v->buffer[b.index].size) {
            TRY(give_back(v, (int)b.index));
            continue;
        }
        TRY(give_back_held(v));
        v->held = (int)b.index;
        *ret_frame = v->shape;
        ret_frame->data = v->buffer[b.index].at;
        ret_frame->size = b.bytesused;
        ret_frame->sequence = b.sequence;
    }
}

/* A camera that is gone is "readable" with an error, and DQBUF says which; where it says nothing
 * (*ret_ill), asking again would never end. */
static enum err wait_readable(struct v4l2 *v, int64_t deadline_ms, int wake_fd, bool *ret_ill)
{
    struct pollfd fds[] = {{.fd = v->fd, .events = POLLIN}, {.fd = wake_fd, .events = POLLIN}};
    int64_t left = deadline_ms - clock_now_ms();
    if (left <= 0)
        return ERR_TIMEOUT;
    int n = v->calls->poll(fds, ARRAY_LEN(fds), left > WAIT_MS ? WAIT_MS : (int)left);
    if (n < 0)
        return errno == EINTR ? ERR_NONE : v4l2_failure();
    *ret_ill = (fds[0].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0;
    return fds[1].revents ? ERR_CANCELLED : ERR_NONE;
}

static enum err v4l2_next(struct camera *camera, int64_t deadline_ms, int wake_fd,
                          struct frame *ret_frame)
{
    struct v4l2 *v = (struct v4l2 *)camera;
    struct frame frame = {0};
    bool ill = false;
    TRY(give_back_held(v));
    for (;;) {
        TRY(take_newest(v, &frame));
        if (frame.data) {
            *ret_frame = frame;
            return ERR_NONE;
        }
        if (ill)
            return ERR_GONE;
        TRY(wait_readable(v, deadline_ms, wake_fd, &ill));
    }
}

static void v4l2_close(struct camera *camera)
{
    struct v4l2 *v = (struct v4l2 *)camera;
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    v->calls->ioctl(v->fd, VIDIOC_STREAMOFF, &type);
    for (uint32_t i = 0; i < v->count; i++) {
        wipe(v->buffer[i].at, v->buffer[i].size); /* a face, somebody's papers */
        v->calls->munmap(v->buffer[i].at, v->buffer[i].size);
    }
    v->calls->close(v->fd);
    free(v);
}

enum err v4l2_open(const char *path, const struct v4l2_calls *calls, enum camera_use use,
                   struct camera **ret_camera)
{
    int fd = -1;
    TRY(v4l2_open_node(path, calls, &fd));
    struct v4l2 *v = calloc(1, sizeof *v);
    if (!v) {
        calls->close(fd);
        return ERR_MEMORY;
    }
    *v = (struct v4l2){.camera = {v4l2_next, v4l2_close}, .calls = calls, .fd = fd, .held = -1};
    enum err e = v4l2_check_capture(calls, fd, NULL);
    e = e == ERR_NONE ? set_format(v, use) : e;
    if (e == ERR_NONE)
        v4l2_set_automatic(calls, fd);
    e = e == ERR_NONE ? start(v) : e;
    if (e != ERR_NONE) {
        v4l2_close(&v->camera);
        return e;
    }
    *ret_camera = &v->camera;
    return ERR_NONE;
}
