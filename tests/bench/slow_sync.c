/* SPDX-License-Identifier: Apache-2.0 */
/* LD_PRELOAD: fsync and fdatasync as a slow disk does them, BENCH_SYNC_MS later. Each appends one
 * byte to the file BENCH_SYNC_LOG, so that its size is their number. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void count(void)
{
    const char *path = getenv("BENCH_SYNC_LOG");
    int fd = path ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (fd >= 0 && write(fd, "s", 1) == 1)
        close(fd);
}

static void be_slow(void)
{
    const char *text = getenv("BENCH_SYNC_MS");
    long ms = text ? strtol(text, NULL, 10) : 0;
    struct timespec left = {ms / 1000, ms % 1000 * 1000000};
    while (nanosleep(&left, &left) != 0 && errno == EINTR) {
    }
}

static int pass_on(const char *name, int fd)
{
    int (*real)(int);
    *(void **)&real = dlsym(RTLD_NEXT, name);
    int saved = errno;
    count();
    be_slow();
    errno = saved;
    return real(fd);
}

int fsync(int fd)
{
    return pass_on("fsync", fd);
}

int fdatasync(int fd)
{
    return pass_on("fdatasync", fd);
}
