/* SPDX-License-Identifier: Apache-2.0 */
/* What is done between two citizens, so that neither waits for it. */
#include "tests/unit/check.h"

#include <string.h>
#include <sys/stat.h>

#include "platform/outbox/numbers.h"
#include "platform/outbox/store.h"
#include "tests/unit/platform/outbox/bad_disk.h"
#include "tests/unit/platform/outbox/box.h"

enum { MANY = 60, LONG = 200, PAGE = 4096 };

static void put_many(struct outbox *o, int first, int count)
{
    char id[OUTBOX_KEY_TEXT], number[NUMBER_TEXT];
    for (int i = first; i < first + count; i++) {
        snprintf(id, sizeof id, "aaaaaaaa-0000-4000-8000-%012d", i);
        box_put(o, id, 1, number);
    }
}

static void fill_log(struct outbox *o)
{
    int first = 1;
    for (; o->log_pages < LONG; first += MANY)
        put_many(o, first, MANY);
}

static void numbers_are_set_aside_before_they_are_needed(void **state)
{
    struct outbox *o = box_open(*state);
    put_many(o, 1, MANY);
    int64_t before = o->ceiling;
    outbox_tidy(o);
    assert_true(o->ceiling > before);
    before = o->ceiling;
    outbox_tidy(o); /* nothing is to do */
    assert_int_equal(before, o->ceiling);
    int64_t on_disk;
    numbers_read(box_path(*state, "outbox.db.numbers"), &on_disk);
    assert_int_equal(before, on_disk);
    outbox_close(o);
}

static void a_long_log_is_begun_anew(void **state)
{
    struct outbox *o = box_open(*state);
    fill_log(o);
    outbox_tidy(o);
    assert_true(o->log_pages < LONG);
    put_many(o, 9000, 1);
    assert_true(o->log_pages < LONG); /* written from its beginning */
    outbox_close(o);
    assert_true(box_is_sound(*state));
}

static void a_disk_that_fails_leaves_all_as_it_was(void **state)
{
    struct outbox *o = box_open(*state);
    struct outbox_counts counts;
    fill_log(o);
    outbox_tidy(o); /* numbers ahead, so that only the log is to do */
    fill_log(o);
    assert_ok(outbox_counts(o, 1, &counts));
    bad_disk_fail_from(1, BAD_DISK_EIO);
    outbox_tidy(o);
    assert_true(bad_disk_has_failed());
    bad_disk_heal();
    struct outbox_counts after;
    assert_ok(outbox_counts(o, 1, &after));
    assert_int_equal(counts.waiting, after.waiting);
    put_many(o, 9900, 1);
    outbox_close(o);
    assert_true(box_is_sound(*state));
}

/* Nobody tidies: SQLite does, in the end. */
static void a_log_does_not_grow_without_end(void **state)
{
    struct outbox *o = box_open(*state);
    struct stat s;
    enum { NEVER_LONGER = 4000 };
    put_many(o, 1, 1);
    for (int i = 0; o->log_pages < NEVER_LONGER; i++)
        put_many(o, 2 + i * MANY, MANY);
    put_many(o, 90000, 2);
    assert_true(o->log_pages < LONG);
    assert_int_equal(0, stat(box_path(*state, "outbox.db-wal"), &s));
    assert_true(s.st_size < (NEVER_LONGER + LONG) * (off_t)PAGE * 2);
    outbox_close(o);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, box_set_up, box_tear_down)
    const struct CMUnitTest tests[] = {
        T(numbers_are_set_aside_before_they_are_needed),
        T(a_long_log_is_begun_anew),
        T(a_disk_that_fails_leaves_all_as_it_was),
        T(a_log_does_not_grow_without_end),
    };
    box_in_memory();
    bad_disk_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
