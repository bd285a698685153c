/* SPDX-License-Identifier: Apache-2.0 */
/* One V4L2 node (Linux Media API, "Streaming I/O (Memory Mapping)"), answered as uvcvideo does:
 * MJPEG alone, four buffers. The node is a plain file in the testbed that is mapped as it is; the
 * host's poll finds it always readable, so DQBUF keeps the rhythm: after each frame one "not yet",
 * and the next question is answered when a frame is due. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include <linux/videodev2.h>

#include "platform/base/log.h"
#include "tests/sim/umock/port.h"
#include "tests/sim/umock/table.h"

enum { BUFFERS = 4, FRAME_MS = 40, PATH_SIZE = 512 };

static const char node[] = "/dev/video0";

/* A DQBUF that waits for its frame. */
struct waiting {
    UMockdevIoctlClient *from; /* a reference; NULL: none */
    UMockdevIoctlData *data;   /* likewise */
};

struct umock_lens {
    struct lens lens;
    UMockdevTestbed *testbed;
    struct world *world;
    char path[PATH_SIZE]; /* of the node in the testbed */
    int fd;               /* -1: not plugged in */
    UMockdevIoctlBase *handler;
    struct jpeg picture;
    bool muted, streaming, gave; /* gave: the last answer was a frame */
    bool queued[BUFFERS];
    uint32_t sequence;
    struct waiting waiting;
    struct alarm due;
};

/* ---- one function per ioctl: 0 or an errno, with the world's lock ---- */

static int on_capability(struct umock_lens *l, void *data)
{
    (void)l;
    struct v4l2_capability *c = data;
    memset(c, 0, sizeof *c);
    strcpy((char *)c->driver, "uvcvideo");
    strcpy((char *)c->card, "Document camera");
    strcpy((char *)c->bus_info, "usb-0000:00:14.0-9");
    c->capabilities = V4L2_CAP_DEVICE_CAPS | V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    c->device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    return 0;
}

static int on_list_formats(struct umock_lens *l, void *data)
{
    (void)l;
    struct v4l2_fmtdesc *f = data;
    if (f->index > 0 || f->type != V4L2_BUF_TYPE_VIDEO_CAPTURE)
        return EINVAL;
    f->pixelformat = V4L2_PIX_FMT_MJPEG;
    f->flags = V4L2_FMT_FLAG_COMPRESSED;
    return 0;
}

static int on_format(struct umock_lens *l, void *data)
{
    struct v4l2_format *f = data;
    if (l->streaming)
        return EBUSY;
    if (f->type != V4L2_BUF_TYPE_VIDEO_CAPTURE)
        return EINVAL;
    f->fmt.pix = (struct v4l2_pix_format){.width = (uint32_t)l->picture.width,
                                          .height = (uint32_t)l->picture.height,
                                          .pixelformat = V4L2_PIX_FMT_MJPEG,
                                          .field = V4L2_FIELD_NONE,
                                          .sizeimage = JPEG_ROOM};
    return 0;
}

static int on_buffers(struct umock_lens *l, void *data)
{
    struct v4l2_requestbuffers *r = data;
    if (r->memory != V4L2_MEMORY_MMAP || r->type != V4L2_BUF_TYPE_VIDEO_CAPTURE)
        return EINVAL;
    r->count = r->count < BUFFERS ? r->count : BUFFERS;
    memset(l->queued, 0, sizeof l->queued);
    l->streaming = false;
    return 0;
}

static int on_buffer(struct umock_lens *l, void *data)
{
    (void)l;
    struct v4l2_buffer *b = data;
    if (b->index >= BUFFERS)
        return EINVAL;
    b->length = JPEG_ROOM;
    b->m.offset = b->index * JPEG_ROOM;
    return 0;
}

static int on_queue(struct umock_lens *l, void *data)
{
    const struct v4l2_buffer *b = data;
    if (b->index >= BUFFERS || l->queued[b->index])
        return EINVAL;
    l->queued[b->index] = true;
    return 0;
}

static int on_stream(struct umock_lens *l, void *data)
{
    (void)data;
    l->streaming = true;
    l->gave = false;
    return 0;
}

static void answer(struct umock_lens *l, int error)
{
    struct waiting w = l->waiting;
    l->waiting = (struct waiting){0};
    alarm_stop(l->world, &l->due);
    if (!w.from)
        return;
    umockdev_ioctl_client_complete(w.from, error ? -1 : 0, error);
    g_object_unref(w.data);
    g_object_unref(w.from);
}

static int on_stop(struct umock_lens *l, void *data)
{
    (void)data;
    answer(l, EINVAL);
    l->streaming = false;
    memset(l->queued, 0, sizeof l->queued);
    return 0;
}

/* ---- frames ---- */

/* The camera fills the next buffer that it owns. */
static int fill(struct umock_lens *l, struct v4l2_buffer *b)
{
    uint32_t i = 0;
    while (i < BUFFERS && !l->queued[i])
        i++;
    if (i == BUFFERS || l->muted)
        return EAGAIN;
    size_t size = l->picture.size;
    if (pwrite(l->fd, l->picture.data, size, (off_t)i * JPEG_ROOM) != (ssize_t)size)
        return EIO;
    l->queued[i] = false;
    b->index = i;
    b->flags = V4L2_BUF_FLAG_MAPPED;
    b->bytesused = (uint32_t)size;
    b->length = JPEG_ROOM;
    b->sequence = l->sequence++;
    l->gave = true;
    return 0;
}

static void on_due(void *user)
{
    struct umock_lens *l = user;
    answer(l, !l->lens.plugged ? ENODEV : fill(l, (void *)l->waiting.data->data));
}

/* True: it is answered later. */
static bool on_dequeue(struct umock_lens *l, UMockdevIoctlClient *from, UMockdevIoctlData *data,
                       int *ret_error)
{
    *ret_error = !l->streaming ? EINVAL : EAGAIN;
    if (!l->streaming || l->gave) {
        l->gave = false;
        return false;
    }
    answer(l, EAGAIN); /* of one that went */
    l->waiting = (struct waiting){g_object_ref(from), g_object_ref(data)};
    l->due = (struct alarm){.fn = on_due, .user = l};
    alarm_set(l->world, &l->due, FRAME_MS);
    return true;
}

/* ---- the node ---- */

static const struct {
    unsigned long request;
    int (*run)(struct umock_lens *l, void *data);
} requests[] = {
    {VIDIOC_QUERYCAP, on_capability}, {VIDIOC_ENUM_FMT, on_list_formats}, {VIDIOC_S_FMT, on_format},
    {VIDIOC_REQBUFS, on_buffers},     {VIDIOC_QUERYBUF, on_buffer},       {VIDIOC_QBUF, on_queue},
    {VIDIOC_STREAMON, on_stream},     {VIDIOC_STREAMOFF, on_stop},
};

/* Controls and the rest: this camera has none. */
static int run(struct umock_lens *l, unsigned long request, void *data)
{
    for (size_t i = 0; i < ARRAY_LEN(requests); i++)
        if (requests[i].request == request)
            return requests[i].run(l, data);
    return ENOTTY;
}

static gboolean on_ioctl(UMockdevIoctlBase *base, UMockdevIoctlClient *from, gpointer user)
{
    (void)base;
    struct umock_lens *l = user;
    unsigned long request = umockdev_ioctl_client_get_request(from);
    UMockdevIoctlData *data = umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(from), 0,
                                                          _IOC_SIZE(request), NULL);
    int error = EFAULT;
    bool later = false;
    world_lock(l->world);
    if (data && !l->lens.plugged)
        error = ENODEV;
    else if (data && request == VIDIOC_DQBUF)
        later = on_dequeue(l, from, data, &error);
    else if (data)
        error = run(l, request, data->data);
    world_unlock(l->world);
    g_clear_object(&data);
    if (!later)
        umockdev_ioctl_client_complete(from, error ? -1 : 0, error);
    return TRUE;
}

/* Its ioctls are answered before it can be seen. */
static enum err make_node(struct umock_lens *l, int *ret_fd)
{
    if (!umockdev_testbed_attach_ioctl(l->testbed, node, l->handler, NULL))
        return ERR_LIBRARY;
    AUTO(auto_close) int fd = open(l->path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0 || ftruncate(fd, BUFFERS * JPEG_ROOM) != 0)
        return err_from_errno(errno);
    *ret_fd = fd;
    fd = -1;
    return ERR_NONE;
}

static enum err plug(struct lens *lens)
{
    struct umock_lens *l = (struct umock_lens *)lens;
    int fd = -1;
    if (l->fd >= 0)
        return ERR_STATE;
    world_lock(l->world);
    l->lens.plugged = true; /* whoever sees it at once is answered */
    l->streaming = false;
    world_unlock(l->world);
    enum err e = make_node(l, &fd);
    world_lock(l->world);
    l->fd = fd;
    l->lens.plugged = e == ERR_NONE;
    world_unlock(l->world);
    return e;
}

static enum err unplug(struct lens *lens)
{
    struct umock_lens *l = (struct umock_lens *)lens;
    world_lock(l->world);
    int fd = l->fd;
    l->fd = -1;
    l->lens.plugged = false;
    answer(l, ENODEV);
    world_unlock(l->world);
    if (fd < 0)
        return ERR_STATE;
    close(fd);
    unlink(l->path);
    umockdev_testbed_detach_ioctl(l->testbed, node, NULL);
    return ERR_NONE;
}

static enum err show(struct lens *lens, const char *path)
{
    struct umock_lens *l = (struct umock_lens *)lens;
    struct jpeg picture;
    if (*path)
        TRY(jpeg_load(path, &picture));
    else
        TRY(jpeg_table(&picture));
    world_lock(l->world);
    free(l->picture.data);
    l->picture = picture;
    l->lens.page = *path != '\0';
    world_unlock(l->world);
    return ERR_NONE;
}

static void mute(struct lens *lens, bool muted)
{
    struct umock_lens *l = (struct umock_lens *)lens;
    world_lock(l->world);
    l->muted = muted;
    world_unlock(l->world);
}

static void lens_free(struct lens *lens)
{
    struct umock_lens *l = (struct umock_lens *)lens;
    if (l->fd >= 0 && unplug(lens) != ERR_NONE)
        log_event(LOG_WARN, "sim_lens_stuck", "node=%s", node);
    g_object_unref(l->handler);
    free(l->picture.data);
    free(l);
}

enum err lens_new(UMockdevTestbed *testbed, const char *root, struct world *w,
                  struct lens **ret_lens)
{
    struct umock_lens *l = calloc(1, sizeof *l);
    if (!l)
        return ERR_MEMORY;
    *l = (struct umock_lens){
        .lens = {.plug = plug, .unplug = unplug, .show = show, .mute = mute, .free = lens_free},
        .testbed = testbed,
        .world = w,
        .fd = -1};
    snprintf(l->path, sizeof l->path, "%s%s", root, node);
    l->handler = umockdev_ioctl_base_new();
    g_signal_connect(l->handler, "handle-ioctl", G_CALLBACK(on_ioctl), l);
    enum err e = jpeg_table(&l->picture);
    if (e != ERR_NONE) {
        lens_free(&l->lens);
        return e;
    }
    *ret_lens = &l->lens;
    return ERR_NONE;
}
