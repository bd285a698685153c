/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/crash/power/power_disk.h"

#include <sqlite3.h>

#include "tests/crash/power/power_track.h"

struct power_file {
    sqlite3_file base;
    sqlite3_file *real;  /* follows in memory */
    struct track *track; /* NULL: not one of ours (temporary) */
};

static sqlite3_vfs *real_vfs, power_vfs;
static sqlite3_io_methods methods;
static int left;
static bool off;

static struct power_file *file_of(sqlite3_file *f)
{
    return (struct power_file *)(void *)f;
}

static sqlite3_file *real_of(sqlite3_file *f)
{
    return file_of(f)->real;
}

bool power_disk_goes_off(void)
{
    if (!off && left > 0 && --left == 0)
        off = true;
    return off;
}

/* SQLite's file methods. */

static int power_close(sqlite3_file *f)
{
    sqlite3_file *real = real_of(f);
    return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

static int power_read(sqlite3_file *f, void *to, int size, sqlite3_int64 at)
{
    if (off)
        return SQLITE_IOERR_READ;
    return real_of(f)->pMethods->xRead(real_of(f), to, size, at);
}

static int power_write(sqlite3_file *f, const void *from, int size, sqlite3_int64 at)
{
    if (power_disk_goes_off())
        return SQLITE_IOERR_WRITE;
    track_note(file_of(f)->track, &(struct pending){.at = at, .size = (size_t)size}, from);
    return real_of(f)->pMethods->xWrite(real_of(f), from, size, at);
}

static int power_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    if (power_disk_goes_off())
        return SQLITE_IOERR_TRUNCATE;
    track_note(file_of(f)->track, &(struct pending){.truncates = true, .at = size}, NULL);
    return real_of(f)->pMethods->xTruncate(real_of(f), size);
}

/* The real sync is not needed: nothing cuts the power of this machine. */
static int power_sync(sqlite3_file *f, int flags)
{
    (void)flags;
    if (power_disk_goes_off())
        return SQLITE_IOERR_FSYNC;
    track_synced(file_of(f)->track);
    return SQLITE_OK;
}

static int power_size(sqlite3_file *f, sqlite3_int64 *ret_size)
{
    if (off)
        return SQLITE_IOERR_FSTAT;
    return real_of(f)->pMethods->xFileSize(real_of(f), ret_size);
}

static int power_lock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int power_unlock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int power_check_lock(sqlite3_file *f, int *ret_locked)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), ret_locked);
}

static int power_control(sqlite3_file *f, int op, void *argument)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), op, argument);
}

static int power_sector(sqlite3_file *f)
{
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int power_traits(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

/* SQLite's file system. */

static int power_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags,
                      int *ret_flags)
{
    (void)vfs;
    struct power_file *file = file_of(f);
    bool kept = flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL);
    file->real = (sqlite3_file *)(void *)(file + 1);
    file->track = kept ? track_of(name) : NULL;
    f->pMethods = NULL;
    if (off ||
        (file->track && !file->track->exists && access(name, F_OK) != 0 && power_disk_goes_off()))
        return SQLITE_CANTOPEN;
    int rc = real_vfs->xOpen(real_vfs, name, file->real, flags, ret_flags);
    if (rc != SQLITE_OK)
        return rc;
    f->pMethods = &methods;
    if (file->track)
        track_made(file->track);
    return SQLITE_OK;
}

static int power_delete(sqlite3_vfs *vfs, const char *name, int sync_dir)
{
    (void)vfs;
    if (power_disk_goes_off())
        return SQLITE_IOERR_DELETE;
    struct track *t = track_of(name);
    int rc = real_vfs->xDelete(real_vfs, name, 0);
    if (rc != SQLITE_OK)
        return rc;
    track_deleted(t, sync_dir);
    return SQLITE_OK;
}

static int power_access(sqlite3_vfs *vfs, const char *name, int flags, int *ret_there)
{
    (void)vfs;
    return off ? SQLITE_IOERR_ACCESS : real_vfs->xAccess(real_vfs, name, flags, ret_there);
}

void power_disk_install(void)
{
    real_vfs = sqlite3_vfs_find(NULL);
    power_vfs = *real_vfs;
    power_vfs.zName = "power-disk";
    power_vfs.szOsFile += (int)sizeof(struct power_file);
    power_vfs.xOpen = power_open;
    power_vfs.xDelete = power_delete;
    power_vfs.xAccess = power_access;
    /* Version 1: no shared memory, which locking_mode=EXCLUSIVE does without. */
    methods = (sqlite3_io_methods){
        .iVersion = 1,
        .xClose = power_close,
        .xRead = power_read,
        .xWrite = power_write,
        .xTruncate = power_truncate,
        .xSync = power_sync,
        .xFileSize = power_size,
        .xLock = power_lock,
        .xUnlock = power_unlock,
        .xCheckReservedLock = power_check_lock,
        .xFileControl = power_control,
        .xSectorSize = power_sector,
        .xDeviceCharacteristics = power_traits,
    };
    sqlite3_vfs_register(&power_vfs, 1);
}

void power_disk_cut_at(int n)
{
    left = n;
    off = false;
}

bool power_disk_is_off(void)
{
    return off;
}

void power_disk_settle(enum power_loss loss, uint32_t seed)
{
    track_settle_all(loss, seed);
    power_disk_cut_at(0);
}
