/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/outbox/schema.h"

/* steps[n] leads from version n to n + 1. A step that was shipped is never edited. */
static const char *const steps[] = {
    "CREATE TABLE message ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " kind INTEGER NOT NULL,"  /* 1 application, 2 rating */
    " state INTEGER NOT NULL," /* 0 waiting, 1 sent, 2 refused */
    " local_number TEXT NOT NULL,"
    " application_id TEXT NOT NULL,"
    " idempotency_key TEXT NOT NULL UNIQUE,"
    " tries INTEGER NOT NULL DEFAULT 0,"
    " next_try_ms INTEGER NOT NULL,"
    " created_ms INTEGER NOT NULL,"
    " body BLOB," /* null once the province gave its final answer */
    " project_no TEXT NOT NULL DEFAULT '',"
    " case_state INTEGER NOT NULL DEFAULT 0," /* enum case_state */
    " message TEXT NOT NULL DEFAULT '',"
    " promise_date TEXT NOT NULL DEFAULT '',"
    /* quick_check looks at these when a file is opened; lengths are those of the structs. */
    " CHECK (kind IN (1, 2)),"
    " CHECK (state IN (0, 1, 2)),"
    " CHECK (iif(state = 0, body IS NOT NULL AND length(body) BETWEEN 1 AND 98304, body IS NULL)),"
    " CHECK (length(CAST(local_number AS BLOB)) < 64),"
    " CHECK (length(CAST(application_id AS BLOB)) < 37),"
    " CHECK (length(CAST(idempotency_key AS BLOB)) < 37),"
    " CHECK (length(CAST(project_no AS BLOB)) < 64),"
    " CHECK (length(CAST(message AS BLOB)) < 400),"
    " CHECK (length(CAST(promise_date AS BLOB)) < 16),"
    " UNIQUE (kind, application_id),"
    " UNIQUE (kind, local_number)) STRICT;"
    "CREATE INDEX message_waiting ON message (id) WHERE state = 0;"
    "CREATE TABLE counter ("
    " one INTEGER PRIMARY KEY CHECK (one = 1),"
    " next INTEGER NOT NULL CHECK (next >= 1)) STRICT;"
    "INSERT INTO counter VALUES (1, 1);",

    /* A queue of a month costs as much to look at as an empty one. `held`: a rating whose
     * application was not sent yet. */
    "ALTER TABLE message ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1));"
    "UPDATE message SET held = 1 WHERE kind = 2 AND state = 0 AND NOT EXISTS (SELECT 1 FROM"
    " message a WHERE a.kind = 1 AND a.local_number = message.local_number AND a.state = 1);"
    "DROP INDEX message_waiting;"
    "CREATE INDEX message_line ON message (id, next_try_ms) WHERE state = 0 AND held = 0;"
    "CREATE INDEX message_due ON message (next_try_ms) WHERE state = 0 AND held = 0;"
    "CREATE INDEX message_project ON message (project_no) WHERE project_no <> '';"
    "CREATE TABLE tally ("
    " state INTEGER PRIMARY KEY,"
    " count INTEGER NOT NULL CHECK (count >= 0)) STRICT;"
    "INSERT INTO tally SELECT value, (SELECT count(*) FROM message WHERE state = value)"
    " FROM (SELECT 0 AS value UNION SELECT 1 UNION SELECT 2);"
    "CREATE TRIGGER tally_put AFTER INSERT ON message BEGIN"
    " UPDATE tally SET count = count + 1 WHERE state = new.state; END;"
    "CREATE TRIGGER tally_move AFTER UPDATE OF state ON message WHEN old.state <> new.state BEGIN"
    " UPDATE tally SET count = count - 1 WHERE state = old.state;"
    " UPDATE tally SET count = count + 1 WHERE state = new.state; END;",

    /* Applications of one lane go one after the other; now `held` is also one behind another of its
     * lane. */
    ("ALTER TABLE message ADD COLUMN lane INTEGER CHECK (lane BETWEEN 1 AND 1024);"
     "CREATE INDEX message_lane ON message (lane, id) WHERE state = 0 AND lane IS NOT NULL;"),

    /* What goes with an application lies in files beside this one. */
    ("CREATE TABLE attachment ("
     " id INTEGER PRIMARY KEY,"
     " message INTEGER NOT NULL,"
     " address TEXT NOT NULL UNIQUE,"
     " size INTEGER NOT NULL,"
     " sent INTEGER NOT NULL DEFAULT 0," /* 1: the province has it whole */
     " CHECK (length(CAST(address AS BLOB)) = 64),"
     " CHECK (size BETWEEN 1 AND 20972544),"
     " CHECK (sent IN (0, 1))) STRICT;"
     "CREATE INDEX attachment_message ON attachment (message, id);"),

    /* Where an application goes: 0 /cases, 1 /hotline-orders, 2 /cases/correct. A third kind would
     * have meant the table copied, on a disk that may be full. */
    ("ALTER TABLE message ADD COLUMN operation INTEGER NOT NULL DEFAULT 0"
     " CHECK (operation IN (0, 1, 2));"
     "ALTER TABLE message ADD COLUMN contact_date TEXT NOT NULL DEFAULT ''"
     " CHECK (length(CAST(contact_date AS BLOB)) < 16);"),

    /* Since when the province has said no to it; null: it did not. */
    "ALTER TABLE attachment ADD COLUMN refused_ms INTEGER;",

    /* Now that is when it last said no, and for how long it has, as far as a clock can be
     * trusted. */
    "ALTER TABLE attachment ADD COLUMN refused_for_ms INTEGER NOT NULL DEFAULT 0;",

    /* What people of the operator must know: cases that ended here, and when; rows that wait for
     * them, for as they are the province does not take them. */
    ("ALTER TABLE message ADD COLUMN ended_ms INTEGER;"
     "UPDATE message SET ended_ms = created_ms WHERE state = 2 AND message IN"
     " ('@attachment-lost', '@attachment-refused');"
     "CREATE INDEX message_ended ON message (ended_ms) WHERE ended_ms IS NOT NULL;"
     "ALTER TABLE message ADD COLUMN staff INTEGER NOT NULL DEFAULT 0 CHECK (staff IN (0, 1));"
     "CREATE INDEX message_staff ON message (staff) WHERE state = 0 AND staff = 1;"),
};

enum { NEWEST = ARRAY_LEN(steps) };

static enum err write_version(sqlite3 *db)
{
    char sql[48];
    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", NEWEST);
    return db_run(db, sql, "");
}

enum err schema_upgrade(sqlite3 *db, int64_t first_number)
{
    int64_t version;
    AUTO(db_end) struct db_change change = {0};
    TRY(db_number(db, "PRAGMA user_version", &version));
    if (version < 0 || version > NEWEST)
        return ERR_UNSUPPORTED;
    if (version == NEWEST)
        return ERR_NONE;
    TRY(db_begin(db, &change));
    for (int64_t i = version; i < NEWEST; i++)
        TRY(db_err(db, sqlite3_exec(db, steps[i], NULL, NULL, NULL)));
    TRY(db_run(db, "UPDATE counter SET next = max(next, ?)", "i", first_number));
    TRY(write_version(db));
    return db_commit(&change);
}
