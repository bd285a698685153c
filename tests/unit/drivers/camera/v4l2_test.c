/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <string.h>
#include <sys/mman.h>

#include "drivers/camera/v4l2.h"
#include "platform/base/clock.h"

enum { FD = 700, WIDTH = 4, HEIGHT = 2, LENGTH = 16, BUFFERS = 4 };

/* A kernel with one camera. */
static struct kernel {
    uint32_t capabilities, formats[4];
    unsigned long fails; /* this request … */
    int with;            /* … with this errno */
    uint32_t wished;     /* width */
    uint32_t buffers, width, height, stride;
    uint8_t memory[BUFFERS][LENGTH];
    bool queued[BUFFERS];
    uint32_t filled[8], flags[8]; /* buffers that are full, oldest first */
    size_t full;
    uint32_t sequence;
    int streaming, mapped, open_files;
    int on_poll;  /* frames that come while somebody waits */
    short events; /* what poll says besides */
    bool woken;
    int exposure, focus; /* as set; -1: the camera does not have it */
} k;

static int refuse(int error)
{
    errno = error;
    return -1;
}

static int toy_open(const char *path, int flags)
{
    assert_true(flags & O_NONBLOCK);
    if (strcmp(path, "/dev/none") == 0)
        return refuse(ENOENT);
    k.open_files++;
    return FD;
}

static int toy_close(int fd)
{
    assert_int_equal(fd, FD);
    k.open_files--;
    return 0;
}

static int set_format(struct v4l2_format *f)
{
    for (size_t i = 0; i < ARRAY_LEN(k.formats); i++)
        if (k.formats[i] && k.formats[i] == f->fmt.pix.pixelformat) {
            k.wished = f->fmt.pix.width;
            f->fmt.pix.width = k.width;
            f->fmt.pix.height = k.height;
            f->fmt.pix.bytesperline = k.stride;
            return 0;
        }
    f->fmt.pix.pixelformat = V4L2_PIX_FMT_RGB24;
    return 0;
}

static int dequeue(struct v4l2_buffer *b)
{
    if (k.full == 0)
        return refuse(EAGAIN);
    b->index = k.filled[0];
    b->flags = k.flags[0];
    b->bytesused = LENGTH;
    b->sequence = k.sequence++;
    memmove(k.filled, k.filled + 1, sizeof k.filled - sizeof *k.filled);
    memmove(k.flags, k.flags + 1, sizeof k.flags - sizeof *k.flags);
    k.full--;
    return 0;
}

/* A USB camera: exposure by "aperture priority" only. */
static int set_control(const struct v4l2_control *c)
{
    int *value = c->id == V4L2_CID_EXPOSURE_AUTO ? &k.exposure : &k.focus;
    bool other = c->id != V4L2_CID_EXPOSURE_AUTO && c->id != V4L2_CID_FOCUS_AUTO;
    if (other || *value < 0 ||
        (c->id == V4L2_CID_EXPOSURE_AUTO && c->value != V4L2_EXPOSURE_APERTURE_PRIORITY))
        return refuse(EINVAL);
    *value = c->value;
    return 0;
}

static int toy_ioctl(int fd, unsigned long request, void *argument)
{
    struct v4l2_buffer *b = argument;
    assert_int_equal(fd, FD);
    if (request == k.fails)
        return refuse(k.with);
    switch (request) {
    case VIDIOC_QUERYCAP:
        ((struct v4l2_capability *)argument)->capabilities = k.capabilities;
        return 0;
    case VIDIOC_S_FMT:
        return set_format(argument);
    case VIDIOC_REQBUFS:
        ((struct v4l2_requestbuffers *)argument)->count = k.buffers;
        return 0;
    case VIDIOC_QUERYBUF:
        b->length = LENGTH;
        b->m.offset = b->index;
        return 0;
    case VIDIOC_QBUF:
        assert_true(b->index < BUFFERS && !k.queued[b->index]);
        k.queued[b->index] = true;
        return 0;
    case VIDIOC_DQBUF:
        return dequeue(b);
    case VIDIOC_S_CTRL:
        return set_control(argument);
    case VIDIOC_STREAMON:
        k.streaming = 1;
        return 0;
    case VIDIOC_STREAMOFF:
        k.streaming = 0;
        memset(k.queued, 0, sizeof k.queued);
        return 0;
    default:
        return refuse(ENOTTY);
    }
}

static void *toy_mmap(size_t size, int fd, off_t offset)
{
    assert_int_equal(fd, FD);
    assert_int_equal(size, LENGTH);
    k.mapped++;
    return k.memory[offset];
}

/* What the camera saw does not stay in memory. */
static int toy_munmap(void *at, size_t size)
{
    for (size_t i = 0; i < size; i++)
        assert_int_equal(((const uint8_t *)at)[i], 0);
    k.mapped--;
    return 0;
}

/* The camera fills the next buffer that it owns. */
static void fill(uint8_t value, uint32_t flags)
{
    for (uint32_t i = 0; i < BUFFERS; i++)
        if (k.queued[i]) {
            k.queued[i] = false;
            memset(k.memory[i], value, LENGTH);
            k.flags[k.full] = flags;
            k.filled[k.full++] = i;
            return;
        }
    fail_msg("no buffer is left for the camera");
}

static int toy_poll(struct pollfd *fds, nfds_t count, int timeout_ms)
{
    assert_int_equal(count, 2);
    assert_true(timeout_ms > 0);
    fds[0].revents = k.events;
    fds[1].revents = k.woken ? POLLIN : 0;
    for (; k.on_poll > 0; k.on_poll--)
        fill((uint8_t)k.on_poll, 0);
    return 1;
}

static const struct v4l2_calls calls = {toy_open, toy_close,  toy_ioctl,
                                        toy_mmap, toy_munmap, toy_poll};

static int begin(void **state)
{
    (void)state;
    k = (struct kernel){.capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING,
                        .formats = {V4L2_PIX_FMT_MJPEG, V4L2_PIX_FMT_YUYV},
                        .buffers = BUFFERS,
                        .width = WIDTH,
                        .height = HEIGHT,
                        .stride = WIDTH * 2};
    return 0;
}

static int nothing_is_left(void **state)
{
    (void)state;
    return k.streaming || k.mapped || k.open_files;
}

static struct camera *opened(void)
{
    struct camera *c;
    assert_ok(v4l2_open("/dev/video0", &calls, CAMERA_CODES, &c));
    return c;
}

static int64_t soon(void)
{
    return clock_now_ms() + 10000;
}

static void the_newest_frame_is_given(void **state)
{
    (void)state;
    struct camera *c = opened();
    struct frame f;
    fill(1, 0);
    fill(2, 0);
    fill(3, 0);
    assert_ok(c->next(c, soon(), -1, &f));
    assert_int_equal(f.format, FRAME_YUYV);
    assert_int_equal(f.data[0], 3);
    assert_int_equal(f.sequence, 2);
    assert_int_equal(f.width, WIDTH);
    /* While it is held the camera goes on with the other three. */
    fill(4, 0);
    fill(5, 0);
    fill(6, V4L2_BUF_FLAG_ERROR);
    assert_int_equal(f.data[0], 3);
    assert_ok(c->next(c, soon(), -1, &f));
    assert_int_equal(f.data[0], 5);
    k.on_poll = 1;
    assert_ok(c->next(c, soon(), -1, &f));
    assert_int_equal(f.data[0], 1);
    camera_close(c);
}

static void the_best_format_is_taken(void **state)
{
    (void)state;
    static const struct {
        uint32_t has[4];
        enum frame_format want;
    } cases[] = {
        {{V4L2_PIX_FMT_MJPEG, V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_GREY}, FRAME_GREY},
        {{V4L2_PIX_FMT_MJPEG, V4L2_PIX_FMT_NV12, V4L2_PIX_FMT_YUYV}, FRAME_YUYV},
        {{V4L2_PIX_FMT_MJPEG, V4L2_PIX_FMT_NV12}, FRAME_NV12},
        {{V4L2_PIX_FMT_MJPEG}, FRAME_JPEG},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct frame f;
        begin(NULL);
        memcpy(k.formats, cases[i].has, sizeof k.formats);
        struct camera *c = opened();
        fill(7, 0);
        assert_ok(c->next(c, soon(), -1, &f));
        assert_int_equal(f.format, cases[i].want);
        camera_close(c);
    }
}

/* Of a page all detail and colour are wanted. */
static void pages_are_taken_as_large_as_they_come(void **state)
{
    (void)state;
    static const uint32_t has[][4] = {
        {V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_NV12, V4L2_PIX_FMT_MJPEG},
        {V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_NV12},
        {V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_YUYV},
        {V4L2_PIX_FMT_GREY}};
    static const enum frame_format want[] = {FRAME_JPEG, FRAME_NV12, FRAME_YUYV, FRAME_GREY};
    for (size_t i = 0; i < ARRAY_LEN(has); i++) {
        struct camera *c;
        struct frame f;
        begin(NULL);
        memcpy(k.formats, has[i], sizeof k.formats);
        assert_ok(v4l2_open("/dev/video0", &calls, CAMERA_PAGES, &c));
        fill(7, 0);
        assert_ok(c->next(c, soon(), -1, &f));
        assert_int_equal(f.format, want[i]);
        assert_true(k.wished > 2000);
        camera_close(c);
    }
}

static void what_is_no_camera_is_refused(void **state)
{
    (void)state;
    struct camera *c;
    assert_err(ERR_ABSENT, v4l2_open("/dev/none", &calls, CAMERA_CODES, &c));
    k.capabilities = V4L2_CAP_VIDEO_OUTPUT | V4L2_CAP_STREAMING;
    assert_err(ERR_UNSUPPORTED, v4l2_open("/dev/video0", &calls, CAMERA_CODES, &c));
    begin(NULL);
    memset(k.formats, 0, sizeof k.formats);
    assert_err(ERR_UNSUPPORTED, v4l2_open("/dev/video0", &calls, CAMERA_CODES, &c));
    begin(NULL);
    k.buffers = 1;
    assert_err(ERR_UNSUPPORTED, v4l2_open("/dev/video0", &calls, CAMERA_CODES, &c));
    camera_close(NULL);
}

static void each_call_may_fail(void **state)
{
    (void)state;
    static const unsigned long requests[] = {VIDIOC_QUERYCAP, VIDIOC_S_FMT, VIDIOC_REQBUFS,
                                             VIDIOC_QUERYBUF, VIDIOC_QBUF,  VIDIOC_STREAMON};
    for (size_t i = 0; i < ARRAY_LEN(requests); i++) {
        struct camera *c;
        begin(NULL);
        k.fails = requests[i];
        k.with = ENODEV;
        assert_err(ERR_GONE, v4l2_open("/dev/video0", &calls, CAMERA_CODES, &c));
        assert_int_equal(nothing_is_left(NULL), 0);
    }
}

static void an_unplugged_camera_is_gone(void **state)
{
    (void)state;
    struct frame f;
    struct camera *c = opened();
    k.fails = VIDIOC_DQBUF;
    k.with = ENODEV;
    assert_err(ERR_GONE, c->next(c, soon(), -1, &f));
    k.with = EIO;
    assert_err(ERR_IO, c->next(c, soon(), -1, &f));
    /* One that only ever says "error" ends too. */
    k.with = EAGAIN;
    k.events = POLLERR;
    assert_err(ERR_GONE, c->next(c, soon(), -1, &f));
    camera_close(c);
}

static void waiting_ends(void **state)
{
    (void)state;
    struct frame f;
    struct camera *c = opened();
    assert_err(ERR_TIMEOUT, c->next(c, clock_now_ms(), -1, &f));
    k.woken = true;
    assert_err(ERR_CANCELLED, c->next(c, soon(), 5, &f));
    camera_close(c);
}

static void exposure_and_focus_are_automatic_where_they_can_be(void **state)
{
    (void)state;
    camera_close(opened());
    assert_int_equal(k.exposure, V4L2_EXPOSURE_APERTURE_PRIORITY);
    assert_int_equal(k.focus, 1);
    k.exposure = k.focus = -1;
    camera_close(opened());
    assert_int_equal(k.exposure, -1);
}

static void an_absurd_answer_is_refused(void **state)
{
    (void)state;
    struct camera *c;
    static const struct {
        uint32_t width, height, stride;
    } cases[] = {{0, 2, 8}, {4, 0, 8}, {100000, 2, 8}, {4, 100000, 8}, {4, 2, 1u << 31}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        k.width = cases[i].width;
        k.height = cases[i].height;
        k.stride = cases[i].stride;
        assert_err(ERR_RANGE, v4l2_open("/dev/video0", &calls, CAMERA_CODES, &c));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_newest_frame_is_given, begin, nothing_is_left),
        cmocka_unit_test_setup_teardown(pages_are_taken_as_large_as_they_come, begin,
                                        nothing_is_left),
        cmocka_unit_test_setup_teardown(the_best_format_is_taken, begin, nothing_is_left),
        cmocka_unit_test_setup_teardown(what_is_no_camera_is_refused, begin, nothing_is_left),
        cmocka_unit_test_setup_teardown(each_call_may_fail, begin, nothing_is_left),
        cmocka_unit_test_setup_teardown(an_unplugged_camera_is_gone, begin, nothing_is_left),
        cmocka_unit_test_setup_teardown(exposure_and_focus_are_automatic_where_they_can_be, begin,
                                        nothing_is_left),
        cmocka_unit_test_setup_teardown(an_absurd_answer_is_refused, begin, nothing_is_left),
        cmocka_unit_test_setup_teardown(waiting_ends, begin, nothing_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
