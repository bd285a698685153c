/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/outbox/tidy.h"

#include "platform/base/log.h"
#include "platform/outbox/numbers.h"

/* Pages of the log. A put takes about eight. */
enum { TIDY_FROM = 200, NEVER_LONGER = 4000 };

enum err tidy_raise_ceiling(struct outbox *o, int64_t number)
{
    TRY(numbers_write(o->numbers_path, number + NUMBERS_STEP));
    o->ceiling = number + NUMBERS_STEP;
    return ERR_NONE;
}

static enum err raise_early(struct outbox *o)
{
    int64_t next;
    TRY(db_number(o->db, "SELECT next FROM counter", &next));
    return next + NUMBERS_STEP / 2 >= o->ceiling ? tidy_raise_ceiling(o, next) : ERR_NONE;
}

static enum err prepare(struct outbox *o)
{
    TRY(raise_early(o));
    return outbox_try(o);
}

/* The commit behind it begins the log anew, which is an fsync more than the next one takes. */
static enum err shorten_log(struct outbox *o)
{
    if (o->log_pages < TIDY_FROM)
        return ERR_NONE;
    TRY(db_err(o->db,
               sqlite3_wal_checkpoint_v2(o->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL)));
    return outbox_try(o);
}

static void say(enum err e)
{
    if (e != ERR_NONE) /* the next put says it, if it lasts */
        log_event(LOG_INFO, "outbox_not_prepared", "err=%s", err_name(e));
}

void outbox_prepare(struct outbox *outbox)
{
    say(prepare(outbox));
}

void outbox_tidy(struct outbox *outbox)
{
    enum err e = raise_early(outbox);
    say(e == ERR_NONE ? shorten_log(outbox) : e);
}

static int on_commit(void *user, sqlite3 *db, const char *name, int pages)
{
    struct outbox *o = user;
    o->log_pages = pages;
    if (pages >= NEVER_LONGER)
        sqlite3_wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return SQLITE_OK;
}

void tidy_watch(struct outbox *o)
{
    sqlite3_wal_hook(o->db, on_commit, o);
}
