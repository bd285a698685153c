/* SPDX-License-Identifier: Apache-2.0 */
/* A disk that fails under our own files: the n-th write, fsync, rename or new
 * folder, by turns broken, full and
 * (a write) cut short. */
#include <errno.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "tests/unit/platform/scarce/scarce_files.h"

static enum scarce_disk disk;

ssize_t __real_write(int fd, const void *data, size_t size);
ssize_t __wrap_write(int fd, const void *data, size_t size);
int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __real_mkdir(const char *path, mode_t mode);
int __wrap_mkdir(const char *path, mode_t mode);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);

void scarce_disk_is(enum scarce_disk how)
{
    disk = how;
}

static int refuse(void)
{
    errno = disk == SCARCE_DISK_BROKEN ? EIO : disk == SCARCE_DISK_FULL ? ENOSPC : EFBIG;
    return -1;
}

ssize_t __wrap_write(int fd, const void *data, size_t size)
{
    if (!scarce_fails())
        return __real_write(fd, data, size);
    return disk == SCARCE_DISK_SHORT ? __real_write(fd, data, size / 2) : refuse();
}

int __wrap_fsync(int fd)
{
    return scarce_fails() ? refuse() : __real_fsync(fd);
}

int __wrap_rename(const char *from, const char *to)
{
    return scarce_fails() ? refuse() : __real_rename(from, to);
}

int __wrap_mkdir(const char *path, mode_t mode)
{
    return scarce_fails() ? refuse() : __real_mkdir(path, mode);
}
