/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/platform/outbox/bad_disk.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

/* SQLite's own file follows in memory. */
struct bad_file {
    sqlite3_file base;
    sqlite3_file *real;
};

static sqlite3_vfs *real_vfs, bad_vfs;
static sqlite3_io_methods methods;
static enum bad_disk_fault fault;
static int left;
static bool armed, lasting, has_failed;
static int last_errno;

static bool fails(bool reading)
{
    if (!armed || reading != (fault == BAD_DISK_READ))
        return false;
    if (left > 0)
        left--;
    if (left > 0)
        return false;
    has_failed = true;
    armed = lasting;
    last_errno = fault == BAD_DISK_ENOSPC ? ENOSPC : EIO;
    errno = last_errno;
    return true;
}

static sqlite3_file *real_of(sqlite3_file *f)
{
    return ((struct bad_file *)(void *)f)->real;
}

static int bad_close(sqlite3_file *f)
{
    sqlite3_file *real = real_of(f);
    return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

static int bad_read(sqlite3_file *f, void *to, int size, sqlite3_int64 at)
{
    return fails(true) ? SQLITE_IOERR_READ : real_of(f)->pMethods->xRead(real_of(f), to, size, at);
}

static int bad_write(sqlite3_file *f, const void *from, int size, sqlite3_int64 at)
{
    if (fails(false))
        return fault == BAD_DISK_ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    return real_of(f)->pMethods->xWrite(real_of(f), from, size, at);
}

static int bad_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    return fails(false) ? SQLITE_IOERR_TRUNCATE : real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int bad_sync(sqlite3_file *f, int flags)
{
    return fails(false) ? SQLITE_IOERR_FSYNC : real_of(f)->pMethods->xSync(real_of(f), flags);
}

static int bad_size(sqlite3_file *f, sqlite3_int64 *ret_size)
{
    return real_of(f)->pMethods->xFileSize(real_of(f), ret_size);
}

static int bad_lock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int bad_unlock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int bad_check_lock(sqlite3_file *f, int *ret_locked)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), ret_locked);
}

static int bad_control(sqlite3_file *f, int op, void *argument)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), op, argument);
}

static int bad_sector(sqlite3_file *f)
{
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int bad_traits(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int bad_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *ret_flags)
{
    (void)vfs;
    struct bad_file *file = (struct bad_file *)(void *)f;
    file->real = (sqlite3_file *)(void *)(file + 1);
    int rc = real_vfs->xOpen(real_vfs, name, file->real, flags, ret_flags);
    f->pMethods = rc == SQLITE_OK ? &methods : NULL;
    return rc;
}

static int bad_last_error(sqlite3_vfs *vfs, int size, char *ret_text)
{
    (void)vfs;
    return has_failed ? last_errno : real_vfs->xGetLastError(real_vfs, size, ret_text);
}

void bad_disk_install(void)
{
    real_vfs = sqlite3_vfs_find(NULL);
    bad_vfs = *real_vfs;
    bad_vfs.zName = "bad-disk";
    bad_vfs.szOsFile += (int)sizeof(struct bad_file);
    bad_vfs.xOpen = bad_open;
    bad_vfs.xGetLastError = bad_last_error;
    /* Version 1: no shared memory, which locking_mode=EXCLUSIVE does without. */
    methods = (sqlite3_io_methods){
        .iVersion = 1,
        .xClose = bad_close,
        .xRead = bad_read,
        .xWrite = bad_write,
        .xTruncate = bad_truncate,
        .xSync = bad_sync,
        .xFileSize = bad_size,
        .xLock = bad_lock,
        .xUnlock = bad_unlock,
        .xCheckReservedLock = bad_check_lock,
        .xFileControl = bad_control,
        .xSectorSize = bad_sector,
        .xDeviceCharacteristics = bad_traits,
    };
    sqlite3_vfs_register(&bad_vfs, 1);
}

static void arm(int n, enum bad_disk_fault what, bool for_good)
{
    fault = what;
    left = n;
    lasting = for_good;
    has_failed = false;
    armed = true;
}

void bad_disk_fail_at(int n, enum bad_disk_fault what)
{
    arm(n, what, false);
}

void bad_disk_fail_from(int n, enum bad_disk_fault what)
{
    arm(n, what, true);
}

void bad_disk_heal(void)
{
    armed = false;
}

bool bad_disk_has_failed(void)
{
    return has_failed;
}
