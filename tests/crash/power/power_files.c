/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/crash/power/power_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/crash/power/power_track.h"

enum { NAMES_MAX = 1024, NODES_MAX = 1024, FDS_MAX = 256 };

/* What a name stands for; the names may go and come. */
struct node {
    bool is_folder;
    struct track content; /* of a file: `safe` and what is on its way */
    int64_t at;           /* where the next write goes */
};

struct name {
    char path[TRACK_PATH];
    struct node *now, *safe; /* NULL: there is none */
};

static char root[TRACK_PATH];
static enum power_flaw planted;
static struct name names[NAMES_MAX];
static struct node nodes[NODES_MAX];
static size_t name_count, node_count;
static struct node *of_fd[FDS_MAX];

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
ssize_t __real_write(int fd, const void *data, size_t size);
ssize_t __wrap_write(int fd, const void *data, size_t size);
int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __real_unlink(const char *path);
int __wrap_unlink(const char *path);
int __real_unlinkat(int folder, const char *name, int flags);
int __wrap_unlinkat(int folder, const char *name, int flags);
int __real_mkdir(const char *path, mode_t mode);
int __wrap_mkdir(const char *path, mode_t mode);

static bool lies_in(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return strncmp(path, folder, len) == 0 && path[len] == '/' && !strchr(path + len + 1, '/');
}

static void sync_folder(const char *folder)
{
    for (size_t i = 0; i < name_count; i++)
        if (lies_in(names[i].path, folder))
            names[i].safe = names[i].now;
}

static void sync_root(void)
{
    sync_folder(root);
}

void power_files_watch(const char *folder, enum power_flaw flaw)
{
    for (size_t i = 0; i < node_count; i++)
        track_end(&nodes[i].content);
    name_count = node_count = 0;
    memset(of_fd, 0, sizeof of_fd);
    snprintf(root, sizeof root, "%s", folder ? folder : "");
    planted = flaw;
    track_on_directory_sync(sync_root);
}

/* The database and its log are power_disk's, whoever makes them. */
static bool is_sqlites(const char *path)
{
    static const char *const endings[] = {".db", "-wal", "-journal"};
    for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
        size_t len = strlen(path), end = strlen(endings[i]);
        if (len >= end && strcmp(path + len - end, endings[i]) == 0)
            return true;
    }
    return false;
}

static bool is_ours(const char *path)
{
    size_t len = strlen(root);
    return len > 0 && strncmp(path, root, len) == 0 && (path[len] == '/' || !path[len]) &&
           !is_sqlites(path);
}

static struct name *name_of(const char *path)
{
    for (size_t i = 0; i < name_count; i++)
        if (strcmp(names[i].path, path) == 0)
            return &names[i];
    if (name_count == NAMES_MAX)
        abort();
    struct name *name = &names[name_count++];
    *name = (struct name){.now = NULL};
    snprintf(name->path, sizeof name->path, "%s", path);
    return name;
}

static struct node *make_node(bool is_folder)
{
    if (node_count == NODES_MAX)
        abort();
    struct node *node = &nodes[node_count++];
    *node = (struct node){.is_folder = is_folder};
    track_begin(&node->content);
    return node;
}

static int fail(void)
{
    errno = EIO;
    return -1;
}

static void keep_fd(int fd, struct node *node)
{
    if (fd >= FDS_MAX)
        abort();
    if (fd >= 0)
        of_fd[fd] = node;
}

static int open_for_writing(const char *path, int flags, mode_t mode)
{
    struct name *name = name_of(path);
    if (power_disk_goes_off())
        return fail();
    int fd = __real_open(path, flags, mode);
    if (fd < 0)
        return fd;
    if (!name->now)
        name->now = make_node(false);
    else if (flags & O_TRUNC)
        track_note(&name->now->content, &(struct pending){.truncates = true}, NULL);
    name->now->at = 0;
    keep_fd(fd, name->now);
    return fd;
}

int __wrap_open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (!is_ours(path))
        return __real_open(path, flags, mode);
    if (power_disk_is_off())
        return fail();
    if (flags & O_CREAT)
        return open_for_writing(path, flags, mode);
    int fd = __real_open(path, flags);
    keep_fd(fd, NULL);
    return fd;
}

ssize_t __wrap_write(int fd, const void *data, size_t size)
{
    struct node *node = fd < FDS_MAX ? of_fd[fd] : NULL;
    if (!node)
        return __real_write(fd, data, size);
    if (power_disk_goes_off())
        return fail();
    track_note(&node->content, &(struct pending){.at = node->at, .size = size}, data);
    node->at += (int64_t)size;
    return __real_write(fd, data, size);
}

static void path_of(int fd, char ret_path[TRACK_PATH])
{
    char link[48];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, ret_path, TRACK_PATH - 1);
    ret_path[n > 0 ? n : 0] = '\0';
}

int __wrap_fsync(int fd)
{
    char path[TRACK_PATH];
    path_of(fd, path);
    if (!is_ours(path))
        return __real_fsync(fd);
    if (power_disk_goes_off())
        return fail();
    struct node *file = of_fd[fd];
    if (file && planted != POWER_FILE_UNSYNCED)
        track_synced(&file->content);
    if (!file && planted != POWER_FOLDER_UNSYNCED)
        sync_folder(path);
    return 0;
}

int __wrap_rename(const char *from, const char *to)
{
    if (!is_ours(from))
        return __real_rename(from, to);
    if (power_disk_goes_off())
        return fail();
    int rc = __real_rename(from, to);
    if (rc == 0) {
        name_of(to)->now = name_of(from)->now;
        name_of(from)->now = NULL;
    }
    return rc;
}

int __wrap_unlink(const char *path)
{
    if (!is_ours(path))
        return __real_unlink(path);
    if (power_disk_goes_off())
        return fail();
    int rc = __real_unlink(path);
    if (rc == 0)
        name_of(path)->now = NULL;
    return rc;
}

int __wrap_unlinkat(int folder, const char *name, int flags)
{
    char path[TRACK_PATH];
    path_of(folder, path);
    if (!is_ours(path))
        return __real_unlinkat(folder, name, flags);
    strncat(path, "/", sizeof path - strlen(path) - 1);
    strncat(path, name, sizeof path - strlen(path) - 1);
    return __wrap_unlink(path);
}

int __wrap_mkdir(const char *path, mode_t mode)
{
    if (!is_ours(path))
        return __real_mkdir(path, mode);
    if (power_disk_goes_off())
        return fail();
    int rc = __real_mkdir(path, mode);
    if (rc == 0)
        name_of(path)->now = make_node(true);
    return rc;
}

/* Afterwards. */

/* False when its folder was lost. */
static bool write_back(const struct name *name)
{
    const struct image *image = &name->safe->content.safe;
    int fd = __real_open(name->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    if (image->size > 0 && __real_write(fd, image->data, image->size) != (ssize_t)image->size)
        abort();
    close(fd);
    return true;
}

static void clear(const struct name *name)
{
    if (__real_unlink(name->path) != 0 && errno == EISDIR)
        rmdir(name->path);
}

/* A folder is known before what lies in it. */
void power_files_settle(enum power_loss loss, uint32_t seed)
{
    track_seed(seed);
    for (size_t i = 0; i < node_count; i++)
        track_lose(&nodes[i].content, loss);
    for (size_t i = 0; i < name_count; i++)
        if (names[i].now != names[i].safe && loss != POWER_DROP && track_roll(2))
            names[i].safe = names[i].now; /* it was written all the same */
    for (size_t i = name_count; i > 0; i--)
        clear(&names[i - 1]);
    for (size_t i = 0; i < name_count; i++) {
        struct name *name = &names[i];
        if (name->safe &&
            !(name->safe->is_folder ? __real_mkdir(name->path, 0700) == 0 : write_back(name)))
            name->safe = NULL;
        name->now = name->safe;
    }
    memset(of_fd, 0, sizeof of_fd);
}
