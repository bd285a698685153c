/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/sealed.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

enum { SEALS = F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW };

static enum err fill(int fd, const uint8_t *data, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t n = write(fd, data + done, size - done);
        if (n < 0 && errno != EINTR)
            return err_from_errno(errno);
        done += n > 0 ? (size_t)n : 0;
    }
    return fcntl(fd, F_ADD_SEALS, SEALS | F_SEAL_SEAL) < 0 ? err_from_errno(errno) : ERR_NONE;
}

enum err sealed_make(const void *data, size_t size, int *ret_fd)
{
    AUTO(auto_close) int fd = memfd_create("sealed", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0)
        return err_from_errno(errno);
    TRY(fill(fd, data, size));
    *ret_fd = fd;
    fd = -1;
    return ERR_NONE;
}

static bool is_fixed(int fd)
{
    int seals = fcntl(fd, F_GET_SEALS);
    return seals >= 0 && (seals & SEALS) == SEALS;
}

enum err sealed_look(int fd, size_t most, struct sealed_view *ret_view)
{
    struct stat file;
    if (!is_fixed(fd))
        return ERR_ACCESS;
    if (fstat(fd, &file) != 0)
        return err_from_errno(errno);
    if (file.st_size <= 0 || (uint64_t)file.st_size > most)
        return ERR_TOO_LONG;
    void *map = mmap(NULL, (size_t)file.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (map == MAP_FAILED)
        return err_from_errno(errno);
    *ret_view = (struct sealed_view){map, (size_t)file.st_size, map};
    return ERR_NONE;
}

void sealed_view_done(struct sealed_view *view)
{
    if (view->map)
        munmap(view->map, view->size);
    *view = (struct sealed_view){0};
}
