/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/unit/platform/outbox/box.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>

static bool in_memory;

void box_in_memory(void)
{
    in_memory = access("/dev/shm", W_OK) == 0;
}

int box_set_up(void **state)
{
    char *dir = strdup(in_memory ? "/dev/shm/outbox-test-XXXXXX" : "/tmp/outbox-test-XXXXXX");
    *state = mkdtemp(dir);
    return *state ? 0 : -1;
}

int box_tear_down(void **state)
{
    pid_t pid = fork();
    if (pid == 0) {
        execlp("rm", "rm", "-rf", (char *)*state, NULL);
        _exit(127);
    }
    waitpid(pid, NULL, 0);
    free(*state);
    return 0;
}

const char *box_path(const char *dir, const char *name)
{
    static char path[4][256];
    static size_t turn;
    char *at = path[turn++ % ARRAY_LEN(path)];
    snprintf(at, sizeof path[0], "%s/%s", dir, name);
    return at;
}

struct outbox *box_open(const char *dir)
{
    struct outbox *o = NULL;
    char aside[OUTBOX_NAME];
    assert_ok(outbox_open(box_path(dir, "outbox.db"), "K017", &o, aside));
    assert_string_equal("", aside);
    return o;
}

static enum err make(void *user, const char *local_number, char **ret_body, size_t *ret_size)
{
    (void)user;
    int size = asprintf(ret_body, "sealed for %s", local_number);
    if (size < 0)
        return ERR_MEMORY;
    *ret_size = (size_t)size;
    return ERR_NONE;
}

struct outbox_body box_body(void)
{
    return (struct outbox_body){.make = make};
}

void box_put(struct outbox *o, const char *application_id, int64_t now_ms,
             char ret_local_number[NUMBER_TEXT])
{
    assert_ok(outbox_put(o, application_id, now_ms, box_body(), ret_local_number));
}

int64_t box_next(struct outbox *o, int64_t now_ms)
{
    struct outbox_row row;
    enum err e = outbox_next(o, now_ms, &row);
    if (e == ERR_NOT_FOUND)
        return -1;
    assert_ok(e);
    int64_t id = row.id;
    outbox_row_done(&row);
    return id;
}

bool box_is_sound(const char *dir)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    assert_int_equal(
        SQLITE_OK, sqlite3_open_v2(box_path(dir, "outbox.db"), &db, SQLITE_OPEN_READWRITE, "unix"));
    assert_int_equal(SQLITE_OK, sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &stmt, NULL));
    bool sound = sqlite3_step(stmt) == SQLITE_ROW &&
                 strcmp((const char *)sqlite3_column_text(stmt, 0), "ok") == 0;
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return sound;
}
