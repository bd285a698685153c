/* SPDX-License-Identifier: Apache-2.0 */
/* An outbox in a directory of its own, for tests. */
#pragma once

#include "platform/outbox/outbox.h"

#define BOX_A "aaaaaaaa-0000-4000-8000-000000000001"
#define BOX_B "bbbbbbbb-0000-4000-8000-000000000002"
#define BOX_C "cccccccc-0000-4000-8000-000000000003"

/* What makes a file of today one of version 6. */
#define BOX_BACK_TO_6                                                                              \
    "DROP INDEX message_ended; ALTER TABLE message DROP COLUMN ended_ms;"                          \
    "DROP INDEX message_staff; ALTER TABLE message DROP COLUMN staff;"                             \
    "ALTER TABLE attachment DROP COLUMN refused_for_ms;"

/* cmocka set-up and tear-down: a new directory, *state its path; removed with what is in it. */
int box_set_up(void **state);
int box_tear_down(void **state);
/* From now on the directories are in memory, for tests of anything but the disk: no sync takes
 * long. */
void box_in_memory(void);

/* "outbox.db" in the directory; static storage. */
const char *box_path(const char *dir, const char *name);
/* Opens or fails the test. */
struct outbox *box_open(const char *dir);
/* A body that names its number: "sealed for K017-000001". */
struct outbox_body box_body(void);
/* Puts with box_body() or fails the test. */
void box_put(struct outbox *o, const char *application_id, int64_t now_ms,
             char ret_local_number[NUMBER_TEXT]);
/* The id of the next row, -1 when there is none. */
int64_t box_next(struct outbox *o, int64_t now_ms);
/* SQLite's whole check of the file; no outbox may have it open. */
bool box_is_sound(const char *dir);
