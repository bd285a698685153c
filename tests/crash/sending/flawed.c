/* SPDX-License-Identifier: Apache-2.0 */
/* kiosk-platform with one mistake planted, chosen by $FLAW: the linker puts these before the real
 * ones (--wrap). The check must find each; then it is worth something. */
#include <string.h>

#include "platform/courier/policy.h"
#include "platform/outbox/db.h"
#include "platform/outbox/outbox.h"
#include "platform/service/lane.h"
#include "platform/base/uuid.h"

static bool is_planted(const char *name)
{
    const char *flaw = getenv("FLAW");
    return flaw && strcmp(flaw, name) == 0;
}

enum err __real_outbox_next_behind(struct outbox *outbox, int64_t id, int64_t now_ms,
                                   struct outbox_row *ret_row);
enum err __wrap_outbox_next_behind(struct outbox *outbox, int64_t id, int64_t now_ms,
                                   struct outbox_row *ret_row);
bool __wrap_policy_holds_all(int status, uint32_t tries);
bool __real_policy_holds_all(int status, uint32_t tries);
enum err __real_lane_of(const struct application *application, int *ret_lane);
enum err __wrap_lane_of(const struct application *application, int *ret_lane);
enum err __real_db_begin(sqlite3 *db, struct db_change *ret_change);
enum err __wrap_db_begin(sqlite3 *db, struct db_change *ret_change);
enum err __real_db_commit(struct db_change *change);
enum err __wrap_db_commit(struct db_change *change);

/* "fresh-key": a new Idempotency-Key at each try. "early-mark": out of the queue when it is sent,
 * not when it was answered. */
enum err __wrap_outbox_next_behind(struct outbox *outbox, int64_t id, int64_t now_ms,
                                   struct outbox_row *ret_row)
{
    TRY(__real_outbox_next_behind(outbox, id, now_ms, ret_row));
    if (is_planted("fresh-key") && uuid_make(ret_row->idempotency_key) != ERR_NONE)
        abort();
    const struct case_status sent = {.state = CASE_ACCEPTED};
    if (is_planted("early-mark") && ret_row->kind == OUTBOX_APPLICATION &&
        outbox_mark_sent(outbox, ret_row->id, &sent) != ERR_NONE)
        abort();
    return ERR_NONE;
}

/* "overtaking": nobody waits behind one that could not go. */
enum err __wrap_lane_of(const struct application *application, int *ret_lane)
{
    TRY(__real_lane_of(application, ret_lane));
    if (is_planted("overtaking"))
        *ret_lane = 0;
    return ERR_NONE;
}

bool __wrap_policy_holds_all(int status, uint32_t tries)
{
    return !is_planted("overtaking") && __real_policy_holds_all(status, tries);
}

/* "early-word": says that it is durable and commits with the next one. */
enum err __wrap_db_begin(sqlite3 *db, struct db_change *ret_change)
{
    if (is_planted("early-word") && !sqlite3_get_autocommit(db))
        TRY(db_run(db, "COMMIT", ""));
    return __real_db_begin(db, ret_change);
}

enum err __wrap_db_commit(struct db_change *change)
{
    if (!is_planted("early-word"))
        return __real_db_commit(change);
    change->db = NULL;
    return ERR_NONE;
}
