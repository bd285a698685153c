/* SPDX-License-Identifier: Apache-2.0 */
/* catalogue COUNT: as many invented items in files: loaded whole and by their index, the memory
 * they take, and a search for each key that is pressed. One line a value: what, value, unit. */
#include <malloc.h>
#include <string.h>

#include "app/item/search.h"
#include "platform/base/clock.h"
#include "tests/unit/app/item/many.h"

#define LIKE SOURCE_ROOT "/assets/items/case-progress.json"
enum { LOADS = 5, SHOWN = 3, STRIDE = 53, KEYS_MAX = 20000 };

static size_t heap(void)
{
    const struct mallinfo2 m = mallinfo2();
    return m.uordblks + m.hblkhd;
}

static void say(const char *what, double value, const char *unit)
{
    printf("%s\t%.4f\t%s\n", what, value, unit);
}

static enum err load(const char *directory, const char *what, struct shelf *ret_shelf)
{
    size_t left_out, before = heap();
    int64_t start = clock_measure_us();
    TRY(shelf_load(directory, ret_shelf, &left_out));
    say(what, (double)(clock_measure_us() - start) / 1e3, "ms");
    say("heap of it", (double)(heap() - before) / 1e6, "MB");
    return left_out ? ERR_FORMAT : ERR_NONE;
}

struct keys {
    size_t count;
    double ms[KEYS_MAX], cpu[KEYS_MAX];
};

/* Every beginning of what is typed is a press of a key. */
static void type(const struct shelf *shelf, const char *typed, struct keys *keys)
{
    char letters[SEARCH_LETTERS_MAX + 1] = "";
    size_t index[SHOWN], n = 0;
    for (; *typed && n < SEARCH_LETTERS_MAX && keys->count < KEYS_MAX; typed++) {
        if (*typed == ' ')
            continue;
        letters[n++] = *typed;
        letters[n] = '\0';
        int64_t start = clock_measure_us(), busy = clock_busy_us();
        (void)search_shelf(shelf, letters, SHOWN, index);
        keys->cpu[keys->count] = (double)(clock_busy_us() - busy) / 1e3;
        keys->ms[keys->count++] = (double)(clock_measure_us() - start) / 1e3;
    }
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void sum_up(struct keys *keys)
{
    size_t n = keys->count;
    qsort(keys->ms, n, sizeof *keys->ms, by_value);
    qsort(keys->cpu, n, sizeof *keys->cpu, by_value);
    say("a key, p50", keys->ms[n / 2], "ms");
    say("a key, p99", keys->ms[n * 99 / 100], "ms");
    say("a key, the slowest", keys->ms[n - 1], "ms");
    say("a key, p99 CPU", keys->cpu[n * 99 / 100], "ms CPU");
}

static void type_all(const struct shelf *shelf, size_t count)
{
    static struct keys keys;
    for (size_t i = 0; i < count; i += STRIDE) {
        struct many m;
        many_make(i, &m);
        type(shelf, m.initials, &keys);
        type(shelf, m.spelled, &keys);
        type(shelf, m.dept_spelled, &keys);
        m.spelled[3] = 'q'; /* a slip: what is nearly so is looked for everywhere */
        type(shelf, m.spelled, &keys);
    }
    sum_up(&keys);
}

static enum err measure(const char *directory, size_t count)
{
    struct shelf shelf;
    TRY(many_write(directory, LIKE, count));
    TRY(load(directory, "load without an index", &shelf));
    enum err e = shelf_write_index(&shelf);
    shelf_done(&shelf);
    TRY(e);
    for (int i = 0; i < LOADS; i++) {
        TRY(load(directory, "load", &shelf));
        if (i == LOADS - 1)
            type_all(&shelf, count);
        shelf_done(&shelf);
    }
    return ERR_NONE;
}

int main(int argc, char **argv)
{
    char directory[] = "/tmp/catalogue-XXXXXX", command[64];
    long count = argc > 1 ? strtol(argv[1], NULL, 10) : 5000;
    if (count < 1 || count > MANY_MOST || !mkdtemp(directory)) {
        fprintf(stderr, "catalogue COUNT: 1 to %d items\n", MANY_MOST);
        return 2;
    }
    enum err e = measure(directory, (size_t)count);
    if (e != ERR_NONE)
        fprintf(stderr, "catalogue: %s\n", err_text(e));
    snprintf(command, sizeof command, "rm -r %s", directory);
    return system(command) != 0 || e != ERR_NONE;
}
