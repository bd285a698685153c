/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: the open file. */
#pragma once

#include "platform/outbox/db.h"
#include "platform/outbox/outbox.h"

enum { STORE_PATH = 256, STORE_KIOSK = 20 };

struct outbox {
    sqlite3 *db;
    char numbers_path[STORE_PATH + 16];
    int64_t ceiling; /* what numbers_path says */
    int log_pages;   /* of the write-ahead log, after the last commit */
    char kiosk_code[STORE_KIOSK];
    char folder[STORE_PATH + 16]; /* of attachments */
};

/* outbox_has_room(), and as much more. */
MUST_CHECK enum err outbox_has_room_for(const struct outbox *o, uint64_t more);
