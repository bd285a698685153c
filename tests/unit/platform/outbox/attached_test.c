/* SPDX-License-Identifier: Apache-2.0 */
/* Files and rows of attachments are one promise: both are there, or neither. */
#include "tests/unit/check.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/outbox/attached.h"
#include "platform/outbox/store.h"
#include "tests/unit/platform/outbox/box.h"

#define ONE   "1111111111111111111111111111111111111111111111111111111111111111"
#define OTHER "2222222222222222222222222222222222222222222222222222222222222222"

static const struct outbox_file files[] = {{ONE, "sealed photograph", 17}, {OTHER, "page", 4}};

static struct outbox_body body_with_files(void)
{
    struct outbox_body body = box_body();
    body.file = files;
    body.files = ARRAY_LEN(files);
    return body;
}

static const char *path_of(const char *dir, const char *name)
{
    char path[160];
    snprintf(path, sizeof path, "outbox.db.attachments/%.100s", name);
    return box_path(dir, path);
}

static bool is_there(const char *dir, const char *address)
{
    return access(path_of(dir, address), F_OK) == 0;
}

static void lay(const char *dir, const char *name)
{
    FILE *f = fopen(path_of(dir, name), "we");
    assert_non_null(f);
    assert_int_equal(0, fclose(f));
}

static int64_t put(struct outbox *o, const char *id)
{
    char number[NUMBER_TEXT];
    assert_ok(outbox_put(o, id, 1, body_with_files(), number));
    return box_next(o, 1);
}

static void they_are_kept_and_read_in_pieces(void **state)
{
    const char *dir = *state;
    struct outbox_attachment a;
    char piece[5];
    struct outbox *o = box_open(dir);
    int64_t id = put(o, BOX_A);
    outbox_close(o);
    o = box_open(dir);
    assert_ok(outbox_next_attachment(o, id, &a));
    assert_string_equal(ONE, a.address);
    assert_int_equal(17, a.size);
    assert_ok(outbox_read_attachment(o, &a, 7, piece, sizeof piece));
    assert_memory_equal("photo", piece, sizeof piece);
    assert_err(ERR_TOO_SHORT, outbox_read_attachment(o, &a, 15, piece, sizeof piece));
    outbox_close(o);
}

static void each_goes_once_and_again_when_it_is_missed(void **state)
{
    struct outbox_attachment a;
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    int64_t id = put(o, BOX_A);
    assert_ok(outbox_next_attachment(o, id, &a));
    assert_ok(outbox_mark_attachment(o, a.id));
    assert_ok(outbox_next_attachment(o, id, &a));
    assert_string_equal(OTHER, a.address);
    assert_ok(outbox_mark_attachment(o, a.id));
    assert_err(ERR_NOT_FOUND, outbox_next_attachment(o, id, &a));
    assert_ok(outbox_miss_attachments(o, id));
    assert_ok(outbox_next_attachment(o, id, &a));
    assert_string_equal(ONE, a.address);
}

static void the_last_word_erases_them(void **state)
{
    struct outbox_attachment a;
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    int64_t id = put(o, BOX_A);
    assert_true(is_there(*state, ONE) && is_there(*state, OTHER));
    assert_ok(outbox_mark_retry(o, id, 2));
    assert_true(is_there(*state, ONE));
    assert_ok(outbox_mark_sent(o, id, &(struct case_status){.state = CASE_DONE}));
    assert_false(is_there(*state, ONE) || is_there(*state, OTHER));
    assert_err(ERR_NOT_FOUND, outbox_next_attachment(o, id, &a));
    id = put(o, BOX_B);
    assert_ok(outbox_mark_refused(o, id, "no"));
    assert_false(is_there(*state, ONE) || is_there(*state, OTHER));
}

/* The program died between file and row, or between row and file. */
static void what_no_row_names_is_swept_at_the_start(void **state)
{
    struct outbox *o = box_open(*state);
    put(o, BOX_A);
    lay(*state, "3333333333333333333333333333333333333333333333333333333333333333");
    lay(*state, ONE ".new");
    outbox_close(o);
    o = box_open(*state);
    assert_false(
        is_there(*state, "3333333333333333333333333333333333333333333333333333333333333333"));
    assert_false(is_there(*state, ONE ".new"));
    assert_true(is_there(*state, ONE) && is_there(*state, OTHER));
    outbox_close(o);
}

static enum err make_nothing(void *user, const char *number, char **ret_body, size_t *ret_size)
{
    (void)user, (void)number, (void)ret_body, (void)ret_size;
    return ERR_KEY;
}

static void nothing_stays_of_what_was_not_promised(void **state)
{
    char number[NUMBER_TEXT];
    struct outbox_body body = body_with_files();
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    body.make = make_nothing;
    assert_err(ERR_KEY, outbox_put(o, BOX_A, 1, body, number));
    assert_false(is_there(*state, ONE) || is_there(*state, OTHER));
    assert_err(ERR_NOT_FOUND, outbox_find(o, BOX_A, number));
}

static void what_cannot_be_kept_is_refused(void **state)
{
    char number[NUMBER_TEXT];
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    struct outbox_file bad[] = {{"../../etc/passwd", "x", 1}};
    struct outbox_body body = box_body();
    body.file = bad;
    body.files = 1;
    assert_err(ERR_USAGE, outbox_put(o, BOX_A, 1, body, number));
    bad[0].address = ONE "1";
    assert_err(ERR_USAGE, outbox_put(o, BOX_A, 1, body, number));
    bad[0].address = ONE ".";
    assert_err(ERR_USAGE, outbox_put(o, BOX_A, 1, body, number));
    bad[0] = (struct outbox_file){ONE, "x", 0};
    assert_err(ERR_TOO_LONG, outbox_put(o, BOX_A, 1, body, number));
    bad[0].size = OUTBOX_FILE_MAX + 1;
    assert_err(ERR_TOO_LONG, outbox_put(o, BOX_A, 1, body, number));
    body.files = OUTBOX_FILES_MAX + 1;
    assert_err(ERR_TOO_LONG, outbox_put(o, BOX_A, 1, body, number));
    assert_int_equal(-1, box_next(o, 1));
}

/* A damaged database takes them with it: nothing that a citizen entrusted is deleted. */
static void they_are_set_aside_with_their_rows(void **state)
{
    char aside[OUTBOX_NAME], folder[OUTBOX_NAME + 100];
    struct stat file;
    struct outbox *o = box_open(*state);
    put(o, BOX_A);
    outbox_close(o);
    FILE *f = fopen(box_path(*state, "outbox.db"), "r+e");
    assert_non_null(f);
    assert_int_equal(0, fseek(f, 0, SEEK_SET));
    for (int i = 0; i < 4096; i++)
        assert_int_equal(0x5A, fputc(0x5A, f));
    assert_int_equal(0, fclose(f));
    assert_ok(outbox_open(box_path(*state, "outbox.db"), "K017", &o, aside));
    assert_string_not_equal("", aside);
    snprintf(folder, sizeof folder, "%s.attachments/%s", aside, ONE);
    assert_int_equal(0, stat(folder, &file));
    outbox_close(o);
}

/* What the disk lost, or holds otherwise than it was written. */
static void a_file_that_is_not_what_was_written_is_not_read(void **state)
{
    struct outbox_attachment a;
    char piece[4];
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    int64_t id = put(o, BOX_A);
    assert_ok(outbox_next_attachment(o, id, &a));
    assert_int_equal(0, unlink(path_of(*state, ONE)));
    assert_err(ERR_ABSENT, outbox_read_attachment(o, &a, 0, piece, sizeof piece));
    assert_int_equal(0, mkdir(path_of(*state, ONE), 0700));
    assert_int_not_equal(ERR_NONE, outbox_read_attachment(o, &a, 0, piece, sizeof piece));
}

static void a_folder_that_cannot_be_written_keeps_nothing(void **state)
{
    char number[NUMBER_TEXT];
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    FILE *f = fopen(box_path(*state, "outbox.db.attachments"), "we");
    assert_non_null(f);
    assert_int_equal(0, fclose(f));
    assert_int_not_equal(ERR_NONE, outbox_put(o, BOX_A, 1, body_with_files(), number));
    assert_err(ERR_NOT_FOUND, outbox_find(o, BOX_A, number));
}

static void as_many_as_may_be(void **state)
{
    static char address[OUTBOX_FILES_MAX][OUTBOX_ADDRESS_TEXT];
    struct outbox_file many[OUTBOX_FILES_MAX];
    char number[NUMBER_TEXT];
    struct outbox_body body = box_body();
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    for (size_t i = 0; i < OUTBOX_FILES_MAX; i++) {
        snprintf(address[i], sizeof address[i], "%064zu", i);
        many[i] = (struct outbox_file){address[i], "x", 1};
    }
    body.file = many;
    body.files = OUTBOX_FILES_MAX;
    assert_ok(outbox_put(o, BOX_A, 1, body, number));
    assert_true(is_there(*state, address[OUTBOX_FILES_MAX - 1]));
    /* One more than this program writes: the next start sweeps its file away. */
    assert_ok(db_run(o->db, "INSERT INTO attachment (message, address, size) VALUES (1, ?, 1)", "t",
                     OTHER));
    assert_ok(outbox_mark_refused(o, box_next(o, 1), "no"));
    for (size_t i = 0; i < OUTBOX_FILES_MAX; i++)
        assert_false(is_there(*state, address[i]));
}

/* From no to no, over a restart and whatever happens to the clock. */
static void for_how_long_it_was_refused_is_kept(void **state)
{
    enum { DAY = OUTBOX_REFUSED_GAP_MS };
    struct outbox_attachment a;
    int64_t for_ms = -1;
    struct outbox *o = box_open(*state);
    int64_t id = put(o, BOX_A);
    assert_ok(outbox_next_attachment(o, id, &a));
    assert_ok(outbox_refuse_attachment(o, a.id, 5000, &for_ms));
    assert_int_equal(0, for_ms);
    outbox_close(o);
    o = box_open(*state);
    assert_ok(outbox_refuse_attachment(o, a.id, 9000, &for_ms));
    assert_int_equal(4000, for_ms);
    assert_ok(outbox_refuse_attachment(o, a.id, 3000, &for_ms)); /* the clock was set back */
    assert_int_equal(4000, for_ms);
    assert_ok(outbox_refuse_attachment(o, a.id, 3500, &for_ms));
    assert_int_equal(4500, for_ms);
    assert_ok(outbox_refuse_attachment(o, a.id, 7LL * DAY, &for_ms)); /* it jumped a week ahead */
    assert_int_equal(4500 + DAY, for_ms);
    assert_ok(outbox_mark_attachment(o, a.id));
    assert_ok(outbox_miss_attachments(o, id));
    assert_ok(outbox_refuse_attachment(o, a.id, 9000, &for_ms)); /* it was taken in between */
    assert_int_equal(0, for_ms);
    assert_err(ERR_NOT_FOUND, outbox_refuse_attachment(o, 999, 9000, &for_ms));
    assert_int_equal(0, for_ms);
    outbox_close(o);
}

/* As the version before left it. */
static void an_older_files_attachments_go_on(void **state)
{
    struct outbox_attachment a;
    int64_t for_ms;
    struct outbox *o = box_open(*state);
    int64_t id = put(o, BOX_A);
    assert_int_equal(SQLITE_OK,
                     sqlite3_exec(o->db,
                                  BOX_BACK_TO_6 "ALTER TABLE attachment DROP COLUMN refused_ms",
                                  NULL, NULL, NULL));
    assert_ok(db_run(o->db, "PRAGMA user_version = 5", ""));
    outbox_close(o);
    o = box_open(*state);
    assert_ok(outbox_next_attachment(o, id, &a));
    assert_string_equal(ONE, a.address);
    assert_ok(outbox_refuse_attachment(o, a.id, 5000, &for_ms));
    outbox_close(o);
}

/* Bytes that rotted where they lie. */
static void a_rotten_address_is_damage(void **state)
{
    struct outbox_attachment a = {.id = 7};
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    int64_t id = put(o, BOX_A);
    assert_ok(db_run(o->db, "PRAGMA ignore_check_constraints = ON", ""));
    assert_ok(db_run(o->db, "UPDATE attachment SET address = address || address", ""));
    assert_err(ERR_CHECKSUM, outbox_next_attachment(o, id, &a));
    assert_int_equal(7, a.id);
    assert_err(ERR_CHECKSUM, outbox_mark_refused(o, id, "no"));
    assert_int_equal(id, box_next(o, 1));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, box_set_up, box_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(they_are_kept_and_read_in_pieces),
        TEST(each_goes_once_and_again_when_it_is_missed),
        TEST(the_last_word_erases_them),
        TEST(what_no_row_names_is_swept_at_the_start),
        TEST(nothing_stays_of_what_was_not_promised),
        TEST(what_cannot_be_kept_is_refused),
        TEST(a_file_that_is_not_what_was_written_is_not_read),
        TEST(a_folder_that_cannot_be_written_keeps_nothing),
        TEST(as_many_as_may_be),
        TEST(a_rotten_address_is_damage),
        TEST(for_how_long_it_was_refused_is_kept),
        TEST(an_older_files_attachments_go_on),
        TEST(they_are_set_aside_with_their_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
