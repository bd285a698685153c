/* SPDX-License-Identifier: Apache-2.0 */
/* LD_PRELOAD: a disk that fails when $BAD_CALLS says so. Counts what writes or syncs a regular
 * file, made by whatever: SQLite, a rename, a catalogue. A full disk fails what needs room, and
 * statvfs says so. */
#include "tests/crash/sending/bad_calls.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static struct bad_calls *told;

__attribute__((constructor)) static void find(void)
{
    const char *path = getenv("BAD_CALLS");
    int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (fd < 0)
        return;
    void *map = mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    told = map == MAP_FAILED ? NULL : map;
    close(fd);
}

static bool is_file(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

static bool fails(bool needs_room)
{
    int fault = told ? atomic_load(&told->fault) : BAD_CALLS_NONE;
    if (fault == BAD_CALLS_NONE || (fault == BAD_CALLS_ENOSPC && !needs_room))
        return false;
    if (atomic_load(&told->after) > 0 && atomic_fetch_sub(&told->after, 1) > 0)
        return false;
    int times = atomic_load(&told->times);
    if (times == 0)
        return false;
    if (times > 0)
        atomic_fetch_sub(&told->times, 1);
    atomic_fetch_add(&told->failed, 1);
    errno = fault == BAD_CALLS_EIO ? EIO : ENOSPC;
    return true;
}

#define REAL(result, name, ...)                                                                    \
    result (*real)(__VA_ARGS__);                                                                   \
    *(void **)&real = dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *data, size_t size)
{
    REAL(ssize_t, "write", int, const void *, size_t);
    return is_file(fd) && fails(true) ? -1 : real(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at)
{
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    return is_file(fd) && fails(true) ? -1 : real(fd, data, size, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at)
{
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    return is_file(fd) && fails(true) ? -1 : real(fd, data, size, at);
}

int fsync(int fd)
{
    REAL(int, "fsync", int);
    return is_file(fd) && fails(false) ? -1 : real(fd);
}

int fdatasync(int fd)
{
    REAL(int, "fdatasync", int);
    return is_file(fd) && fails(false) ? -1 : real(fd);
}

int statvfs(const char *path, struct statvfs *ret_fs)
{
    REAL(int, "statvfs", const char *, struct statvfs *);
    int r = real(path, ret_fs);
    if (r == 0 && told && atomic_load(&told->fault) == BAD_CALLS_ENOSPC &&
        atomic_load(&told->after) <= 0 && atomic_load(&told->times) != 0)
        ret_fs->f_bavail = 0;
    return r;
}
