/* SPDX-License-Identifier: Apache-2.0 */
/* Lives of an outbox with photographs, each ended by the power: a case that is there has each of
 * its files, whole, and one that was acknowledged is there. Without the syncs, or with the row
 * before its files, the same test must find some that are not, or it proves nothing. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/outbox/attached.h"
#include "platform/outbox/files.h"
#include "tests/crash/power/power_files.h"
#include "tests/unit/platform/outbox/box.h"

enum { LIVES_A_FILE = 10, STEPS = 24, CUT_WITHIN = 260, ROWS = LIVES_A_FILE * STEPS };
enum { FILES_MOST = 3, FILE_MOST = 3000, FLAWED_CUTS = 150 };

enum fate { NEVER, MAYBE, ACKNOWLEDGED };

static struct row {
    enum fate put, gone; /* gone: the province answered */
    size_t files;
} row[ROWS];
static size_t rows, lost, checked, corrected, cuts_seen;
static uint32_t chance;
static bool row_first;
static const struct outbox_body *put_off;

enum err __real_files_write(const struct outbox *o, const struct outbox_body *body);
enum err __wrap_files_write(const struct outbox *o, const struct outbox_body *body);

/* The mistake "row first": the files are written when the number was told. */
enum err __wrap_files_write(const struct outbox *o, const struct outbox_body *body)
{
    if (!row_first)
        return __real_files_write(o, body);
    put_off = body;
    return ERR_NONE;
}

/* xorshift32 */
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

/* Each file is told by its row and its place among that row's. */
static size_t size_of(size_t i, size_t k)
{
    return 1 + (i * 977 + k * 131) % FILE_MOST;
}

static void fill(size_t i, size_t k, char *ret_data)
{
    for (size_t at = 0; at < size_of(i, k); at++)
        ret_data[at] = (char)(1 + (i + 3 * k + at) % 250);
}

/* Every third is a correction: it is kept as an application is, and stays one. */
static enum outbox_kind kind_of(size_t i)
{
    return i % 3 == 2 ? OUTBOX_CORRECTION : OUTBOX_APPLICATION;
}

static void put(struct outbox *o)
{
    static char data[FILES_MOST][FILE_MOST], address[FILES_MOST][OUTBOX_ADDRESS_TEXT];
    struct outbox_file file[FILES_MOST];
    char number[NUMBER_TEXT];
    struct outbox_body body = box_body();
    if (rows == ROWS)
        return;
    size_t i = rows++;
    struct row *r = &row[i];
    *r = (struct row){.put = MAYBE, .files = roll(FILES_MOST + 1)};
    for (size_t k = 0; k < r->files; k++) {
        fill(i, k, data[k]);
        snprintf(address[k], sizeof address[k], "%060hx%04hx", (unsigned short)i,
                 (unsigned short)k);
        file[k] = (struct outbox_file){address[k], data[k], size_of(i, k)};
    }
    body.kind = kind_of(i);
    body.file = file;
    body.files = r->files;
    put_off = NULL;
    if (outbox_put(o, id_of(i), 1000, body, number) == ERR_NONE)
        r->put = ACKNOWLEDGED;
    if (put_off && r->put == ACKNOWLEDGED && __real_files_write(o, &body) != ERR_NONE)
        r->put = MAYBE;
}

static void finish_one(struct outbox *o)
{
    static const struct case_status done = {.state = CASE_DONE, .project_no = "1408022611230047"};
    struct outbox_row next;
    size_t i = 0;
    if (outbox_next(o, 5000, &next) != ERR_NONE)
        return;
    bool known = sscanf(next.application_id, "aaaaaaaa-0000-4000-8000-%zu", &i) == 1 && i < rows;
    assert_true(known);
    assert_int_equal(kind_of(i), next.kind);
    corrected += next.kind == OUTBOX_CORRECTION;
    row[i].gone = MAYBE;
    if (outbox_mark_sent(o, next.id, &done) == ERR_NONE)
        row[i].gone = ACKNOWLEDGED;
    outbox_row_done(&next);
}

static void live(struct outbox *o)
{
    for (int i = 0; i < STEPS && !power_disk_is_off(); i++)
        if (roll(10) < 6)
            put(o);
        else
            finish_one(o);
}

/* As they were written, and no more of them. */
static bool files_are_whole(struct outbox *o, int64_t id, size_t i)
{
    struct outbox_attachment a;
    char wanted[FILE_MOST], got[FILE_MOST];
    bool whole = true;
    for (size_t k = 0; k < row[i].files; k++) {
        assert_ok(outbox_next_attachment(o, id, &a));
        assert_int_equal(size_of(i, k), a.size);
        fill(i, k, wanted);
        whole &= outbox_read_attachment(o, &a, 0, got, a.size) == ERR_NONE &&
                 memcmp(wanted, got, a.size) == 0;
        assert_ok(outbox_mark_attachment(o, a.id));
    }
    assert_err(ERR_NOT_FOUND, outbox_next_attachment(o, id, &a));
    assert_ok(outbox_miss_attachments(o, id));
    return whole;
}

static void look_at_waiting(struct outbox *o, bool ret_waits[ROWS])
{
    struct outbox_row next;
    for (int64_t id = 0; outbox_next_behind(o, id, 5000, &next) == ERR_NONE;) {
        size_t i = 0;
        bool known =
            sscanf(next.application_id, "aaaaaaaa-0000-4000-8000-%zu", &i) == 1 && i < rows;
        assert_true(known);
        assert_int_equal(kind_of(i), next.kind);
        ret_waits[i] = true;
        lost += !files_are_whole(o, next.id, i);
        id = next.id;
        outbox_row_done(&next);
    }
}

/* Each row after the cut: what was acknowledged is there, whatever is there is whole. */
static void look_back(const char *dir)
{
    bool waits[ROWS] = {false};
    struct outbox *o = NULL;
    char aside[OUTBOX_NAME], number[NUMBER_TEXT];
    assert_ok(outbox_open(box_path(dir, "outbox.db"), "K017", &o, aside));
    assert_string_equal("", aside);
    look_at_waiting(o, waits);
    for (size_t i = 0; i < rows; i++) {
        bool there = outbox_find(o, id_of(i), number) == ERR_NONE;
        lost += !there && row[i].put == ACKNOWLEDGED;
        row[i].put = there ? ACKNOWLEDGED : NEVER;
        row[i].gone = there && !waits[i] ? ACKNOWLEDGED : NEVER;
        checked++;
    }
    outbox_close(o);
    power_files_settle(POWER_SOME, chance);
    power_disk_settle(POWER_SOME, chance);
}

static void live_and_die(const char *dir, enum power_loss loss)
{
    struct outbox *o = NULL;
    power_disk_cut_at(1 + (int)roll(CUT_WITHIN));
    if (outbox_open(box_path(dir, "outbox.db"), "K017", &o, NULL) == ERR_NONE) {
        live(o);
        outbox_close(o);
    }
    cuts_seen += power_disk_is_off();
    power_files_settle(loss, chance);
    power_disk_settle(loss, chance);
}

static void many_lives(int cuts, enum power_flaw flaw)
{
    lost = checked = corrected = cuts_seen = 0;
    for (int n = 0; n < cuts; n++) {
        void *dir;
        assert_int_equal(0, box_set_up(&dir));
        power_files_watch(dir, flaw);
        rows = 0;
        for (int life = 0; life < LIVES_A_FILE && n < cuts; life++, n++) {
            live_and_die(dir, (enum power_loss)roll(POWER_LOSSES));
            look_back(dir);
        }
        assert_true(box_is_sound(dir));
        power_files_watch(NULL, POWER_NO_FLAW);
        power_disk_settle(POWER_DROP, 1);
        box_tear_down(&dir);
    }
}

static int wanted_cuts(void)
{
    const char *wanted = getenv("POWER_CUTS");
    return wanted ? atoi(wanted) / 2 : 500;
}

static void nothing_that_goes_with_a_case_is_lost(void **state)
{
    (void)state;
    many_lives(wanted_cuts(), POWER_NO_FLAW);
    printf("attachments: %d lives, %zu power cuts, %zu rows looked at, %zu corrections sent, %zu "
           "lost\n",
           wanted_cuts(), cuts_seen, checked, corrected, lost);
    assert_int_equal(0, lost);
    assert_true(corrected > 0);
    assert_true(cuts_seen * 2 > (size_t)wanted_cuts());
}

static void finds(const char *what)
{
    printf("%s: %zu rows looked at, %zu lost\n", what, checked, lost);
    assert_true(lost > 0);
}

static void a_file_without_its_sync_is_lost(void **state)
{
    (void)state;
    many_lives(FLAWED_CUTS, POWER_FILE_UNSYNCED);
    finds("no fsync of files");
}

static void a_name_without_its_folders_sync_is_lost(void **state)
{
    (void)state;
    many_lives(FLAWED_CUTS, POWER_FOLDER_UNSYNCED);
    finds("no fsync of folders");
}

static void a_row_before_its_files_is_found(void **state)
{
    (void)state;
    row_first = true;
    many_lives(FLAWED_CUTS, POWER_NO_FLAW);
    row_first = false;
    finds("row before files");
}

int main(void)
{
    const char *seed = getenv("POWER_SEED");
    chance = seed ? (uint32_t)strtoul(seed, NULL, 10) | 1u : 20261126u;
    setenv("BUDAYANG_LOG", "error", 0);
    box_in_memory();
    power_disk_install();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_that_goes_with_a_case_is_lost),
        cmocka_unit_test(a_file_without_its_sync_is_lost),
        cmocka_unit_test(a_name_without_its_folders_sync_is_lost),
        cmocka_unit_test(a_row_before_its_files_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
