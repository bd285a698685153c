/* SPDX-License-Identifier: Apache-2.0 */
/* queue DIR TURNS SIZE…: what one put and one take cost when so many rows wait, all sizes in turns.
 * One line a size: rows, then ms p50 of put, take, and of each over the smallest size's of the same
 * turn, p50. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/base/clock.h"
#include "platform/outbox/store.h"
#include "platform/trust/random.h"

enum { BODY = 4096, SIZES_MAX = 8, TURNS_MAX = 5000, PATH = 512, LANES_SHARED = 997 };

static char body[BODY];

static struct queue {
    struct outbox *outbox;
    char path[PATH];
    long rows, next;
    double put[TURNS_MAX], take[TURNS_MAX];
} queue[SIZES_MAX];

static void fail(const char *what)
{
    fprintf(stderr, "queue: %s\n", what);
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

static void put(struct queue *q)
{
    char id[OUTBOX_KEY_TEXT], number[NUMBER_TEXT];
    const struct outbox_body made = {.make = make_body, .lane = (int)(q->next % LANES_SHARED) + 1};
    snprintf(id, sizeof id, "00000000-0000-4000-8000-%012u", (unsigned)q->next++ % 1000000);
    if (outbox_put(q->outbox, id, 1, made, number) != ERR_NONE)
        fail("outbox_put");
}

static void take(struct queue *q)
{
    static const struct case_status done = {.state = CASE_DONE, .project_no = "1408022611230047"};
    struct outbox_row row;
    if (outbox_next(q->outbox, 1000, &row) != ERR_NONE ||
        outbox_mark_sent(q->outbox, row.id, &done) != ERR_NONE)
        fail("take");
    outbox_row_done(&row);
}

static void drop(const char *path)
{
    static const char *const ends[] = {"", "-wal", ".numbers"};
    char file[PATH + 16];
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        snprintf(file, sizeof file, "%s%s", path, ends[i]);
        remove(file);
    }
}

/* Filled without syncs; then as durable as always. */
static void fill(struct queue *q, const char *dir, long rows)
{
    q->rows = rows;
    snprintf(q->path, sizeof q->path, "%s/bench-queue-%ld.db", dir, rows);
    drop(q->path);
    if (outbox_open(q->path, "K017", &q->outbox, NULL) != ERR_NONE ||
        db_run(q->outbox->db, "PRAGMA synchronous = OFF", "") != ERR_NONE)
        fail("outbox_open");
    for (long i = 0; i < rows; i++)
        put(q);
    outbox_close(q->outbox);
    if (outbox_open(q->path, "K017", &q->outbox, NULL) != ERR_NONE)
        fail("outbox_open");
    take(q); /* what a first look loads */
    put(q);
}

static double ms_of(struct queue *q, void (*act)(struct queue *q))
{
    int64_t began = clock_measure_us();
    act(q);
    return (double)(clock_measure_us() - began) / 1e3;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double middle(const double *values, int count)
{
    double sorted[TURNS_MAX];
    memcpy(sorted, values, (size_t)count * sizeof *sorted);
    qsort(sorted, (size_t)count, sizeof *sorted, by_size);
    return sorted[count / 2];
}

static double middle_ratio(const double *values, const double *over, int count)
{
    double ratio[TURNS_MAX];
    for (int i = 0; i < count; i++)
        ratio[i] = values[i] / over[i];
    return middle(ratio, count);
}

int main(int argc, char **argv)
{
    int turns = argc > 3 ? atoi(argv[2]) : 0, sizes = argc - 3;
    if (turns < 1 || turns > TURNS_MAX || sizes > SIZES_MAX)
        fail("queue DIR TURNS SIZE…");
    if (random_bytes(body, sizeof body) != ERR_NONE)
        fail("no random bytes");
    for (int i = 0; i < sizes; i++)
        fill(&queue[i], argv[1], strtol(argv[3 + i], NULL, 10));
    for (int t = 0; t < turns; t++)
        for (int n = 0; n < sizes; n++) {
            struct queue *q = &queue[(n + t) % sizes];
            q->put[t] = ms_of(q, put);
            q->take[t] = ms_of(q, take);
        }
    for (int i = 0; i < sizes; i++) {
        const struct queue *q = &queue[i];
        printf("%ld\t%.4f\t%.4f\t%.3f\t%.3f\n", q->rows, middle(q->put, turns),
               middle(q->take, turns), middle_ratio(q->put, queue[0].put, turns),
               middle_ratio(q->take, queue[0].take, turns));
        outbox_close(queue[i].outbox);
        drop(queue[i].path);
    }
    return 0;
}
