/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 512 };

static enum err write_all(int fd, const char *data, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t n = write(fd, data + done, size - done);
        if (n < 0 && errno != EINTR)
            return err_from_errno(errno);
        done += n > 0 ? (size_t)n : 0;
    }
    return ERR_NONE;
}

static enum err write_beside(const char *beside, const void *data, size_t size, mode_t mode)
{
    AUTO(auto_close) int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (fd < 0)
        return err_from_errno(errno);
    TRY(write_all(fd, data, size));
    return fsync(fd) < 0 ? err_from_errno(errno) : ERR_NONE;
}

enum err durable_sync_folder(const char *folder)
{
    AUTO(auto_close) int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || fsync(fd) < 0)
        return err_from_errno(errno);
    return ERR_NONE;
}

/* The new name is durable only when the folder is. */
static enum err sync_folder_of(const char *path)
{
    char folder[PATH_SIZE];
    const char *slash = strrchr(path, '/');
    if (slash == path)
        slash++;
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
    return durable_sync_folder(folder);
}

static enum err write_whole(const char *path, const void *data, size_t size, mode_t mode)
{
    char beside[PATH_SIZE];
    int n = snprintf(beside, sizeof beside, "%s.new", path);
    if (n < 0 || (size_t)n >= sizeof beside)
        return ERR_TOO_LONG;
    enum err e = write_beside(beside, data, size, mode);
    if (e == ERR_NONE && rename(beside, path) < 0)
        e = err_from_errno(errno);
    if (e != ERR_NONE) {
        unlink(beside);
        return e;
    }
    return sync_folder_of(path);
}

enum err durable_write(const char *path, const void *data, size_t size)
{
    return write_whole(path, data, size, 0600);
}

enum err durable_write_shared(const char *path, const void *data, size_t size)
{
    return write_whole(path, data, size, 0640);
}

/* Another name of the old file keeps what it has. */
enum err durable_write_later(const char *path, const void *data, size_t size)
{
    if (unlink(path) < 0 && errno != ENOENT)
        return err_from_errno(errno);
    AUTO(auto_close) int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (fd < 0)
        return err_from_errno(errno);
    enum err e = write_all(fd, data, size);
    if (e != ERR_NONE)
        unlink(path);
    return e;
}

enum err durable_sync_all(const char *folder)
{
    AUTO(auto_close) int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd < 0 || syncfs(fd) < 0 ? err_from_errno(errno) : ERR_NONE;
}
