/* SPDX-License-Identifier: Apache-2.0 */
/* A catalogue too long for one reply comes in parts, whole or not at all; and thousands of items
 * come with it, until somebody finds one of them. */
#include "tests/unit/check.h"

#include "tests/unit/platform/service/items_house.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "app/item/search.h"
#include "platform/trust/sm3.h"
#include "tests/unit/app/item/many.h"

#define LIKE       SOURCE_ROOT "/assets/items/case-progress.json"
#define ITEM_BYTES (64 * 1024)
enum { ROWS = 5000, CHANGED = 1700 };

/* 200 characters that a row is long by: with them 5,000 rows do not fit into one reply. */
static void write_long_name(FILE *f)
{
    for (int i = 0; i < 100; i++)
        fputs("备案", f);
}

/* Rows whose items the kiosk carries itself, but for `brings` of them in `folder`; one of them has
 * another version. */
static void publish_rows(int version, const char *folder, size_t brings)
{
    const char *path = house_path(&house, "catalogue.json");
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "{\"catalogue_version\":%d,\"area_code\":\"140000\",\"items\":[", version);
    for (size_t i = 0; i < ROWS; i++) {
        struct many m;
        many_make(i, &m);
        fprintf(f, "%s{\"task_code\":\"%s\",\"task_version\":\"%d\",\"task_name\":\"", i ? "," : "",
                m.task_code, i == CHANGED && !folder ? version : 1);
        write_long_name(f);
        fprintf(f, "\",\"task_state\":\"1\",\"is_service_terminals\":\"1\"");
        if (i < brings) {
            char item[256], sm3[SM3_TEXT];
            AUTO(auto_free) char *text = NULL;
            size_t size;
            snprintf(item, sizeof item, "%s/item-%04zu.json", folder, i);
            assert_ok(paths_read_file(item, ITEM_BYTES, &text, &size));
            assert_ok(sm3_digest_hex(text, size, sm3));
            assert_string_equal(sm3, house_ask(&house, "publish item %s", item));
            fprintf(f, ",\"item_sm3\":\"%s\"", sm3);
        }
        fprintf(f, "}");
    }
    fprintf(f, "]}");
    assert_int_equal(0, fclose(f));
    house_ask(&house, "publish catalogue %s", path);
}

static void only_parts_that_differ_are_fetched(void **state)
{
    struct caller *c = *state;
    publish_rows(2, NULL, 0);
    start(c);
    wait_for_set(c, "2");
    wait_for_words("items_taken version=2 items=5000 fetched=0 parts=20 of 20");
    assert_int_equal(ROWS, c->rows);
    publish_rows(3, NULL, 0);
    house_step(PROBE_MS);
    wait_for_set(c, "3");
    wait_for_words("items_taken version=3 items=5000 fetched=0 parts=1 of 20");
    house_end_platform(&house, SIGTERM); /* all is there at the next start, without a line */
    house_ask(&house, "network cut");
    caller_close(c);
    caller_open(c);
    house_start_platform(&house, NULL);
    caller_wait(c, &c->ups, 1);
    assert_ok(caller_catalogue(c));
    assert_int_equal(ROWS, c->rows);
}

static void a_part_that_was_not_signed_leaves_the_set_before(void **state)
{
    struct caller *c = *state;
    publish_rows(2, NULL, 0);
    start(c);
    wait_for_set(c, "2");
    publish_rows(3, NULL, 0);
    house_ask(&house, "lapse item");
    house_step(PROBE_MS);
    wait_for_words("part_not_taken");
    wait_for_words("published_refused kind=catalogue err=checksum");
    house_ask(&house, "lapse clear");
    publish_rows(4, NULL, 0);
    house_ask(&house, "fault status 503 on parts");
    house_step(PROBE_MS);
    wait_for_words("err=busy status=503");
    assert_string_equal("2", current());
    assert_ok(caller_catalogue(c));
    assert_int_equal(ROWS, c->rows);
    house_ask(&house, "fault clear");
    house_step(PROBE_MS);
    wait_for_set(c, "4");
}

static void a_power_cut_between_parts_keeps_what_came(void **state)
{
    struct caller *c = *state;
    publish_rows(2, NULL, 0);
    house_start_platform(&house, "part:4");
    int status = house_end_platform(&house, 0);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    assert_string_equal("", current());
    start(c);
    wait_for_set(c, "2");
    wait_for_words("items_taken version=2 items=5000 fetched=0 parts=16 of 20");
}

static void a_part_that_was_damaged_on_disk_is_fetched_again(void **state)
{
    struct caller *c = *state;
    publish_rows(2, NULL, 0);
    start(c);
    wait_for_set(c, "2");
    house_end_platform(&house, SIGTERM);
    char command[HOUSE_PATH * 2];
    snprintf(command, sizeof command, "for f in %s/*.part; do echo >> $f; break; done",
             house_path(&house, "items/2"));
    assert_int_equal(0, system(command));
    start(c);
    wait_for_set(c, "2-2");
    wait_for_words("items_taken version=2 items=5000 fetched=0 parts=1 of 20");
    assert_int_equal(ROWS, c->rows);
}

/* How many of them come in files: all take half a minute of processor time. */
static size_t brought(void)
{
    const char *said = getenv("BROUGHT");
    size_t count = said ? strtoul(said, NULL, 10) : 0;
    return count > 0 && count < ROWS ? count : ROWS;
}

/* What a citizen types finds the item that the province sent, thousands beside it. */
static void find_in_the_set(size_t count)
{
    struct shelf shelf;
    struct many m;
    size_t left_out, index[3];
    assert_ok(shelf_load(house_path(&house, "items/current"), &shelf, &left_out));
    assert_int_equal(count, shelf.count);
    assert_int_equal(0, left_out);
    many_make(count - 1, &m);
    assert_true(search_shelf(&shelf, m.initials, ARRAY_LEN(index), index) >= 1);
    assert_string_equal(m.name, shelf.entry[index[0]].face.task_name);
    shelf_done(&shelf);
}

static void thousands_of_items_come_and_are_found(void **state)
{
    struct caller *c = *state;
    size_t count = brought();
    char words[96], folder[HOUSE_PATH * 2];
    snprintf(folder, sizeof folder, "%s", house_path(&house, "many"));
    assert_int_equal(0, mkdir(folder, 0700));
    assert_ok(many_write(folder, LIKE, count));
    publish_rows(2, folder, count);
    start(c);
    snprintf(words, sizeof words, "items_taken version=2 items=%d fetched=%zu parts=", ROWS, count);
    wait_for_words(words);
    wait_for_set(c, "2");
    assert_int_equal(ROWS, c->rows);
    assert_int_equal(CATALOGUE_OFFERED, c->first);
    find_in_the_set(count);
}

#define IN_A_HOUSE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_HOUSE(only_parts_that_differ_are_fetched),
        IN_A_HOUSE(a_part_that_was_not_signed_leaves_the_set_before),
        IN_A_HOUSE(a_power_cut_between_parts_keeps_what_came),
        IN_A_HOUSE(a_part_that_was_damaged_on_disk_is_fetched_again),
        IN_A_HOUSE(thousands_of_items_come_and_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
