/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/outbox/numbers.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <string.h>

#include "platform/base/paths.h"

enum { NUMBERS_TEXT = 32, NUMBERS_PATH = 512 };

void numbers_read(const char *path, int64_t *ret_ceiling)
{
    AUTO(auto_free) char *text = NULL;
    size_t size;
    *ret_ceiling = 1;
    if (paths_read_file(path, NUMBERS_TEXT, &text, &size) != ERR_NONE)
        return;
    size_t digits = strspn(text, "0123456789");
    if (digits > 0 && digits < 16 && strcmp(text + digits, "\n") == 0)
        *ret_ceiling = strtoll(text, NULL, 10);
}

static enum err of_errno(int error)
{
    return error == EFBIG ? ERR_DISK_FULL : err_from_errno(error);
}

static enum err write_new(const char *path, int64_t ceiling)
{
    AUTO(auto_close) int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return of_errno(errno);
    char text[NUMBERS_TEXT];
    int size = snprintf(text, sizeof text, "%lld\n", (long long)ceiling);
    ssize_t written = write(fd, text, (size_t)size);
    if (written < 0)
        return of_errno(errno);
    if (written != size)
        return ERR_DISK_FULL;
    return fsync(fd) == 0 ? ERR_NONE : of_errno(errno);
}

enum err numbers_sync_directory(const char *path)
{
    char copy[NUMBERS_PATH];
    if (snprintf(copy, sizeof copy, "%s", path) >= (int)sizeof copy)
        return ERR_TOO_LONG;
    AUTO(auto_close) int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return of_errno(errno);
    return fsync(fd) == 0 ? ERR_NONE : of_errno(errno);
}

enum err numbers_write(const char *path, int64_t ceiling)
{
    char fresh[NUMBERS_PATH];
    if (snprintf(fresh, sizeof fresh, "%s.new", path) >= (int)sizeof fresh)
        return ERR_TOO_LONG;
    TRY(write_new(fresh, ceiling));
    if (rename(fresh, path) != 0)
        return of_errno(errno);
    return numbers_sync_directory(path);
}
