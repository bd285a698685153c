/* SPDX-License-Identifier: Apache-2.0 */
/* Could a message be kept now? */
#include <errno.h>
#include <string.h>
#include <sys/statvfs.h>

#include "platform/outbox/store.h"

/* The largest message, twice (log and file), and what SQLite adds to it. */
enum { RESERVE = 3 * OUTBOX_BODY_MAX, INODES = 2 };

/* A file system without inodes of its own (btrfs) counts 0 of 0. */
static bool has_room(const struct statvfs *fs, uint64_t more)
{
    bool inodes = fs->f_files == 0 || fs->f_favail >= INODES;
    return inodes && (uint64_t)fs->f_bavail * fs->f_frsize >= RESERVE + more;
}

enum err outbox_has_room_for(const struct outbox *o, uint64_t more)
{
    char folder[sizeof o->numbers_path];
    struct statvfs fs;
    memcpy(folder, o->numbers_path, sizeof folder);
    char *slash = strrchr(folder, '/');
    if (slash)
        slash[1] = '\0';
    if (statvfs(slash ? folder : ".", &fs) != 0)
        return err_from_errno(errno);
    if (fs.f_flag & ST_RDONLY)
        return ERR_DISK;
    return has_room(&fs, more) ? ERR_NONE : ERR_DISK_FULL;
}

enum err outbox_has_room(const struct outbox *o)
{
    return outbox_has_room_for(o, 0);
}

enum err outbox_try(struct outbox *o)
{
    AUTO(db_end) struct db_change change = {0};
    TRY(outbox_has_room(o));
    TRY(db_begin(o->db, &change));
    /* There and back: SQLite does not write what has not changed. */
    TRY(db_run(o->db, "UPDATE counter SET next = next + 1", ""));
    TRY(db_run(o->db, "UPDATE counter SET next = next - 1", ""));
    return db_commit(&change);
}
