/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ctl/outbox_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "platform/base/durable.h"
#include "platform/base/paths.h"
#include "platform/trust/sm3.h"

enum { PATH_SIZE = 640, ROOM_SPARE = 1024 * 1024 };

DEFINE_AUTO(DIR, closedir);

static bool is_address(const char *name)
{
    return strlen(name) == OUTBOX_ADDRESS_TEXT - 1 &&
           strspn(name, "0123456789abcdef") == OUTBOX_ADDRESS_TEXT - 1;
}

/* The next container of a folder, or NULL. */
static const char *next_name(DIR *folder)
{
    const struct dirent *one;
    while ((one = readdir(folder)))
        if (is_address(one->d_name))
            return one->d_name;
    return NULL;
}

static enum err join(const char *folder, const char *name, char ret_path[PATH_SIZE])
{
    int n = snprintf(ret_path, PATH_SIZE, "%s/%s", folder, name);
    return n > 0 && n < PATH_SIZE ? ERR_NONE : ERR_TOO_LONG;
}

static uint64_t size_of(const char *folder, const char *name)
{
    char path[PATH_SIZE];
    struct stat file;
    if (join(folder, name, path) != ERR_NONE || stat(path, &file) != 0)
        return 0;
    return (uint64_t)file.st_size;
}

/* Whole when it is what its name says. ERR_CHECKSUM: it is not. */
static enum err read_whole(const char *folder, const char *name, char **ret_data, size_t *ret_size)
{
    char path[PATH_SIZE], hex[OUTBOX_ADDRESS_TEXT];
    uint8_t digest[SM3_SIZE];
    AUTO(auto_free) char *data = NULL;
    TRY(join(folder, name, path));
    TRY(paths_read_file(path, OUTBOX_FILE_MAX, &data, ret_size));
    TRY(sm3_digest(data, *ret_size, digest));
    for (size_t i = 0; i < SM3_SIZE; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    if (strcmp(hex, name) != 0)
        return ERR_CHECKSUM;
    *ret_data = data;
    data = NULL;
    return ERR_NONE;
}

static bool is_there(const char *to, const char *name)
{
    AUTO(auto_free) char *data = NULL;
    size_t size;
    return read_whole(to, name, &data, &size) == ERR_NONE;
}

/* The file system of a path that may not be there yet. */
static enum err free_near(const char *path, uint64_t *ret_free)
{
    char folder[PATH_SIZE];
    struct statvfs fs;
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (slash)
        slash[1] = '\0';
    if (statvfs(slash ? folder : ".", &fs) != 0)
        return err_from_errno(errno);
    *ret_free = (uint64_t)fs.f_bavail * fs.f_frsize;
    return ERR_NONE;
}

enum err outbox_files_room(const char *from, const char *to, uint64_t more, uint64_t *ret_needed,
                           uint64_t *ret_free)
{
    uint64_t needed = more + ROOM_SPARE;
    AUTO(auto_closedir) DIR *folder = opendir(from);
    for (const char *name; folder && (name = next_name(folder));)
        if (size_of(to, name) != size_of(from, name))
            needed += size_of(from, name);
    TRY(free_near(to, ret_free));
    *ret_needed = needed;
    return *ret_free >= needed ? ERR_NONE : ERR_DISK_FULL;
}

static enum err copy_one(const char *from, const char *to, const char *name)
{
    char path[PATH_SIZE];
    AUTO(auto_free) char *data = NULL;
    size_t size;
    if (read_whole(from, name, &data, &size) != ERR_NONE)
        return ERR_CHECKSUM;
    if (mkdir(to, 0700) != 0 && errno != EEXIST)
        return err_from_errno(errno);
    TRY(join(to, name, path));
    return durable_write(path, data, size);
}

enum err outbox_files_copy(const char *from, const char *to, struct outbox_files *ret_files)
{
    struct outbox_files files = {.whole = 0};
    AUTO(auto_closedir) DIR *folder = opendir(from);
    for (const char *name; folder && (name = next_name(folder));) {
        enum err e = is_there(to, name) ? ERR_NONE : copy_one(from, to, name);
        files.whole += e == ERR_NONE;
        files.damaged += e == ERR_CHECKSUM;
        if (e != ERR_CHECKSUM)
            TRY(e);
    }
    *ret_files = files;
    return ERR_NONE;
}

size_t outbox_files_missing(const char *to, const struct carry_files *files)
{
    size_t missing = 0;
    for (size_t i = 0; i < files->count; i++)
        missing += size_of(to, files->file[i].address) != files->file[i].size;
    return missing;
}
