/* SPDX-License-Identifier: Apache-2.0 */
/* What must outlive a power cut: applications and ratings on their way to the province. One SQLite
 * file, WAL, synchronous=FULL, one row per message, made once. The bodies are sealed for the
 * province; they are erased when it has given its final answer, the number and the state stay.
 * One thread. Times are wall-clock milliseconds. */
#pragma once

#include "platform/bus/types.h"

enum {
    OUTBOX_ADDRESS_TEXT = 65,
    OUTBOX_FILES_MAX = 20,                    /* with one application */
    OUTBOX_FILE_MAX = 20 * 1024 * 1024 + 1024 /* of one, sealed */
};
enum { OUTBOX_BODY_MAX = 96 * 1024, OUTBOX_KEY_TEXT = 37, OUTBOX_NAME = 320, OUTBOX_LANES = 1024 };
/* No back-off may be longer: a row that is due later than this was written by a clock that ran
 * ahead, and is due at once. */
enum { OUTBOX_LONGEST_WAIT_MS = 6 * 60 * 60 * 1000 };

struct outbox;

/* An order is an application that goes to the hotline; what is said of applications below is said
 * of it, too. */
enum outbox_kind {
    OUTBOX_APPLICATION = 1,
    OUTBOX_RATING = 2,
    OUTBOX_ORDER = 3,
    OUTBOX_CORRECTION = 5
};
/* openapi.yaml: "/cases" … */
const char *outbox_operation(enum outbox_kind kind);

/* Opens or makes `path` (mode 0600) for one process. A damaged file is set aside under a dated name
 * beside it, never deleted: ret_set_aside (NULL or OUTBOX_NAME bytes) holds that name, else "";
 * local numbers go on above the old ones. ERR_BUSY (another process has it), ERR_UNSUPPORTED (made
 * by a newer version), ERR_DISK, ERR_DISK_FULL, ERR_ACCESS. Any call below may later say
 * ERR_CHECKSUM (damaged while open): close it and open it again. */
MUST_CHECK enum err outbox_open(const char *path, const char *kiosk_code,
                                struct outbox **ret_outbox, char *ret_set_aside);
void outbox_close(struct outbox *outbox);
DEFINE_AUTO(struct outbox, outbox_close);

/* A sealed attachment (attached.h). */
struct outbox_file {
    const char *address; /* 64 digits of 0-9 a-f */
    const void *data;
    size_t size;
};

/* Makes the sealed body of a message once its number is known. Runs inside the transaction: when it
 * fails, nothing is kept. `ret_body` is from malloc; outbox frees it. */
struct outbox_body {
    enum err (*make)(void *user, const char *local_number, char **ret_body, size_t *ret_size);
    void *user;
    const struct outbox_file *file; /* of an application: on the disk before its row is */
    size_t files;
    enum outbox_kind kind; /* of an application: what it is; 0 counts as OUTBOX_APPLICATION */
    int lane; /* 1 to OUTBOX_LANES: no application overtakes an earlier one of its lane; 0: none */
};

/* Does ahead what the next put would have to wait for: numbers are set aside and the log is begun,
 * so that a citizen waits for one fsync. Also done whenever the queue was emptied. */
void outbox_prepare(struct outbox *outbox);
/* The same for a queue that grows: does little when there is little to do. Soon after a put was
 * answered. */
void outbox_tidy(struct outbox *outbox);

/* Returns after the row is durable. The same application_id again: the same local number, no second
 * row, `body.make` is not called. ERR_DISK, ERR_DISK_FULL (nothing half-written), what make said.
 */
MUST_CHECK enum err outbox_put(struct outbox *outbox, const char *application_id, int64_t now_ms,
                               struct outbox_body body, char ret_local_number[NUMBER_TEXT]);
/* A rating of that case, once: again is ERR_NONE and changes nothing. It waits until the
 * application was sent. ERR_NOT_FOUND, ERR_REFUSED (the province refused the application: it has no
 * case). */
MUST_CHECK enum err outbox_put_rating(struct outbox *outbox, const char *local_number,
                                      int64_t now_ms, struct outbox_body body);

struct outbox_row {
    int64_t id;
    enum outbox_kind kind;
    char local_number[NUMBER_TEXT];
    char application_id[OUTBOX_KEY_TEXT];
    char idempotency_key[OUTBOX_KEY_TEXT]; /* made with the row, repeated until a final answer */
    uint32_t tries;                        /* so far */
    char *body;
    size_t size;
};

/* The next message that is due, oldest first; the row stays waiting until marked. ERR_NOT_FOUND
 * when none is due. Release with outbox_row_done(). */
MUST_CHECK enum err outbox_next(struct outbox *outbox, int64_t now_ms, struct outbox_row *ret_row);
/* The same, but the first one behind `id`: what goes next while that one's answer is not durable.
 */
MUST_CHECK enum err outbox_next_behind(struct outbox *outbox, int64_t id, int64_t now_ms,
                                       struct outbox_row *ret_row);
void outbox_row_done(struct outbox_row *row);
/* When the next one is due, INT64_MAX when nothing waits. */
MUST_CHECK enum err outbox_next_due(struct outbox *outbox, int64_t now_ms, int64_t *ret_when_ms);

/* The province has it. `answer`: its case_state, project_no, message, promise_date, contact_date
 * (applications; NULL for a rating). The body is erased. */
MUST_CHECK enum err outbox_mark_sent(struct outbox *outbox, int64_t id,
                                     const struct case_status *answer);
/* A final no; `message` for the citizen, shorter than MESSAGE_TEXT. The body is erased, a rating
 * behind it goes with it. */
MUST_CHECK enum err outbox_mark_refused(struct outbox *outbox, int64_t id, const char *message);
/* The same of one that no province ended: it cannot go. It is counted for OUTBOX_ENDED_MS. */
MUST_CHECK enum err outbox_mark_ended(struct outbox *outbox, int64_t id, int64_t now_ms,
                                      const char *message);
/* Counts one try; due again at next_try_ms. */
MUST_CHECK enum err outbox_mark_retry(struct outbox *outbox, int64_t id, int64_t next_try_ms);
/* The same of one that staff must look at: counted until it is tried with another end. */
MUST_CHECK enum err outbox_mark_for_staff(struct outbox *outbox, int64_t id, int64_t next_try_ms);
/* Everything that waits is due now: the network is back. */
MUST_CHECK enum err outbox_hurry(struct outbox *outbox, int64_t now_ms);

/* ERR_NOT_FOUND. State CASE_SAVED while it waits. */
MUST_CHECK enum err outbox_status(struct outbox *outbox, const char *local_number,
                                  struct case_status *ret_status);
/* The number under which an application was put. ERR_NOT_FOUND. */
MUST_CHECK enum err outbox_find(struct outbox *outbox, const char *application_id,
                                char ret_local_number[NUMBER_TEXT]);
/* The number of the application that became this case. ERR_NOT_FOUND. */
MUST_CHECK enum err outbox_find_project(struct outbox *outbox, const char *project_no,
                                        char ret_local_number[NUMBER_TEXT]);
/* The application_id of a number. ERR_NOT_FOUND. */
MUST_CHECK enum err outbox_application_id(struct outbox *outbox, const char *local_number,
                                          char ret_id[OUTBOX_KEY_TEXT]);
/* News of a case that the province already has (from /cases/query). ERR_NOT_FOUND, ERR_STATE. */
MUST_CHECK enum err outbox_update_case(struct outbox *outbox, const char *local_number,
                                       const struct case_status *answer);
/* Applications and ratings together; `storage` is not the file's to say and false. */
MUST_CHECK enum err outbox_counts(struct outbox *outbox, int64_t now_ms,
                                  struct outbox_counts *ret_counts);

/* Is there room for the largest message? Asks the file system, writes nothing. ERR_DISK_FULL;
 * ERR_DISK when it is mounted read-only. */
MUST_CHECK enum err outbox_has_room(const struct outbox *outbox);
/* The same, and one small commit reached the disk. Changes nothing. ERR_DISK_FULL, ERR_DISK,
 * ERR_CHECKSUM. */
MUST_CHECK enum err outbox_try(struct outbox *outbox);
