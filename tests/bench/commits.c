/* SPDX-License-Identifier: Apache-2.0 */
/* commits DIR COUNT ROUNDS: durable rows a second, platform/outbox beside the same SQLite with the
 * same settings and one plain table, in turns. One line a round: who, rows per second, ms p50, p99.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "platform/outbox/outbox.h"
#include "platform/trust/random.h"

enum { BODY = 2048, COUNT_MAX = 100000, PATH = 512 };

static char body[BODY];
static double took[COUNT_MAX];

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void fail(const char *what)
{
    fprintf(stderr, "commits: %s\n", what);
    exit(1);
}

static enum err make_body(void *user, const char *local_number, char **ret_body, size_t *ret_size)
{
    (void)user, (void)local_number;
    *ret_body = malloc(BODY);
    if (!*ret_body)
        return ERR_MEMORY;
    memcpy(*ret_body, body, BODY);
    *ret_size = BODY;
    return ERR_NONE;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void tell(const char *who, int count, double total)
{
    qsort(took, (size_t)count, sizeof *took, by_size);
    printf("%s\t%.1f\t%.4f\t%.4f\n", who, count / total * 1e3, took[count / 2],
           took[count * 99 / 100]);
    fflush(stdout);
}

static void drop(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm", ".numbers"};
    char file[PATH + 16];
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        snprintf(file, sizeof file, "%s%s", path, ends[i]);
        remove(file);
    }
}

static void run_outbox(const char *path, int count)
{
    struct outbox *outbox;
    char aside[OUTBOX_NAME], number[NUMBER_TEXT], id[OUTBOX_KEY_TEXT];
    struct outbox_body made = {.make = make_body};
    drop(path);
    if (outbox_open(path, "K017", &outbox, aside) != ERR_NONE)
        fail("outbox_open");
    double start = now_ms();
    for (int i = 0; i < count; i++) {
        double before = now_ms();
        snprintf(id, sizeof id, "00000000-0000-4000-8000-%012d", i);
        if (outbox_put(outbox, id, 1, made, number) != ERR_NONE)
            fail("outbox_put");
        took[i] = now_ms() - before;
    }
    tell("outbox", count, now_ms() - start);
    outbox_close(outbox);
    drop(path);
}

static void run_plain(const char *path, int count)
{
    sqlite3 *db;
    sqlite3_stmt *put;
    drop(path);
    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db,
                     "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL;"
                     "PRAGMA synchronous=FULL; CREATE TABLE row(id INTEGER PRIMARY KEY, body BLOB)",
                     NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, "INSERT INTO row(body) VALUES(?)", -1, &put, NULL) != SQLITE_OK)
        fail(sqlite3_errmsg(db));
    double start = now_ms();
    for (int i = 0; i < count; i++) {
        double before = now_ms();
        sqlite3_bind_blob(put, 1, body, BODY, SQLITE_STATIC);
        if (sqlite3_step(put) != SQLITE_DONE || sqlite3_reset(put) != SQLITE_OK)
            fail(sqlite3_errmsg(db));
        took[i] = now_ms() - before;
    }
    tell("sqlite", count, now_ms() - start);
    sqlite3_finalize(put);
    sqlite3_close(db);
    drop(path);
}

int main(int argc, char **argv)
{
    char ours[PATH], plain[PATH];
    int count = argc == 4 ? atoi(argv[2]) : 0;
    if (count < 1 || count > COUNT_MAX)
        fail("commits DIR COUNT ROUNDS");
    if (random_bytes(body, sizeof body) != ERR_NONE)
        fail("no random bytes");
    snprintf(ours, sizeof ours, "%s/bench-outbox.db", argv[1]);
    snprintf(plain, sizeof plain, "%s/bench-sqlite.db", argv[1]);
    for (int round = 0; round < atoi(argv[3]); round++) {
        run_outbox(ours, count);
        run_plain(plain, count);
    }
    return 0;
}
