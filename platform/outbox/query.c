/* SPDX-License-Identifier: Apache-2.0 */
/* What only looks. */
#include <string.h>

#include "platform/base/text.h"
#include "platform/outbox/schema.h"
#include "platform/outbox/store.h"

/* A row may be tried when it waits and, being a rating, its application was sent. */
#define ELIGIBLE " FROM message WHERE state = 0 AND held = 0"

static enum err copy_body(sqlite3_stmt *stmt, int column, struct outbox_row *row)
{
    const void *body = sqlite3_column_blob(stmt, column);
    size_t size = (size_t)sqlite3_column_bytes(stmt, column);
    if (!body || size > OUTBOX_BODY_MAX) /* one of no bytes is NULL */
        return ERR_CHECKSUM;
    row->body = malloc(size + 1);
    if (!row->body)
        return ERR_MEMORY;
    memcpy(row->body, body, size);
    row->body[size] = '\0';
    row->size = size;
    return ERR_NONE;
}

static enum err read_row(sqlite3_stmt *stmt, struct outbox_row *row)
{
    row->id = sqlite3_column_int64(stmt, 0);
    row->kind = (enum outbox_kind)sqlite3_column_int(stmt, 1);
    row->tries = (uint32_t)sqlite3_column_int64(stmt, 2);
    TRY(db_text(stmt, 3, row->local_number, sizeof row->local_number));
    TRY(db_text(stmt, 4, row->application_id, sizeof row->application_id));
    TRY(db_text(stmt, 5, row->idempotency_key, sizeof row->idempotency_key));
    return copy_body(stmt, 6, row);
}

enum err outbox_next_behind(struct outbox *o, int64_t id, int64_t now_ms,
                            struct outbox_row *ret_row)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    AUTO(outbox_row_done) struct outbox_row row = {.body = NULL};
    TRY(db_prepare(
        o->db, &stmt,
        "SELECT id, kind + 2 * operation, tries, local_number, application_id, idempotency_key,"
        " body" ELIGIBLE " AND id > ?3 AND (next_try_ms <= ?1 OR next_try_ms > ?1 + ?2)"
        " ORDER BY id LIMIT 1",
        "iii", now_ms, (int64_t)OUTBOX_LONGEST_WAIT_MS, id));
    TRY(db_row(stmt));
    TRY(read_row(stmt, &row));
    *ret_row = row;
    row.body = NULL;
    return ERR_NONE;
}

enum err outbox_next(struct outbox *o, int64_t now_ms, struct outbox_row *ret_row)
{
    return outbox_next_behind(o, 0, now_ms, ret_row);
}

const char *outbox_operation(enum outbox_kind kind)
{
    static const char *const operations[] = {[OUTBOX_APPLICATION] = "/cases",
                                             [OUTBOX_RATING] = "/cases/rating",
                                             [OUTBOX_ORDER] = "/hotline-orders",
                                             [OUTBOX_CORRECTION] = "/cases/correct"};
    return operations[kind];
}

void outbox_row_done(struct outbox_row *row)
{
    free(row->body);
    *row = (struct outbox_row){.body = NULL};
}

/* The earliest or the latest time at which a row is due; INT64_MAX when none waits. */
static enum err read_due(struct outbox *o, const char *sql, int64_t *ret_ms)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    TRY(db_prepare(o->db, &stmt, sql, ""));
    enum err e = db_row(stmt);
    *ret_ms = e == ERR_NONE ? sqlite3_column_int64(stmt, 0) : INT64_MAX;
    return e == ERR_NOT_FOUND ? ERR_NONE : e;
}

enum err outbox_next_due(struct outbox *o, int64_t now_ms, int64_t *ret_when_ms)
{
    int64_t first, last;
    TRY(read_due(o, "SELECT next_try_ms" ELIGIBLE " ORDER BY next_try_ms LIMIT 1", &first));
    TRY(read_due(o, "SELECT next_try_ms" ELIGIBLE " ORDER BY next_try_ms DESC LIMIT 1", &last));
    bool ran_ahead = first != INT64_MAX && last > now_ms + OUTBOX_LONGEST_WAIT_MS;
    *ret_when_ms = ran_ahead && first > now_ms ? now_ms : first;
    return ERR_NONE;
}

enum err outbox_status(struct outbox *o, const char *local_number, struct case_status *ret_status)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    struct case_status made = {.state = CASE_SAVED};
    TRY(db_prepare(o->db, &stmt,
                   "SELECT state, case_state, project_no, message, promise_date, contact_date"
                   " FROM message WHERE kind = 1 AND local_number = ?",
                   "t", local_number));
    TRY(db_row(stmt));
    if (sqlite3_column_int(stmt, 0) != ROW_WAITING)
        made.state = (enum case_state)sqlite3_column_int(stmt, 1);
    text_copy(made.local_number, sizeof made.local_number, local_number);
    TRY(db_text(stmt, 2, made.project_no, sizeof made.project_no));
    TRY(db_text(stmt, 3, made.message, sizeof made.message));
    TRY(db_text(stmt, 4, made.promise_date, sizeof made.promise_date));
    TRY(db_text(stmt, 5, made.contact_date, sizeof made.contact_date));
    *ret_status = made;
    return ERR_NONE;
}

static enum err read_one_text(struct outbox *o, const char *sql, const char *key, char *ret_text,
                              size_t size)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    TRY(db_prepare(o->db, &stmt, sql, "t", key));
    TRY(db_row(stmt));
    return db_text(stmt, 0, ret_text, size);
}

enum err outbox_find(struct outbox *o, const char *application_id,
                     char ret_local_number[NUMBER_TEXT])
{
    return read_one_text(o,
                         "SELECT local_number FROM message WHERE kind = 1 AND application_id = ?",
                         application_id, ret_local_number, NUMBER_TEXT);
}

enum err outbox_find_project(struct outbox *o, const char *project_no,
                             char ret_local_number[NUMBER_TEXT])
{
    if (!*project_no) /* what waits has none yet */
        return ERR_NOT_FOUND;
    return read_one_text(o,
                         "SELECT local_number FROM message WHERE kind = 1 AND project_no = ?"
                         " AND project_no <> '' ORDER BY id DESC LIMIT 1",
                         project_no, ret_local_number, NUMBER_TEXT);
}

enum err outbox_application_id(struct outbox *o, const char *local_number,
                               char ret_id[OUTBOX_KEY_TEXT])
{
    return read_one_text(o,
                         "SELECT application_id FROM message WHERE kind = 1 AND local_number = ?",
                         local_number, ret_id, OUTBOX_KEY_TEXT);
}

static enum err read_tally(struct outbox *o, struct outbox_counts *counts)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    uint32_t n[ROW_STATES] = {0};
    TRY(db_prepare(o->db, &stmt, "SELECT state, count FROM tally", ""));
    enum err e;
    while ((e = db_row(stmt)) == ERR_NONE) {
        int64_t state = sqlite3_column_int64(stmt, 0);
        if (state >= 0 && state < ROW_STATES)
            n[state] = (uint32_t)sqlite3_column_int64(stmt, 1);
    }
    counts->waiting = n[ROW_WAITING];
    counts->sent = n[ROW_SENT];
    counts->refused = n[ROW_REFUSED];
    return e == ERR_NOT_FOUND ? ERR_NONE : e;
}

static enum err count(struct outbox *o, const char *sql, int64_t since_ms, uint32_t *ret_count)
{
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    TRY(db_prepare(o->db, &stmt, sql, "i", since_ms));
    TRY(db_row(stmt));
    *ret_count = (uint32_t)sqlite3_column_int64(stmt, 0);
    return ERR_NONE;
}

/* Both by their partial indexes: a queue of a month costs no more than an empty one. */
static enum err count_for_staff(struct outbox *o, int64_t now_ms, struct outbox_counts *counts)
{
    TRY(count(o, "SELECT count(*) FROM message WHERE ended_ms IS NOT NULL AND ended_ms > ?",
              now_ms - OUTBOX_ENDED_MS, &counts->given_up));
    return count(o, "SELECT count(*) FROM message WHERE state = 0 AND staff = 1 AND id > ?", 0,
                 &counts->for_staff);
}

enum err outbox_counts(struct outbox *o, int64_t now_ms, struct outbox_counts *ret_counts)
{
    int64_t made;
    struct outbox_counts counts = {0};
    TRY(read_tally(o, &counts));
    TRY(read_due(o, "SELECT created_ms" ELIGIBLE " ORDER BY id LIMIT 1", &made));
    if (made < now_ms)
        counts.oldest_ms = now_ms - made;
    TRY(count_for_staff(o, now_ms, &counts));
    *ret_counts = counts;
    return ERR_NONE;
}
