/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>
#include <sys/stat.h>

#include "platform/outbox/attached.h"
#include "platform/outbox/carry.h"
#include "tests/unit/platform/outbox/box.h"
#include "tests/unit/platform/scarce/scarce.h"

struct world {
    const char *dir;
    struct outbox *o;
    int turn;
    char id[OUTBOX_KEY_TEXT], number[NUMBER_TEXT], address[OUTBOX_ADDRESS_TEXT];
    struct outbox_file file;
};

/* box_body() with one file, whose address is new each turn. */
static struct outbox_body body_with_file(struct world *w)
{
    struct outbox_body body = box_body();
    snprintf(w->address, sizeof w->address, "%064d", w->turn);
    w->file = (struct outbox_file){w->address, "sealed", 6};
    body.file = &w->file;
    body.files = 1;
    return body;
}

static enum err open_and_close(void *user)
{
    struct world *w = user;
    struct outbox *o = NULL;
    char aside[OUTBOX_NAME] = "";
    enum err e = outbox_open(box_path(w->dir, "outbox.db"), "K017", &o, aside);
    assert_string_equal("", aside); /* memory that is short is no damage */
    assert_true((e == ERR_NONE) == (o != NULL));
    outbox_close(o);
    return e;
}

/* With a file that is named by a row, and one that is not. */
static void opening(void **state)
{
    struct world w = {.dir = *state, .o = box_open(*state)};
    static const char swept[] = "outbox.db.attachments/swept";
    assert_ok(outbox_put(w.o, BOX_A, 1, body_with_file(&w), w.number));
    outbox_close(w.o);
    AUTO(auto_fclose) FILE *f = fopen(box_path(*state, swept), "we");
    assert_non_null(f);
    const struct scarce_case c = {.attempt = open_and_close, .user = &w};
    assert_true(scarce_run(&c) > 50);
    char name[120];
    snprintf(name, sizeof name, "outbox.db.attachments/%s", w.address);
    assert_int_equal(0, access(box_path(*state, name), F_OK));
    assert_int_not_equal(0, access(box_path(*state, swept), F_OK));
}

/* It says nothing to its caller: the next put does. */
static enum err prepare_and_put(void *user)
{
    struct world *w = user;
    outbox_prepare(w->o);
    outbox_tidy(w->o);
    return ERR_NONE;
}

static void preparing(void **state)
{
    struct world w = {.dir = *state, .o = box_open(*state)};
    char number[NUMBER_TEXT];
    const struct scarce_case c = {.attempt = prepare_and_put, .user = &w};
    assert_int_equal(0, mkdir(box_path(*state, "outbox.db.numbers.new"), 0700));
    outbox_prepare(w.o); /* numbers cannot be set aside */
    assert_int_equal(0, rmdir(box_path(*state, "outbox.db.numbers.new")));
    scarce_run(&c);
    box_put(w.o, BOX_A, 1, number);
    assert_string_equal("K017-000001", number);
    outbox_close(w.o);
}

static enum err see_row(void *user, const struct outbox_row *row, const struct carry_files *files)
{
    (void)row, (void)files;
    ++*(int *)user;
    return ERR_NONE;
}

static enum err carry(void *user)
{
    struct world *w = user;
    struct carry_report report;
    int rows = 0;
    return carry_out(box_path(w->dir, "outbox.db"), see_row, &rows, &report);
}

static void carrying_out(void **state)
{
    static const enum err also[] = {ERR_CHECKSUM, ERR_NONE};
    struct world w = {.dir = *state, .o = box_open(*state)};
    assert_ok(outbox_put(w.o, BOX_A, 1, body_with_file(&w), w.number));
    outbox_close(w.o);
    const struct scarce_case c = {.attempt = carry, .user = &w, .also = also};
    assert_true(scarce_run(&c) > 5);
}

/* The first time: the file is made. */
static enum err open_new(void *user)
{
    struct world *w = user;
    static const char *const files[] = {"outbox.db", "outbox.db-wal", "outbox.db-journal"};
    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        unlink(box_path(w->dir, files[i]));
    return open_and_close(user);
}

static void opening_a_new_file(void **state)
{
    struct world w = {.dir = *state};
    const struct scarce_case c = {.attempt = open_new, .user = &w};
    assert_true(scarce_run(&c) > 50);
}

static enum err big_body(void *user, const char *number, char **ret_body, size_t *ret_size)
{
    (void)user, (void)number;
    *ret_body = calloc(1, OUTBOX_BODY_MAX);
    *ret_size = OUTBOX_BODY_MAX;
    return *ret_body ? ERR_NONE : ERR_MEMORY;
}

/* More pages than SQLite has in store: the check of a file asks for memory too. */
static void opening_a_large_file(void **state)
{
    struct world w = {.dir = *state, .o = box_open(*state)};
    for (; w.turn < 3; w.turn++) {
        snprintf(w.id, sizeof w.id, "%08u-0000-4000-8000-000000000001", (unsigned)w.turn % 10000);
        assert_ok(outbox_put(w.o, w.id, 1, (struct outbox_body){.make = big_body}, w.number));
    }
    outbox_close(w.o);
    static const enum err also[] = {ERR_DISK, ERR_NONE}; /* the check does not say which */
    const struct scarce_case c = {.attempt = open_and_close, .user = &w, .also = also};
    assert_true(scarce_run(&c) > 50);
}

static enum err put(void *user)
{
    struct world *w = user;
    snprintf(w->id, sizeof w->id, "%08d-0000-4000-8000-000000000001", w->turn++);
    strcpy(w->number, "before");
    return outbox_put(w->o, w->id, 1000, body_with_file(w), w->number);
}

/* All or nothing, and the number was told only for all. */
static void one_row_or_none(void *user, enum err e)
{
    struct world *w = user;
    char number[NUMBER_TEXT];
    assert_true((e == ERR_NONE) == (strcmp(w->number, "before") != 0));
    enum err there = outbox_find(w->o, w->id, number);
    assert_err(e == ERR_NONE ? ERR_NONE : ERR_NOT_FOUND, there);
}

static void putting(void **state)
{
    struct world w = {.dir = *state, .o = box_open(*state)};
    const struct scarce_case c = {.attempt = put, .after = one_row_or_none, .user = &w};
    assert_true(scarce_run(&c) > 20);
    outbox_close(w.o);
    assert_true(box_is_sound(*state));
}

static enum err go_through(void *user)
{
    struct world *w = user;
    static const struct case_status done = {.state = CASE_DONE, .project_no = "1"};
    struct case_status status;
    struct outbox_counts counts;
    struct outbox_row row;
    struct outbox_attachment attachment;
    char id[OUTBOX_KEY_TEXT];
    int64_t when;
    TRY(outbox_try(w->o));
    TRY(put(w));
    TRY(outbox_put_rating(w->o, w->number, 1000, box_body()));
    TRY(outbox_next(w->o, 2000, &row));
    int64_t row_id = row.id;
    outbox_row_done(&row);
    TRY(outbox_miss_attachments(w->o, row_id)); /* marked by an attempt that failed later */
    TRY(outbox_next_attachment(w->o, row_id, &attachment));
    TRY(outbox_refuse_attachment(w->o, attachment.id, 1, &when));
    TRY(outbox_mark_attachment(w->o, attachment.id));
    TRY(outbox_mark_retry(w->o, row_id, 1500));
    TRY(outbox_next_due(w->o, 1000, &when));
    TRY(outbox_hurry(w->o, 1000));
    TRY(outbox_status(w->o, w->number, &status));
    TRY(outbox_application_id(w->o, w->number, id));
    TRY(outbox_counts(w->o, 1000, &counts));
    enum err e = outbox_update_case(w->o, w->number, &done);
    return e == ERR_STATE ? ERR_NONE : e;
}

static void everything_else(void **state)
{
    struct world w = {.dir = *state, .o = box_open(*state)};
    const struct scarce_case c = {.attempt = go_through, .user = &w};
    assert_true(scarce_run(&c) > 50);
    outbox_close(w.o);
    assert_true(box_is_sound(*state));
}

/* One case is decided, another is refused with the rating that waits behind it. */
static enum err decide(void *user)
{
    struct world *w = user;
    static const struct case_status done = {.state = CASE_DONE, .project_no = "1"};
    struct outbox_row row;
    char number[NUMBER_TEXT];
    TRY(put(w));
    TRY(outbox_next(w->o, 2000, &row));
    int64_t id = row.id;
    outbox_row_done(&row);
    TRY(outbox_mark_sent(w->o, id, &done));
    TRY(outbox_find_project(w->o, "1", number));
    TRY(put(w));
    TRY(outbox_put_rating(w->o, w->number, 1000, box_body()));
    TRY(outbox_next(w->o, 2000, &row));
    id = row.id;
    outbox_row_done(&row);
    return outbox_mark_refused(w->o, id, "no");
}

static void decisions(void **state)
{
    struct world w = {.dir = *state, .o = box_open(*state)};
    const struct scarce_case c = {.attempt = decide, .user = &w};
    assert_true(scarce_run(&c) > 50);
    outbox_close(w.o);
    assert_true(box_is_sound(*state));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, box_set_up, box_tear_down)

int main(void)
{
    scarce_install();
    box_in_memory();
    const struct CMUnitTest tests[] = {TEST(opening),
                                       TEST(carrying_out),
                                       TEST(preparing),
                                       TEST(opening_a_new_file),
                                       TEST(opening_a_large_file),
                                       TEST(putting),
                                       TEST(everything_else),
                                       TEST(decisions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
