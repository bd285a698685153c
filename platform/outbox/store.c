/* SPDX-License-Identifier: Apache-2.0 */
/* Opening: one process, one sound file of the newest version. */
#include "platform/outbox/store.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>

#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/outbox/files.h"
#include "platform/outbox/numbers.h"
#include "platform/outbox/schema.h"
#include "platform/outbox/tidy.h"

/* EXCLUSIVE comes first: no shared-memory file, no second process, and the lock goes with the
 * process that held it, however it ended. */
static const char *const pragmas[] = {
    "PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = WAL",  "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",       "PRAGMA temp_store = MEMORY", "PRAGMA cell_size_check = ON",
    "PRAGMA trusted_schema = OFF",
};

/* SQLite would make the file readable by others. */
static enum err make_file(const char *path)
{
    /* Only a new one is opened here: closing a descriptor of a file drops all locks that this
     * process has on it (POSIX). */
    AUTO(auto_close) int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno == EEXIST ? ERR_NONE : err_from_errno(errno);
    return numbers_sync_directory(path);
}

/* The check tells of a page that it could not read as if it were damage: "… error code=266", or of
 * one of a long body, whether the disk or memory failed, "failed to get page 193". */
static enum err judge(const char *verdict)
{
    if (strcmp(verdict, "ok") == 0)
        return ERR_NONE;
    if (strstr(verdict, "failed to get page"))
        return ERR_DISK;
    const char *code = strstr(verdict, "error code=");
    int rc = code ? atoi(code + strlen("error code=")) & 0xFF : SQLITE_CORRUPT;
    return rc == SQLITE_IOERR ? ERR_DISK : rc == SQLITE_NOMEM ? ERR_MEMORY : ERR_CHECKSUM;
}

static enum err quick_check(sqlite3 *db)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    TRY(db_prepare(db, &stmt, "PRAGMA quick_check(1)", ""));
    TRY(db_row(stmt));
    const char *verdict = (const char *)sqlite3_column_text(stmt, 0);
    return verdict ? judge(verdict) : ERR_MEMORY;
}

static enum err open_sound(const char *path, int64_t first_number, sqlite3 **ret_db)
{
    TRY(make_file(path));
    AUTO(auto_sqlite3_close) sqlite3 *db = NULL;
    int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (!db)
        return ERR_MEMORY;
    TRY(db_err(db, rc));
    sqlite3_extended_result_codes(db, 1);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    for (size_t i = 0; i < ARRAY_LEN(pragmas); i++)
        TRY(db_run(db, pragmas[i], ""));
    TRY(quick_check(db));
    TRY(schema_upgrade(db, first_number));
    *ret_db = db;
    db = NULL;
    return ERR_NONE;
}

_Static_assert(OUTBOX_NAME >= STORE_PATH + sizeof ".damaged-YYYYMMDD-HHMMSS-99", "each name fits");

/* A name that is not taken: PATH.damaged-YYYYMMDD-HHMMSS, then with -2, -3 … */
static enum err free_name(const char *path, char ret_name[OUTBOX_NAME])
{
    char stamp[32];
    time_t now = (time_t)(clock_wall_ms() / 1000);
    struct tm t;
    gmtime_r(&now, &t);
    strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &t);
    for (int turn = 1; turn < 100; turn++) {
        char more[8] = "";
        if (turn > 1)
            snprintf(more, sizeof more, "-%d", turn);
        snprintf(ret_name, OUTBOX_NAME, "%s.damaged-%s%s", path, stamp, more);
        if (access(ret_name, F_OK) != 0)
            return ERR_NONE;
    }
    return ERR_CONFLICT;
}

/* Attachments stay with the rows that name them. */
static enum err set_folder_aside(const char *path, const char *name)
{
    char folder[STORE_PATH + 16], aside[OUTBOX_NAME + 16];
    files_folder(path, folder);
    snprintf(aside, sizeof aside, "%s.attachments", name);
    return rename(folder, aside) == 0 || errno == ENOENT ? ERR_NONE : err_from_errno(errno);
}

static enum err set_aside(const char *path, char ret_name[OUTBOX_NAME])
{
    char name[OUTBOX_NAME], wal[OUTBOX_NAME + 8], wal_aside[OUTBOX_NAME + 8];
    TRY(free_name(path, name));
    snprintf(wal, sizeof wal, "%s-wal", path);
    snprintf(wal_aside, sizeof wal_aside, "%s-wal", name);
    /* The log first: a new database must never meet an old log. */
    if (rename(wal, wal_aside) != 0 && errno != ENOENT)
        return err_from_errno(errno);
    if (rename(path, name) != 0)
        return err_from_errno(errno);
    TRY(set_folder_aside(path, name));
    TRY(numbers_sync_directory(path));
    log_event(LOG_ERROR, "outbox_damaged", "set_aside=%s", name);
    memcpy(ret_name, name, sizeof name);
    return ERR_NONE;
}

static enum err open_or_replace(const char *path, struct outbox *outbox, char *ret_set_aside)
{
    char name[OUTBOX_NAME] = "";
    numbers_read(outbox->numbers_path, &outbox->ceiling);
    enum err e = open_sound(path, outbox->ceiling, &outbox->db);
    if (e == ERR_CHECKSUM) {
        TRY(set_aside(path, name));
        e = open_sound(path, outbox->ceiling, &outbox->db);
    }
    TRY(e);
    if (ret_set_aside)
        memcpy(ret_set_aside, name, sizeof name);
    return ERR_NONE;
}

enum err outbox_open(const char *path, const char *kiosk_code, struct outbox **ret_outbox,
                     char *ret_set_aside)
{
    if (strlen(path) >= STORE_PATH || strlen(kiosk_code) >= STORE_KIOSK)
        return ERR_TOO_LONG;
    AUTO(auto_outbox_close) struct outbox *outbox = calloc(1, sizeof *outbox);
    if (!outbox)
        return ERR_MEMORY;
    snprintf(outbox->numbers_path, sizeof outbox->numbers_path, "%s.numbers", path);
    text_copy(outbox->kiosk_code, sizeof outbox->kiosk_code, kiosk_code);
    files_folder(path, outbox->folder);
    TRY(open_or_replace(path, outbox, ret_set_aside));
    tidy_watch(outbox);
    files_sweep(outbox);
    *ret_outbox = outbox;
    outbox = NULL;
    return ERR_NONE;
}

void outbox_close(struct outbox *outbox)
{
    if (!outbox)
        return;
    sqlite3_close(outbox->db);
    free(outbox);
}
