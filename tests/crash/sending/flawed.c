/* SPDX-License-Identifier: Apache-2.0 */
/* kiosk-platform with one mistake planted, chosen by $FLAW: the linker puts these before the real
 * ones (--wrap). The check must find each; then it is worth something. */
#include <string.h>

#include "platform/courier/parcel.h"
#include "platform/courier/policy.h"
#include "platform/outbox/db.h"
#include "platform/outbox/files.h"
#include "platform/province/attachment.h"
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

enum err __real_parcel_begin(struct parcel *parcel, int64_t message);
enum err __wrap_parcel_begin(struct parcel *parcel, int64_t message);
void __real_attachment_piece_path(const char *address, size_t size, size_t offset,
                                  char ret_path[ATTACHMENT_PATH_TEXT]);
void __wrap_attachment_piece_path(const char *address, size_t size, size_t offset,
                                  char ret_path[ATTACHMENT_PATH_TEXT]);
enum err __real_outbox_read_attachment(const struct outbox *outbox,
                                       const struct outbox_attachment *attachment, size_t offset,
                                       void *ret_data, size_t size);
enum err __wrap_outbox_read_attachment(const struct outbox *outbox,
                                       const struct outbox_attachment *attachment, size_t offset,
                                       void *ret_data, size_t size);
enum err __real_files_write(const struct outbox *o, const struct outbox_body *body);
enum err __wrap_files_write(const struct outbox *o, const struct outbox_body *body);
enum err __real_outbox_put(struct outbox *outbox, const char *application_id, int64_t now_ms,
                           struct outbox_body body, char ret_local_number[NUMBER_TEXT]);
enum err __wrap_outbox_put(struct outbox *outbox, const char *application_id, int64_t now_ms,
                           struct outbox_body body, char ret_local_number[NUMBER_TEXT]);

/* "fresh-key": a new Idempotency-Key at each try. "early-mark", "early-correction": out of the
 * queue when it is sent, not when it was answered. */
enum err __wrap_outbox_next_behind(struct outbox *outbox, int64_t id, int64_t now_ms,
                                   struct outbox_row *ret_row)
{
    TRY(__real_outbox_next_behind(outbox, id, now_ms, ret_row));
    if (is_planted("fresh-key") && uuid_make(ret_row->idempotency_key) != ERR_NONE)
        abort();
    const struct case_status sent = {.state = CASE_ACCEPTED};
    bool early = (is_planted("early-mark") && ret_row->kind == OUTBOX_APPLICATION) ||
                 (is_planted("early-correction") && ret_row->kind == OUTBOX_CORRECTION);
    if (early && outbox_mark_sent(outbox, ret_row->id, &sent) != ERR_NONE)
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

/* "case-first": it goes without its photographs. */
enum err __wrap_parcel_begin(struct parcel *parcel, int64_t message)
{
    return is_planted("case-first") ? ERR_NOT_FOUND : __real_parcel_begin(parcel, message);
}

/* "wrong-address": the pieces go to another one. */
void __wrap_attachment_piece_path(const char *address, size_t size, size_t offset,
                                  char ret_path[ATTACHMENT_PATH_TEXT])
{
    char other[ATTACHMENT_ADDRESS_TEXT];
    memcpy(other, address, sizeof other);
    if (is_planted("wrong-address"))
        other[0] = other[0] == 'a' ? 'b' : 'a';
    __real_attachment_piece_path(other, size, offset, ret_path);
}

/* "piece-twice": the first piece goes again where the second belongs. */
enum err __wrap_outbox_read_attachment(const struct outbox *outbox,
                                       const struct outbox_attachment *attachment, size_t offset,
                                       void *ret_data, size_t size)
{
    return __real_outbox_read_attachment(outbox, attachment, is_planted("piece-twice") ? 0 : offset,
                                         ret_data, size);
}

/* "row-first": a photograph is written when its case is durable. */
enum err __wrap_files_write(const struct outbox *o, const struct outbox_body *body)
{
    return is_planted("row-first") ? ERR_NONE : __real_files_write(o, body);
}

enum err __wrap_outbox_put(struct outbox *outbox, const char *application_id, int64_t now_ms,
                           struct outbox_body body, char ret_local_number[NUMBER_TEXT])
{
    TRY(__real_outbox_put(outbox, application_id, now_ms, body, ret_local_number));
    return is_planted("row-first") ? __real_files_write(outbox, &body) : ERR_NONE;
}
