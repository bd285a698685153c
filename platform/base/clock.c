/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/clock.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <time.h>

static int64_t read_clock(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

#ifdef BUDAYANG_SEAMS

static pthread_once_t seam_once = PTHREAD_ONCE_INIT;
static const _Atomic int64_t *seam_offset, *seam_wall;

static void open_seam(void)
{
    const char *path = getenv("BUDAYANG_CLOCK");
    if (!path)
        return;
    AUTO(auto_close) int fd = open(path, O_RDONLY | O_CLOEXEC);
    off_t size = fd < 0 ? -1 : lseek(fd, 0, SEEK_END);
    if (size < (off_t)sizeof(int64_t))
        return;
    const _Atomic int64_t *map = mmap(NULL, (size_t)size, PROT_READ, MAP_SHARED, fd, 0);
    if (map == MAP_FAILED)
        return;
    seam_offset = map;
    if (size >= (off_t)(2 * sizeof(int64_t)))
        seam_wall = map + 1;
}

static int64_t offset_ms(void)
{
    pthread_once(&seam_once, open_seam);
    return seam_offset ? atomic_load(seam_offset) : 0;
}

static int64_t wall_offset_ms(void)
{
    int64_t both = offset_ms();
    return seam_wall ? both + atomic_load(seam_wall) : both;
}

int clock_step_fd(void)
{
    pthread_once(&seam_once, open_seam);
    if (!seam_offset)
        return -1;
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd >= 0 && inotify_add_watch(fd, getenv("BUDAYANG_CLOCK"), IN_MODIFY) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

#else

static int64_t offset_ms(void)
{
    return 0;
}

static int64_t wall_offset_ms(void)
{
    return 0;
}

int clock_step_fd(void)
{
    return -1;
}

#endif

int64_t clock_now_ms(void)
{
    return read_clock(CLOCK_BOOTTIME) + offset_ms();
}

static _Atomic int64_t ahead;

void clock_correct(int64_t ahead_ms)
{
    atomic_store(&ahead, ahead_ms);
}

int64_t clock_wall_ms(void)
{
    return read_clock(CLOCK_REALTIME) + wall_offset_ms() - atomic_load(&ahead);
}

int64_t clock_measure_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t clock_busy_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static struct tm local_now(void)
{
    time_t now = (time_t)(clock_wall_ms() / 1000);
    struct tm local;
    localtime_r(&now, &local);
    return local;
}

int clock_today(void)
{
    struct tm day = local_now();
    return (day.tm_year + 1900) * 10000 + (day.tm_mon + 1) * 100 + day.tm_mday;
}

int clock_hour(void)
{
    return local_now().tm_hour;
}

void clock_step_drain(int fd)
{
    char events[512];
    while (fd >= 0 && read(fd, events, sizeof events) > 0) {
    }
}

bool clock_sleep_until(int64_t deadline_ms, int wake_fd)
{
    AUTO(auto_close) int step = clock_step_fd();
    for (;;) {
        int64_t left = deadline_ms - clock_now_ms();
        struct pollfd fds[] = {{.fd = wake_fd, .events = POLLIN}, {.fd = step, .events = POLLIN}};
        if (left > 60000)
            left = 60000;
        poll(fds, 2, left > 0 ? (int)left : 0);
        if (fds[0].revents)
            return true;
        clock_step_drain(step);
        if (clock_now_ms() >= deadline_ms)
            return false;
    }
}
