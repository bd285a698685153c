/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <glob.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/base/paths.h"
#include "tests/unit/platform/outbox/box.h"

static void an_application_gets_one_number_for_ever(void **state)
{
    char first[NUMBER_TEXT], again[NUMBER_TEXT], second[NUMBER_TEXT];
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1000, first);
    box_put(o, BOX_A, 2000, again);
    box_put(o, BOX_B, 3000, second);
    assert_string_equal("K017-000001", first);
    assert_string_equal(first, again);
    assert_string_equal("K017-000002", second);
    outbox_close(o);
    o = box_open(*state);
    box_put(o, BOX_B, 4000, again);
    assert_string_equal(second, again);
    box_put(o, BOX_C, 5000, again);
    assert_string_equal("K017-000003", again);
    struct outbox_counts counts;
    assert_ok(outbox_counts(o, 6000, &counts));
    assert_int_equal(3, counts.waiting);
    assert_int_equal(5000, counts.oldest_ms);
    assert_ok(outbox_counts(o, 500, &counts));
    assert_int_equal(0, counts.oldest_ms);
}

static void a_row_comes_back_whole_and_with_its_key(void **state)
{
    char number[NUMBER_TEXT], key[OUTBOX_KEY_TEXT];
    struct outbox_row row;
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1000, number);
    assert_ok(outbox_next(o, 1000, &row));
    assert_int_equal(OUTBOX_APPLICATION, row.kind);
    assert_string_equal(number, row.local_number);
    assert_string_equal(BOX_A, row.application_id);
    assert_string_equal("sealed for K017-000001", row.body);
    assert_int_equal(strlen(row.body), row.size);
    assert_int_equal(0, row.tries);
    assert_int_equal(36, strlen(row.idempotency_key));
    strcpy(key, row.idempotency_key);
    assert_ok(outbox_mark_retry(o, row.id, 9000));
    outbox_row_done(&row);
    outbox_close(o);
    o = box_open(*state);
    assert_err(ERR_NOT_FOUND, outbox_next(o, 8999, &row));
    assert_ok(outbox_next(o, 9000, &row));
    assert_string_equal(key, row.idempotency_key);
    assert_int_equal(1, row.tries);
    outbox_row_done(&row);
}

static void the_oldest_due_row_comes_first(void **state)
{
    char number[NUMBER_TEXT];
    int64_t when;
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_ok(outbox_next_due(o, 0, &when));
    assert_true(when == INT64_MAX);
    box_put(o, BOX_A, 1000, number);
    box_put(o, BOX_B, 1001, number);
    int64_t first = box_next(o, 1000);
    assert_ok(outbox_mark_retry(o, first, 5000));
    int64_t second = box_next(o, 2000);
    assert_true(second > first);
    assert_ok(outbox_mark_retry(o, second, 4000));
    assert_int_equal(-1, box_next(o, 3999));
    assert_ok(outbox_next_due(o, 2000, &when));
    assert_int_equal(4000, when);
    assert_int_equal(second, box_next(o, 4000));
    assert_int_equal(first, box_next(o, 5000));
    assert_ok(outbox_hurry(o, 2000));
    assert_int_equal(first, box_next(o, 2000));
    assert_err(ERR_STATE, outbox_mark_retry(o, 99, 0));
}

/* A clock that ran ahead and was set back must not leave a citizen's application lying. */
static void a_wait_longer_than_any_is_due_now(void **state)
{
    char number[NUMBER_TEXT];
    int64_t when;
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1000, number);
    int64_t id = box_next(o, 1000);
    assert_ok(outbox_mark_retry(o, id, 2000 + (int64_t)OUTBOX_LONGEST_WAIT_MS));
    assert_int_equal(-1, box_next(o, 2000));
    assert_int_equal(id, box_next(o, 1999));
    assert_ok(outbox_next_due(o, 1999, &when));
    assert_int_equal(1999, when);
}

static const struct case_status done = {.state = CASE_DONE,
                                        .project_no = "1408022611230047",
                                        .message = "备案已生效",
                                        .promise_date = "20261123"};

static void a_sent_row_keeps_its_answer_and_not_its_body(void **state)
{
    char number[NUMBER_TEXT], id_text[OUTBOX_KEY_TEXT];
    struct case_status status;
    struct outbox_counts counts;
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1000, number);
    assert_ok(outbox_status(o, number, &status));
    assert_int_equal(CASE_SAVED, status.state);
    assert_string_equal(number, status.local_number);
    assert_string_equal("", status.project_no);
    int64_t id = box_next(o, 1000);
    assert_ok(outbox_mark_sent(o, id, &done));
    assert_ok(outbox_status(o, number, &status));
    assert_int_equal(CASE_DONE, status.state);
    assert_string_equal(done.project_no, status.project_no);
    assert_string_equal(done.message, status.message);
    assert_string_equal(done.promise_date, status.promise_date);
    assert_int_equal(-1, box_next(o, 9000));
    assert_err(ERR_STATE, outbox_mark_sent(o, id, &done));
    assert_err(ERR_STATE, outbox_mark_refused(o, id, ""));
    assert_err(ERR_STATE, outbox_mark_retry(o, id, 0));
    assert_ok(outbox_application_id(o, number, id_text));
    assert_string_equal(BOX_A, id_text);
    assert_ok(outbox_counts(o, 9000, &counts));
    assert_int_equal(1, counts.sent);
    assert_int_equal(0, counts.waiting);
    assert_err(ERR_NOT_FOUND, outbox_status(o, "K017-000099", &status));
    assert_err(ERR_NOT_FOUND, outbox_application_id(o, "K017-000099", id_text));
}

static size_t times_in_file(const char *path, const char *words)
{
    AUTO(auto_free) char *data = NULL;
    size_t size, n = 0;
    if (paths_read_file(path, 1 << 24, &data, &size) != ERR_NONE)
        return 0;
    for (const char *p = data; (p = memmem(p, size - (size_t)(p - data), words, strlen(words)));
         p++)
        n++;
    return n;
}

static void an_erased_body_is_gone_from_the_disk(void **state)
{
    char number[NUMBER_TEXT];
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1000, number);
    assert_true(times_in_file(box_path(*state, "outbox.db-wal"), "sealed for") > 0);
    assert_ok(outbox_mark_sent(o, box_next(o, 1000), &done));
    assert_int_equal(0, times_in_file(box_path(*state, "outbox.db-wal"), "sealed for"));
    assert_int_equal(0, times_in_file(box_path(*state, "outbox.db"), "sealed for"));
}

static void a_rating_waits_behind_its_application(void **state)
{
    char number[NUMBER_TEXT];
    struct outbox_row row;
    int64_t when;
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_err(ERR_NOT_FOUND, outbox_put_rating(o, "K017-000001", 1, box_body()));
    box_put(o, BOX_A, 1000, number);
    assert_ok(outbox_put_rating(o, number, 1001, box_body()));
    assert_ok(outbox_put_rating(o, number, 1002, box_body()));
    int64_t id = box_next(o, 2000);
    assert_ok(outbox_mark_retry(o, id, 9000));
    assert_int_equal(-1, box_next(o, 2000));
    assert_ok(outbox_next_due(o, 2000, &when));
    assert_int_equal(9000, when);
    assert_ok(outbox_mark_sent(o, id, &done));
    assert_ok(outbox_next(o, 2000, &row));
    assert_int_equal(OUTBOX_RATING, row.kind);
    assert_string_equal(number, row.local_number);
    assert_string_equal(BOX_A, row.application_id);
    assert_ok(outbox_mark_sent(o, row.id, NULL));
    outbox_row_done(&row);
    assert_int_equal(-1, box_next(o, 2000));
    assert_ok(outbox_put_rating(o, number, 1003, box_body()));
    assert_int_equal(-1, box_next(o, 2000));
}

static void a_refusal_takes_the_rating_with_it(void **state)
{
    char number[NUMBER_TEXT];
    struct case_status status;
    struct outbox_counts counts;
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1000, number);
    assert_ok(outbox_put_rating(o, number, 1001, box_body()));
    assert_ok(outbox_mark_refused(o, box_next(o, 1000), "您的参保状态异常"));
    assert_ok(outbox_status(o, number, &status));
    assert_int_equal(CASE_REFUSED, status.state);
    assert_string_equal("您的参保状态异常", status.message);
    assert_ok(outbox_counts(o, 2000, &counts));
    assert_int_equal(2, counts.refused);
    assert_int_equal(0, counts.waiting);
    assert_err(ERR_REFUSED, outbox_put_rating(o, number, 1003, box_body()));
    assert_err(ERR_STATE, outbox_update_case(o, number, &done));
}

static void a_refused_rating_leaves_the_case_alone(void **state)
{
    char number[NUMBER_TEXT];
    struct case_status status;
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1000, number);
    assert_ok(outbox_put_rating(o, number, 1001, box_body()));
    assert_ok(outbox_mark_sent(o, box_next(o, 1000), &done));
    assert_ok(outbox_mark_refused(o, box_next(o, 2000), "已评价"));
    assert_ok(outbox_status(o, number, &status));
    assert_int_equal(CASE_DONE, status.state);
}

static void news_of_a_case_is_kept(void **state)
{
    char number[NUMBER_TEXT];
    struct case_status status, accepted = done;
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_err(ERR_NOT_FOUND, outbox_update_case(o, "K017-000001", &done));
    box_put(o, BOX_A, 1000, number);
    assert_err(ERR_STATE, outbox_update_case(o, number, &done));
    accepted.state = CASE_ACCEPTED;
    assert_ok(outbox_mark_sent(o, box_next(o, 1000), &accepted));
    assert_ok(outbox_update_case(o, number, &done));
    assert_ok(outbox_status(o, number, &status));
    assert_int_equal(CASE_DONE, status.state);
}

static enum err make_nothing(void *user, const char *local_number, char **ret_body,
                             size_t *ret_size)
{
    (void)local_number;
    if (user)
        return ERR_KEY;
    *ret_body = calloc(1, OUTBOX_BODY_MAX + 1);
    *ret_size = OUTBOX_BODY_MAX + 1;
    return ERR_NONE;
}

static void nothing_is_kept_when_the_body_cannot_be_made(void **state)
{
    char number[NUMBER_TEXT] = "before";
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_err(ERR_KEY,
               outbox_put(o, BOX_A, 1, (struct outbox_body){.make = make_nothing, .user = *state},
                          number));
    assert_err(ERR_TOO_LONG,
               outbox_put(o, BOX_A, 1, (struct outbox_body){.make = make_nothing}, number));
    assert_err(ERR_USAGE, outbox_put(o, "short", 1, box_body(), number));
    assert_string_equal("before", number);
    assert_int_equal(-1, box_next(o, 1));
    box_put(o, BOX_B, 1, number);
    assert_string_equal("K017-000001", number);
}

static void the_file_is_private_and_of_one_process(void **state)
{
    struct stat info;
    struct outbox *second = NULL;
    char number[NUMBER_TEXT];
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1, number);
    assert_int_equal(0, stat(box_path(*state, "outbox.db"), &info));
    assert_int_equal(0600, info.st_mode & 0777);
    assert_int_equal(0, stat(box_path(*state, "outbox.db-wal"), &info));
    assert_int_equal(0600, info.st_mode & 0777);
    assert_err(ERR_BUSY, outbox_open(box_path(*state, "outbox.db"), "K017", &second, NULL));
    assert_null(second);
    box_put(o, BOX_B, 1, number);
}

static void damage(const char *path, off_t at, const char *bytes, size_t size)
{
    AUTO(auto_close) int fd = open(path, O_WRONLY | O_CLOEXEC);
    assert_int_equal((ssize_t)size, pwrite(fd, bytes, size, at));
}

static void a_damaged_file_is_set_aside_and_numbers_go_on(void **state)
{
    char number[NUMBER_TEXT], aside[OUTBOX_NAME];
    static const off_t places[] = {0, 100, 4096 + 2};
    int64_t last = 0;
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        struct outbox *o = NULL;
        assert_ok(outbox_open(box_path(*state, "outbox.db"), "K017", &o, NULL));
        box_put(o, BOX_A, 1, number);
        assert_true(atoll(number + 5) > last);
        last = atoll(number + 5);
        outbox_close(o);
        damage(box_path(*state, "outbox.db"), places[i], "\xff\xff\xff\xff\xff\xff\xff\xff", 8);
        assert_ok(outbox_open(box_path(*state, "outbox.db"), "K017", &o, aside));
        assert_non_null(strstr(aside, "outbox.db.damaged-2"));
        assert_int_equal(0, access(aside, F_OK));
        assert_err(ERR_NOT_FOUND, outbox_find(o, BOX_A, number));
        outbox_close(o);
    }
    glob_t found;
    assert_int_equal(0, glob(box_path(*state, "outbox.db.damaged-*"), 0, NULL, &found));
    assert_int_equal(ARRAY_LEN(places), found.gl_pathc);
    globfree(&found);
}

/* Sound pages, impossible values: what a program of ours never wrote. */
static void impossible_values_are_damage_too(void **state)
{
    static const char *const edits[] = {
        "UPDATE message SET body = NULL",
        "UPDATE message SET body = x''",
        "UPDATE message SET state = 1",
        "UPDATE message SET state = 7, body = NULL",
        "UPDATE message SET kind = 3",
        "UPDATE message SET project_no = printf('%064d', 0)",
        "UPDATE message SET message = printf('%0400d', 0)",
        "UPDATE message SET local_number = printf('%064d', 0)",
        "UPDATE counter SET next = 0",
    };
    char number[NUMBER_TEXT], aside[OUTBOX_NAME];
    for (size_t i = 0; i < ARRAY_LEN(edits); i++) {
        struct outbox *o = box_open(*state);
        box_put(o, BOX_A, 1, number);
        outbox_close(o);
        sqlite3 *db;
        assert_int_equal(SQLITE_OK, sqlite3_open(box_path(*state, "outbox.db"), &db));
        sqlite3_exec(db, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL);
        assert_int_equal(SQLITE_OK, sqlite3_exec(db, edits[i], NULL, NULL, NULL));
        sqlite3_close(db);
        assert_ok(outbox_open(box_path(*state, "outbox.db"), "K017", &o, aside));
        if (!aside[0])
            fail_msg("taken: %s", edits[i]);
        outbox_close(o);
    }
}

static void a_file_of_a_newer_program_is_left_alone(void **state)
{
    struct outbox *o = box_open(*state);
    outbox_close(o);
    sqlite3 *db;
    assert_int_equal(SQLITE_OK, sqlite3_open(box_path(*state, "outbox.db"), &db));
    assert_int_equal(SQLITE_OK, sqlite3_exec(db, "PRAGMA user_version = 77", NULL, NULL, NULL));
    sqlite3_close(db);
    char aside[OUTBOX_NAME] = "untouched";
    assert_err(ERR_UNSUPPORTED, outbox_open(box_path(*state, "outbox.db"), "K017", &o, aside));
    assert_string_equal("untouched", aside);
}

static void what_cannot_be_opened_says_why(void **state)
{
    struct outbox *o = NULL;
    char longer[400];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_err(ERR_TOO_LONG, outbox_open(longer, "K017", &o, NULL));
    assert_err(ERR_TOO_LONG, outbox_open("a", longer, &o, NULL));
    assert_err(ERR_ABSENT, outbox_open(box_path(*state, "no/outbox.db"), "K017", &o, NULL));
    assert_null(o);
    outbox_close(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, box_set_up, box_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_application_gets_one_number_for_ever),
        TEST(a_row_comes_back_whole_and_with_its_key),
        TEST(the_oldest_due_row_comes_first),
        TEST(a_wait_longer_than_any_is_due_now),
        TEST(a_sent_row_keeps_its_answer_and_not_its_body),
        TEST(an_erased_body_is_gone_from_the_disk),
        TEST(a_rating_waits_behind_its_application),
        TEST(a_refusal_takes_the_rating_with_it),
        TEST(a_refused_rating_leaves_the_case_alone),
        TEST(news_of_a_case_is_kept),
        TEST(nothing_is_kept_when_the_body_cannot_be_made),
        TEST(the_file_is_private_and_of_one_process),
        TEST(a_damaged_file_is_set_aside_and_numbers_go_on),
        TEST(impossible_values_are_damage_too),
        TEST(a_file_of_a_newer_program_is_left_alone),
        TEST(what_cannot_be_opened_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
