/* SPDX-License-Identifier: Apache-2.0 */
/* Nodes that come and go in a folder, with a kernel that knows a camera behind each. Links to
 * /dev/null are character devices that nobody needs rights to make. */
#include "tests/unit/check.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <semaphore.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "drivers/camera/camera_port.h"
#include "drivers/camera/nodes.h"
#include "platform/base/clock.h"
#include "platform/base/text.h"

enum { FD = 700, NEWS_MAX = 16 };

static char folder[64];

/* What stands behind the node that was opened last. */
static struct kernel {
    char name[16];
    atomic_int denied; /* nobody may open anything */
    atomic_int card;   /* a letter that is the camera's name */
    atomic_int opens;
} k;

static struct news {
    struct wire_port *port[NEWS_MAX];
    bool arrived[NEWS_MAX];
    int count, read;
    sem_t came;
    struct camera_nodes *nodes;
} n;

static int toy_open(const char *path, int flags)
{
    (void)flags;
    atomic_fetch_add(&k.opens, 1);
    if (atomic_load(&k.denied)) {
        errno = EACCES;
        return -1;
    }
    struct stat s;
    if (stat(path, &s) != 0)
        return -1;
    text_copy(k.name, sizeof k.name, strrchr(path, '/') + 1);
    return FD;
}

static int toy_close(int fd)
{
    assert_int_equal(fd, FD);
    return 0;
}

/* video1 is the metadata node of video0; video2 knows no format of ours. */
static int toy_ioctl(int fd, unsigned long request, void *argument)
{
    assert_int_equal(fd, FD);
    if (request == VIDIOC_QUERYCAP) {
        struct v4l2_capability *c = argument;
        bool meta = strcmp(k.name, "video1") == 0;
        memset(c, 'x', sizeof *c); /* texts without an end */
        memcpy(c->driver, "uvcvideo", sizeof "uvcvideo");
        memcpy(c->bus_info, "usb-1", sizeof "usb-1");
        snprintf((char *)c->card, sizeof c->card, "%s %c", k.name, (char)atomic_load(&k.card));
        c->capabilities = V4L2_CAP_DEVICE_CAPS | V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_META_CAPTURE;
        c->device_caps =
            V4L2_CAP_STREAMING | (meta ? V4L2_CAP_META_CAPTURE : V4L2_CAP_VIDEO_CAPTURE);
        return 0;
    }
    if (request == VIDIOC_ENUM_FMT) {
        struct v4l2_fmtdesc *f = argument;
        static const uint32_t formats[] = {V4L2_PIX_FMT_H264, V4L2_PIX_FMT_MJPEG};
        if (f->index < (strcmp(k.name, "video2") == 0 ? 1u : 2u)) {
            f->pixelformat = formats[f->index];
            return 0;
        }
    }
    errno = EINVAL;
    return -1;
}

static const struct v4l2_calls calls = {.open = toy_open, .close = toy_close, .ioctl = toy_ioctl};

static void on_plug(void *user, struct wire_port *port, bool arrived)
{
    (void)user;
    assert_true(n.count < NEWS_MAX);
    n.port[n.count] = wire_port_ref(port);
    n.arrived[n.count++] = arrived;
    sem_post(&n.came);
}

static struct wire_port *next(bool arrived)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 10;
    assert_int_equal(sem_timedwait(&n.came, &until), 0);
    assert_int_equal(n.arrived[n.read], arrived);
    return n.port[n.read++];
}

static void make_of(const char *name, const char *device)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(symlink(device, path), 0);
}

static void make(const char *name)
{
    make_of(name, "/dev/null");
}

static void drop(const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(unlink(path), 0);
}

static int begin(void **state)
{
    (void)state;
    text_copy(folder, sizeof folder, "/tmp/nodes-XXXXXX");
    assert_non_null(mkdtemp(folder));
    k = (struct kernel){.card = 'A'};
    n = (struct news){0};
    sem_init(&n.came, 0, 0);
    return 0;
}

static int end(void **state)
{
    (void)state;
    static const char *const names[] = {"video0", "video1", "video2", "videoX", "video", "pinned"};
    char path[128];
    camera_nodes_stop(n.nodes);
    camera_nodes_free(n.nodes);
    for (int i = 0; i < n.count; i++)
        wire_port_unref(n.port[i]);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    sem_destroy(&n.came);
    return rmdir(folder);
}

static void watch(const char *which)
{
    const struct camera_nodes_config config = {
        .folder = folder, .which = which, .calls = &calls, .fn = on_plug};
    assert_ok(camera_nodes_new(&config, &n.nodes));
}

static void only_what_gives_pictures_is_a_camera(void **state)
{
    (void)state;
    make("video0");
    make("video1");
    make("video2");
    make("videoX");
    make("video");
    watch("");
    assert_int_equal(n.count, 1);
    const struct wire_identity *id = &next(true)->identity;
    assert_int_equal(id->kind, WIRE_CAMERA);
    assert_string_equal(id->camera.card, "video0 A");
    assert_string_equal(id->camera.driver, "uvcvideo");
    assert_string_equal(id->camera.bus_info, "usb-1");
    assert_string_equal(id->camera.serial, "");
}

static void they_come_and_go(void **state)
{
    (void)state;
    watch("");
    make("video0");
    const struct wire_port *port = next(true);
    drop("video0");
    assert_ptr_equal(next(false), port);
    make("video0");
    next(true);
    /* What is known is not opened again and again. */
    int opens = atomic_load(&k.opens);
    make("video1");
    make("videoX");
    drop("video0");
    next(false);
    assert_true(atomic_load(&k.opens) <= opens + 1);
}

/* udev makes the node first and gives it to our group later. */
static void one_that_may_be_opened_later_is_found_then(void **state)
{
    (void)state;
    atomic_store(&k.denied, 1);
    watch("");
    make("video0");
    while (atomic_load(&k.opens) == 0)
        clock_sleep_until(clock_now_ms() + 1, -1);
    assert_int_not_equal(sem_trywait(&n.came), 0);
    atomic_store(&k.denied, 0);
    drop("video0"); /* /dev/null cannot be given other rights: another node shows the change */
    make_of("video0", "/dev/zero");
    next(true);
}

static void the_one_that_staff_named_is_taken(void **state)
{
    (void)state;
    static const struct {
        const char *which;
        int found;
    } cases[] = {{"none", 0}, {"video0 A", 1}, {"usb-1", 1}, {"another", 0}, {"", 1}};
    make("video0");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int before = n.count;
        watch(cases[i].which);
        assert_int_equal(n.count - before, cases[i].found);
        camera_nodes_free(n.nodes);
        n.nodes = NULL;
    }
}

static void the_one_for_pages_is_left_to_whoever_looks_for_it(void **state)
{
    (void)state;
    char link[128];
    snprintf(link, sizeof link, "%s/pinned", folder);
    make("pinned"); /* as video0: behind both stands /dev/null */
    make("video0");
    const char *const excepts[] = {"", "video0 A", "usb-1", "another", link, NULL};
    for (size_t i = 0; i < ARRAY_LEN(excepts); i++) {
        const struct camera_nodes_config config = {.folder = folder,
                                                   .which = "",
                                                   .except = excepts[i],
                                                   .pages = i == 0,
                                                   .calls = &calls,
                                                   .fn = on_plug};
        int before = n.count;
        assert_ok(camera_nodes_new(&config, &n.nodes));
        assert_int_equal(n.count - before, i == 0 || i == 3 || i == 5);
        if (n.count > before)
            assert_int_equal(i == 0, next(true)->identity.camera.pages);
        camera_nodes_free(n.nodes);
        n.nodes = NULL;
    }
}

static void a_link_may_be_named(void **state)
{
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s/pinned", folder);
    make("video0");
    watch(path);
    assert_int_not_equal(sem_trywait(&n.came), 0);
    make("pinned");
    next(true);
    drop("pinned");
    next(false);
    camera_nodes_free(n.nodes);
    n.nodes = NULL;
    char endless[300];
    memset(endless, 'x', sizeof endless);
    endless[sizeof endless - 1] = '\0';
    const struct camera_nodes_config config = {
        .folder = folder, .which = endless, .calls = &calls, .fn = on_plug};
    assert_err(ERR_TOO_LONG, camera_nodes_new(&config, &n.nodes));
}

static void another_camera_behind_the_name_is_gone(void **state)
{
    (void)state;
    struct wire *wire;
    int fd;
    make("video0");
    watch("");
    struct wire_port *port = next(true);
    assert_ok(wire_port_open(port, &port->identity.interface[0], &wire));
    assert_ok(camera_wire_check(wire));
    atomic_store(&k.card, 'B');
    assert_err(ERR_GONE, camera_wire_check(wire));
    drop("video0");
    next(false);
    assert_err(ERR_GONE, camera_wire_check(wire) == ERR_ABSENT ? ERR_GONE : ERR_NONE);
    assert_ok(wire_pause(wire, 1));
    assert_ok(camera_wire_wake(wire, &fd));
    wire_cancel(wire);
    assert_err(ERR_CANCELLED, wire_pause(wire, 60000));
    assert_err(ERR_CANCELLED, camera_wire_check(wire));
    assert_err(ERR_CANCELLED, camera_wire_wake(wire, &fd));
    wire_rearm(wire);
    assert_ok(camera_wire_wake(wire, &fd));
    wire_close(wire);
}

#define row(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        row(only_what_gives_pictures_is_a_camera),
        row(they_come_and_go),
        row(one_that_may_be_opened_later_is_found_then),
        row(the_one_that_staff_named_is_taken),
        row(the_one_for_pages_is_left_to_whoever_looks_for_it),
        row(a_link_may_be_named),
        row(another_camera_behind_the_name_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
