/* SPDX-License-Identifier: Apache-2.0 */
/* What changes the file. */
#include "platform/outbox/outbox.h"

#include <string.h>

#include "platform/base/log.h"
#include "platform/base/failpoint.h"
#include "platform/outbox/files.h"
#include "platform/outbox/numbers.h"
#include "platform/outbox/schema.h"
#include "platform/outbox/store.h"
#include "platform/outbox/tidy.h"
#include "platform/base/uuid.h"

/* One message on its way into the file. */
struct fresh {
    enum outbox_kind kind;
    const char *application_id;
    const char *local_number;
    int64_t now_ms;
    int lane;
    int64_t operation; /* schema.c */
    bool held; /* a rating whose application was not sent yet, or behind another of its lane */
};

static enum err insert(struct outbox *o, const struct fresh *f, struct outbox_body make)
{
    char key[UUID_TEXT];
    AUTO(auto_free) char *body = NULL;
    size_t size = 0;
    TRY(make.make(make.user, f->local_number, &body, &size));
    if (!body || size == 0 || size > OUTBOX_BODY_MAX)
        return ERR_TOO_LONG;
    TRY(uuid_make(key));
    TRY(db_run(o->db,
               "INSERT INTO message (kind, state, local_number, application_id, idempotency_key,"
               " next_try_ms, created_ms, held, operation, lane, body)"
               " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?)",
               "iitttiiiiib", (int64_t)f->kind, (int64_t)ROW_WAITING, f->local_number,
               f->application_id, key, f->now_ms, f->now_ms, (int64_t)f->held, f->operation,
               (int64_t)f->lane, (const void *)body, size));
    TRY(files_insert(o, sqlite3_last_insert_rowid(o->db), &make));
    failpoint("insert");
    return ERR_NONE;
}

/* The next number; the file beside the database is moved first, so that it is never behind. */
static enum err take_number(struct outbox *o, char ret_number[NUMBER_TEXT])
{
    int64_t number;
    TRY(db_number(o->db, "UPDATE counter SET next = next + 1 RETURNING next - 1", &number));
    if (number < 1)
        return ERR_CHECKSUM;
    if (number >= o->ceiling)
        TRY(tidy_raise_ceiling(o, number));
    snprintf(ret_number, NUMBER_TEXT, "%s-%06lld", o->kiosk_code, (long long)number);
    return ERR_NONE;
}

static enum err lane_is_busy(struct outbox *o, int lane, bool *ret_busy)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    TRY(db_prepare(o->db, &stmt, "SELECT 1 FROM message WHERE state = 0 AND lane = ? LIMIT 1", "i",
                   (int64_t)lane));
    enum err e = db_row(stmt);
    *ret_busy = e == ERR_NONE;
    return e == ERR_NOT_FOUND ? ERR_NONE : e;
}

/* A commit that failed may have kept the row: then its files stay, and the next start decides. */
static enum err put(struct outbox *o, struct fresh fresh, struct outbox_body body,
                    char ret_local_number[NUMBER_TEXT], bool *ret_tried)
{
    char number[NUMBER_TEXT];
    AUTO(db_end) struct db_change change = {0};
    TRY(db_begin(o->db, &change));
    TRY(take_number(o, number));
    TRY(lane_is_busy(o, body.lane, &fresh.held));
    fresh.local_number = number;
    TRY(insert(o, &fresh, body));
    *ret_tried = true;
    TRY(db_commit(&change));
    failpoint("commit");
    memcpy(ret_local_number, number, sizeof number);
    return ERR_NONE;
}

enum err outbox_put(struct outbox *o, const char *application_id, int64_t now_ms,
                    struct outbox_body body, char ret_local_number[NUMBER_TEXT])
{
    bool tried = false;
    if (strlen(application_id) + 1 != OUTBOX_KEY_TEXT || body.lane < 0 || body.lane > OUTBOX_LANES)
        return ERR_USAGE;
    enum err e = outbox_find(o, application_id, ret_local_number);
    if (e != ERR_NOT_FOUND)
        return e;
    TRY(files_write(o, &body));
    const struct fresh fresh = {.kind = OUTBOX_APPLICATION,
                                .application_id = application_id,
                                .now_ms = now_ms,
                                .lane = body.lane,
                                .operation = body.kind ? (body.kind - OUTBOX_APPLICATION) / 2 : 0};
    e = put(o, fresh, body, ret_local_number, &tried);
    if (e != ERR_NONE && !tried)
        files_remove(o, &body);
    return e;
}

static enum err rating_is_there(struct outbox *o, const char *local_number, bool *ret_there)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    TRY(db_prepare(o->db, &stmt, "SELECT 1 FROM message WHERE kind = 2 AND local_number = ?", "t",
                   local_number));
    enum err e = db_row(stmt);
    *ret_there = e == ERR_NONE;
    return e == ERR_NOT_FOUND ? ERR_NONE : e;
}

/* The rated application; ERR_REFUSED when it never became a case. */
static enum err rated(struct outbox *o, const char *local_number, char ret_id[OUTBOX_KEY_TEXT],
                      bool *ret_held)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    TRY(db_prepare(o->db, &stmt,
                   "SELECT application_id, state FROM message WHERE kind = 1 AND local_number = ?",
                   "t", local_number));
    TRY(db_row(stmt));
    if (sqlite3_column_int64(stmt, 1) == ROW_REFUSED)
        return ERR_REFUSED;
    *ret_held = sqlite3_column_int64(stmt, 1) == ROW_WAITING;
    return db_text(stmt, 0, ret_id, OUTBOX_KEY_TEXT);
}

enum err outbox_put_rating(struct outbox *o, const char *local_number, int64_t now_ms,
                           struct outbox_body body)
{
    char id[OUTBOX_KEY_TEXT];
    bool there, held;
    AUTO(db_end) struct db_change change = {0};
    TRY(rated(o, local_number, id, &held));
    TRY(rating_is_there(o, local_number, &there));
    if (there)
        return ERR_NONE;
    TRY(db_begin(o->db, &change));
    const struct fresh fresh = {.kind = OUTBOX_RATING,
                                .application_id = id,
                                .local_number = local_number,
                                .now_ms = now_ms,
                                .held = held};
    TRY(insert(o, &fresh, body));
    TRY(db_commit(&change));
    failpoint("commit");
    return ERR_NONE;
}

/* Erased bodies linger in the log until it is emptied: do that when the queue is. A failure only
 * leaves it to the next time. */
static void empty_log(struct outbox *o)
{
    struct outbox_counts counts;
    if (outbox_counts(o, 0, &counts) != ERR_NONE || counts.waiting > 0)
        return;
    sqlite3_wal_checkpoint_v2(o->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    outbox_prepare(o);
}

/* The one behind this one in its lane, if any, may go. */
static enum err leave_lane(struct outbox *o, int64_t id)
{
    TRY(db_run(o->db,
               "UPDATE message SET held = 0 WHERE id = (SELECT next.id FROM message next JOIN"
               " message gone ON next.lane = gone.lane WHERE gone.id = ?1 AND next.state = 0 AND"
               " next.id <> ?1 ORDER BY next.id LIMIT 1)",
               "i", id));
    return db_run(o->db, "UPDATE message SET lane = NULL WHERE id = ?", "i", id);
}

/* Commits what changed exactly one waiting row. */
static enum err finish(struct outbox *o, int64_t id, struct db_change *change)
{
    struct files_gone gone;
    TRY(leave_lane(o, id));
    TRY(files_forget(o, id, &gone));
    TRY(db_commit(change));
    failpoint("mark");
    files_erase(o, &gone);
    empty_log(o);
    return ERR_NONE;
}

enum err outbox_mark_sent(struct outbox *o, int64_t id, const struct case_status *answer)
{
    static const struct case_status nothing = {.state = CASE_SAVED};
    AUTO(db_end) struct db_change change = {0};
    if (!answer)
        answer = &nothing;
    TRY(db_begin(o->db, &change));
    TRY(db_run(o->db,
               "UPDATE message SET state = 1, tries = tries + 1, body = NULL, case_state = ?,"
               " project_no = ?, message = ?, promise_date = ?, contact_date = ? WHERE id = ? AND"
               " state = 0",
               "itttti", (int64_t)answer->state, answer->project_no, answer->message,
               answer->promise_date, answer->contact_date, id));
    if (sqlite3_changes(o->db) != 1)
        return ERR_STATE;
    TRY(db_run(o->db,
               "UPDATE message SET held = 0 WHERE kind = 2 AND held = 1 AND local_number ="
               " (SELECT local_number FROM message WHERE id = ? AND kind = 1)",
               "i", id));
    return finish(o, id, &change);
}

/* ended_ms 0: the province said it. */
static enum err mark_over(struct outbox *o, int64_t id, int64_t ended_ms, const char *message)
{
    AUTO(db_end) struct db_change change = {0};
    TRY(db_begin(o->db, &change));
    TRY(db_run(o->db,
               "UPDATE message SET state = 2, tries = tries + 1, body = NULL, case_state = ?,"
               " message = ?, ended_ms = nullif(?, 0) WHERE id = ? AND state = 0",
               "itii", (int64_t)CASE_REFUSED, message, ended_ms, id));
    if (sqlite3_changes(o->db) != 1)
        return ERR_STATE;
    TRY(db_run(o->db,
               "UPDATE message SET state = 2, body = NULL WHERE kind = 2 AND state = 0 AND"
               " local_number = (SELECT local_number FROM message WHERE id = ? AND kind = 1)",
               "i", id));
    return finish(o, id, &change);
}

enum err outbox_mark_refused(struct outbox *o, int64_t id, const char *message)
{
    return mark_over(o, id, 0, message);
}

enum err outbox_mark_ended(struct outbox *o, int64_t id, int64_t now_ms, const char *message)
{
    return mark_over(o, id, now_ms, message);
}

static enum err mark_again(struct outbox *o, int64_t id, int64_t next_try_ms, bool staff)
{
    TRY(db_run(o->db,
               "UPDATE message SET tries = tries + 1, next_try_ms = ?, staff = ?"
               " WHERE id = ? AND state = 0",
               "iii", next_try_ms, (int64_t)staff, id));
    return sqlite3_changes(o->db) == 1 ? ERR_NONE : ERR_STATE;
}

enum err outbox_mark_retry(struct outbox *o, int64_t id, int64_t next_try_ms)
{
    return mark_again(o, id, next_try_ms, false);
}

enum err outbox_mark_for_staff(struct outbox *o, int64_t id, int64_t next_try_ms)
{
    return mark_again(o, id, next_try_ms, true);
}

enum err outbox_hurry(struct outbox *o, int64_t now_ms)
{
    return db_run(o->db, "UPDATE message SET next_try_ms = ?1 WHERE state = 0 AND next_try_ms > ?1",
                  "i", now_ms);
}

enum err outbox_update_case(struct outbox *o, const char *local_number,
                            const struct case_status *answer)
{
    char id[OUTBOX_KEY_TEXT];
    TRY(outbox_application_id(o, local_number, id));
    TRY(db_run(o->db,
               "UPDATE message SET case_state = ?, project_no = ?, message = ?, promise_date = ?,"
               " contact_date = ? WHERE kind = 1 AND state = 1 AND local_number = ?",
               "ittttt", (int64_t)answer->state, answer->project_no, answer->message,
               answer->promise_date, answer->contact_date, local_number));
    return sqlite3_changes(o->db) == 1 ? ERR_NONE : ERR_STATE;
}
