/* SPDX-License-Identifier: Apache-2.0 */
/* A disk that fills up and is emptied again, by a layer beneath SQLite, in stepped time. */
#include "tests/unit/check.h"

#include "platform/service/storage.h"
#include "tests/unit/app/kiosk/stepped.h"
#include "tests/unit/platform/outbox/bad_disk.h"
#include "tests/unit/platform/outbox/box.h"

struct stage {
    const char *dir;
    sd_event *loop;
    struct timers *timers;
    struct outbox *outbox;
    struct storage *storage;
    int changes;
    bool able;
};

static struct stage stage;

static void on_change(void *user, bool able)
{
    (void)user;
    stage.changes++;
    stage.able = able;
}

static int open_stage(void **state)
{
    if (box_set_up(state) != 0)
        return -1;
    stage = (struct stage){.dir = *state, .outbox = box_open(*state)};
    assert_true(sd_event_new(&stage.loop) >= 0);
    assert_ok(timers_new(stage.loop, &stage.timers));
    return 0;
}

static int close_stage(void **state)
{
    bad_disk_heal();
    storage_free(stage.storage);
    timers_free(stage.timers);
    sd_event_unref(stage.loop);
    outbox_close(stage.outbox);
    return box_tear_down(state);
}

static void begin(void)
{
    assert_ok(storage_new(stage.timers, stage.outbox, on_change, NULL, &stage.storage));
}

/* Everything that is due after a look's time. */
static void look_again(void)
{
    step_s(STORAGE_LOOK_MS / 1000 + 1);
    while (sd_event_run(stage.loop, 0) > 0) {
    }
}

static void a_disk_with_room_is_told_at_once(void **state)
{
    (void)state;
    begin();
    assert_true(storage_is_able(stage.storage));
    look_again();
    assert_true(storage_is_able(stage.storage));
    assert_int_equal(0, stage.changes);
}

static void a_full_disk_at_the_start_recovers_by_itself(void **state)
{
    (void)state;
    bad_disk_fail_from(1, BAD_DISK_ENOSPC);
    begin();
    assert_false(storage_is_able(stage.storage));
    look_again();
    look_again();
    assert_int_equal(0, stage.changes);
    bad_disk_heal();
    look_again();
    assert_true(storage_is_able(stage.storage));
    assert_int_equal(1, stage.changes);
    assert_true(stage.able);
}

static void a_message_that_was_not_kept_says_so(void **state)
{
    (void)state;
    begin();
    storage_heard(stage.storage, ERR_NOT_FOUND); /* not the disk's doing */
    storage_heard(stage.storage, ERR_NONE);
    assert_int_equal(0, stage.changes);
    bad_disk_fail_from(1, BAD_DISK_EIO);
    storage_heard(stage.storage, ERR_DISK);
    assert_int_equal(1, stage.changes);
    assert_false(stage.able);
    look_again();
    assert_false(storage_is_able(stage.storage)); /* a real write is tried, and fails */
    bad_disk_heal();
    look_again();
    assert_true(storage_is_able(stage.storage));
    assert_int_equal(2, stage.changes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_stage, close_stage)

int main(void)
{
    stepped_begin();
    bad_disk_install();
    const struct CMUnitTest tests[] = {
        TEST(a_disk_with_room_is_told_at_once),
        TEST(a_full_disk_at_the_start_recovers_by_itself),
        TEST(a_message_that_was_not_kept_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
