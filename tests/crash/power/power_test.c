/* SPDX-License-Identifier: Apache-2.0 */
/* Lives of an outbox that each end with the power: whatever it acknowledged is there afterwards,
 * once, under its number, and the file is sound. The same layer must be seen to lose rows when
 * SQLite is told not to sync at each commit, or it proves nothing. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/outbox/store.h"
#include "tests/crash/power/power_disk.h"
#include "tests/unit/platform/outbox/box.h"

enum { LIVES_A_FILE = 20, STEPS = 60, CUT_WITHIN = 240, ROWS = LIVES_A_FILE * STEPS };

enum fate { NEVER, MAYBE, ACKNOWLEDGED };

static struct row {
    char number[NUMBER_TEXT]; /* of an acknowledged one */
    enum fate put, sent;
} row[ROWS];
static size_t rows, lost, checked, cuts_seen;
static uint32_t chance;
static const char *sync_word;

static uint32_t roll(uint32_t sides)
{
    chance ^= chance << 13;
    chance ^= chance >> 17;
    chance ^= chance << 5;
    return chance % sides;
}

static const char *id_of(size_t i)
{
    static char id[OUTBOX_KEY_TEXT];
    snprintf(id, sizeof id, "aaaaaaaa-0000-4000-8000-%012u", (unsigned)i % 1000000);
    return id;
}

static void put(struct outbox *o)
{
    if (rows == ROWS)
        return;
    struct row *r = &row[rows++];
    *r = (struct row){.put = MAYBE};
    if (outbox_put(o, id_of(rows - 1), 1000, box_body(), r->number) == ERR_NONE)
        r->put = ACKNOWLEDGED;
}

static void send_one(struct outbox *o)
{
    static const struct case_status done = {.state = CASE_DONE, .project_no = "1408022611230047"};
    struct outbox_row next;
    size_t i = 0;
    if (outbox_next(o, 5000, &next) != ERR_NONE)
        return;
    bool known = sscanf(next.application_id, "aaaaaaaa-0000-4000-8000-%zu", &i) == 1 && i < rows;
    assert_true(known);
    row[i].sent = MAYBE;
    if (outbox_mark_sent(o, next.id, &done) == ERR_NONE)
        row[i].sent = ACKNOWLEDGED;
    outbox_row_done(&next);
}

static void hold_back(struct outbox *o)
{
    struct outbox_row next;
    if (outbox_next(o, 5000, &next) != ERR_NONE)
        return;
    enum err e = outbox_mark_retry(o, next.id, 1000 + (int64_t)roll(8000));
    (void)e; /* a try that was not counted is no loss */
    outbox_row_done(&next);
}

static void live(struct outbox *o)
{
    for (int i = 0; i < STEPS && !power_disk_is_off(); i++) {
        uint32_t what = roll(10);
        if (what < 6)
            put(o);
        else if (what < 9)
            send_one(o);
        else
            hold_back(o);
    }
}

/* One row after the cut; false when something acknowledged is not there. */
static bool is_kept(struct outbox *o, size_t i)
{
    struct row *r = &row[i];
    char number[NUMBER_TEXT];
    struct case_status status;
    enum err e = outbox_find(o, id_of(i), number);
    if (e != ERR_NONE) {
        assert_err(ERR_NOT_FOUND, e);
        bool was_kept = r->put != ACKNOWLEDGED;
        r->put = NEVER;
        return was_kept;
    }
    if (r->put == ACKNOWLEDGED)
        assert_string_equal(r->number, number);
    strcpy(r->number, number);
    r->put = ACKNOWLEDGED;
    assert_ok(outbox_status(o, number, &status));
    bool sent = status.state == CASE_DONE, was_kept = sent || r->sent != ACKNOWLEDGED;
    assert_true(!sent || r->sent != NEVER);
    r->sent = sent ? ACKNOWLEDGED : NEVER;
    return was_kept;
}

static void no_number_is_given_twice(void)
{
    for (size_t i = 0; i < rows; i++)
        for (size_t k = i + 1; row[i].put == ACKNOWLEDGED && k < rows; k++)
            if (row[k].put == ACKNOWLEDGED && strcmp(row[i].number, row[k].number) == 0)
                fail_msg("rows %zu and %zu are both %s", i, k, row[i].number);
}

static void look_back(const char *dir)
{
    struct outbox *o = NULL;
    char aside[OUTBOX_NAME];
    assert_ok(outbox_open(box_path(dir, "outbox.db"), "K017", &o, aside));
    assert_string_equal("", aside);
    for (size_t i = 0; i < rows; i++) {
        lost += !is_kept(o, i);
        checked++;
    }
    outbox_close(o);
    power_disk_settle(POWER_SOME, chance);
    if (sync_word == NULL)
        no_number_is_given_twice();
}

static void live_and_die(const char *dir, enum power_loss loss)
{
    struct outbox *o = NULL;
    power_disk_cut_at(1 + (int)roll(CUT_WITHIN));
    if (outbox_open(box_path(dir, "outbox.db"), "K017", &o, NULL) == ERR_NONE) {
        if (sync_word)
            assert_ok(db_run(o->db, sync_word, ""));
        live(o);
        outbox_close(o);
    }
    cuts_seen += power_disk_is_off();
    power_disk_settle(loss, chance);
}

static void many_lives(int cuts)
{
    lost = checked = cuts_seen = 0;
    for (int n = 0; n < cuts; n++) {
        void *dir;
        assert_int_equal(0, box_set_up(&dir));
        rows = 0;
        for (int life = 0; life < LIVES_A_FILE && n < cuts; life++, n++) {
            live_and_die(dir, (enum power_loss)roll(POWER_LOSSES));
            look_back(dir);
        }
        assert_true(box_is_sound(dir));
        power_disk_settle(POWER_DROP, 1);
        box_tear_down(&dir);
    }
}

static int wanted_cuts(void)
{
    const char *wanted = getenv("POWER_CUTS");
    return wanted ? atoi(wanted) : 1000;
}

static void nothing_acknowledged_is_lost(void **state)
{
    (void)state;
    sync_word = NULL;
    many_lives(wanted_cuts());
    printf("synchronous=FULL: %d lives, %zu power cuts, %zu rows looked at, %zu lost\n",
           wanted_cuts(), cuts_seen, checked, lost);
    assert_int_equal(0, lost);
    assert_true(cuts_seen * 2 > (size_t)wanted_cuts());
}

static void the_layer_loses_what_is_not_synced(void **state)
{
    (void)state;
    sync_word = "PRAGMA synchronous = NORMAL";
    many_lives(120);
    printf("synchronous=NORMAL: 120 lives, %zu rows looked at, %zu lost\n", checked, lost);
    assert_true(lost > 0);
}

int main(void)
{
    const char *seed = getenv("POWER_SEED");
    chance = seed ? (uint32_t)strtoul(seed, NULL, 10) | 1u : 20261126u;
    setenv("BUDAYANG_LOG", "error", 0);
    box_in_memory();
    power_disk_install();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_acknowledged_is_lost),
        cmocka_unit_test(the_layer_loses_what_is_not_synced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
