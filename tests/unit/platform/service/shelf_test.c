/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/durable.h"
#include "platform/service/shelf.h"
#include "tests/unit/platform/trust/demo_keys.h"

static struct sm2_key *key, *other, *publisher;
static char items_dir[64], state_dir[64];

/* A catalogue with one item, suspended or not. The caller frees. */
static char *make(const struct sm2_key *with, int version, const char *area, const char *task_state,
                  size_t *ret_size)
{
    char body[400], *text;
    int n = snprintf(body, sizeof body,
                     "{\"catalogue_version\":%d,\"area_code\":\"%s\",\"items\":[{\"task_code\":"
                     "\"T1\",\"task_name\":\"a\",\"task_version\":\"3\",\"task_state\":\"%s\","
                     "\"is_service_terminals\":\"1\",\"plan_cancel_date\":\"29990101\"}]}",
                     version, area, task_state);
    assert_ok(
        signed_write(with, CATALOGUE_KIND, (struct signed_text){body, (size_t)n}, &text, ret_size));
    return text;
}

/* ERR_STATE: the very same. */
static enum err take(struct shelf *s, const char *text, size_t size)
{
    struct catalogue came;
    TRY(shelf_look(s, (struct signed_text){text, size}, &came));
    if (came.version == 0)
        return ERR_STATE;
    assert_ok(stock_begin(&s->stock, came.version));
    assert_ok(stock_commit(&s->stock, (struct signed_text){text, size}));
    return shelf_put_on(s, &came);
}

static enum err offer(struct shelf *s, const struct sm2_key *with, int version, const char *area)
{
    size_t size;
    AUTO(auto_free) char *text = make(with, version, area, version % 2 ? "1" : "2", &size);
    return take(s, text, size);
}

static void load(struct shelf *s)
{
    shelf_load(s, publisher, &(struct shelf_place){"140802", ""});
}

static void the_newest_counts_and_outlives_a_restart(void **state)
{
    (void)state;
    struct shelf s;
    load(&s);
    assert_int_equal(0, s.count);
    assert_ok(offer(&s, key, 7, "140000"));
    assert_int_equal(1, s.count);
    assert_int_equal(CATALOGUE_OFFERED, s.rows[0].reason);
    assert_err(ERR_STATE, offer(&s, key, 7, "140000"));
    assert_ok(offer(&s, key, 8, "000000"));
    assert_true(s.rows[0].reason != CATALOGUE_OFFERED);
    shelf_done(&s);
    load(&s);
    assert_int_equal(8, s.catalogue.version);
    assert_int_equal(1, s.count);
    shelf_done(&s);
}

static void what_is_rolled_back_forged_or_foreign_changes_nothing(void **state)
{
    (void)state;
    struct shelf s;
    size_t size;
    load(&s);
    assert_ok(offer(&s, key, 19, "140800"));
    assert_err(ERR_CONFLICT, offer(&s, key, 18, "140800"));
    AUTO(auto_free) char *same = make(key, 19, "140800", "2", &size); /* another of its version */
    assert_err(ERR_CONFLICT, take(&s, same, size));
    assert_err(ERR_SIGNATURE, offer(&s, other, 20, "140800"));
    assert_err(ERR_REFUSED, offer(&s, key, 20, "130000"));
    AUTO(auto_free) char *cut = make(key, 21, "140800", "1", &size);
    for (size_t left = 0; left < size; left += 11)
        assert_true(take(&s, cut, left) != ERR_NONE);
    assert_int_equal(19, s.catalogue.version);
    assert_int_equal(CATALOGUE_OFFERED, s.rows[0].reason);
    shelf_done(&s);
    load(&s);
    assert_int_equal(19, s.catalogue.version);
    shelf_done(&s);
}

static void another_day_offers_other_items(void **state)
{
    (void)state;
    struct shelf s;
    int today = date_in_china(clock_wall_ms(), NULL);
    load(&s);
    assert_ok(offer(&s, key, 21, "140800"));
    assert_false(shelf_turn(&s, today));
    assert_true(shelf_turn(&s, 29981231));
    assert_int_equal(CATALOGUE_OFFERED, s.rows[0].reason);
    assert_true(shelf_turn(&s, 29990101));
    assert_true(s.rows[0].reason != CATALOGUE_OFFERED);
    shelf_done(&s);
}

static void a_file_that_was_changed_on_disk_is_left_aside(void **state)
{
    (void)state;
    struct shelf s;
    size_t size;
    char path[128];
    AUTO(auto_free) char *forged = make(other, 99, "140000", "1", &size);
    snprintf(path, sizeof path, "%s/current/catalogue.signed", items_dir);
    assert_ok(durable_write(path, forged, size));
    load(&s);
    assert_int_equal(0, s.count);
    shelf_done(&s);
}

/* The set is gone, with the link to it. */
static void lose_the_set(void)
{
    char command[96];
    snprintf(command, sizeof command, "rm -r %s/*", items_dir);
    assert_int_equal(0, system(command));
}

static const char *in_state(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", state_dir, name);
    return path;
}

static void a_lost_set_opens_no_way_back(void **state)
{
    (void)state;
    struct shelf s;
    load(&s);
    assert_ok(offer(&s, key, 31, "140000"));
    shelf_done(&s);
    lose_the_set();
    load(&s);
    assert_int_equal(0, s.count);
    assert_err(ERR_CONFLICT, offer(&s, key, 30, "140000"));
    assert_ok(offer(&s, key, 31, "140000")); /* the one that was lost */
    assert_ok(offer(&s, key, 32, "140000"));
    shelf_done(&s);
}

static void a_set_that_was_turned_back_on_disk_is_left_aside(void **state)
{
    (void)state;
    struct shelf s;
    char link[128];
    load(&s);
    assert_ok(offer(&s, key, 33, "140000"));
    assert_ok(offer(&s, key, 34, "140000"));
    shelf_done(&s);
    snprintf(link, sizeof link, "%s/current", items_dir);
    assert_int_equal(0, unlink(link));
    assert_int_equal(0, symlink("33", link));
    load(&s);
    assert_int_equal(0, s.count);
    assert_ok(offer(&s, key, 34, "140000"));
    shelf_done(&s);
}

static void a_mark_of_another_key_or_none_binds_nobody(void **state)
{
    (void)state;
    static const char *const marks[] = {
        "",
        "x",
        "99",
        "99 \n",
        "-1 0\n",
        "0 0\n",
        "99 abc\n",
        "4294967295 0\n",
        "99 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0\n",
        "99 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e00\n"};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        struct shelf s;
        lose_the_set();
        assert_ok(durable_write(in_state("catalogue.seen"), marks[i], strlen(marks[i])));
        load(&s);
        assert_ok(offer(&s, key, 5, "140000"));
        shelf_done(&s);
    }
}

static void keep_leftover(const struct sm2_key *with, int version)
{
    size_t size;
    AUTO(auto_free) char *text = make(with, version, "140000", "1", &size);
    assert_ok(durable_write(in_state("catalogue.json"), text, size));
}

static void what_a_kiosk_of_before_left_goes_on_and_binds(void **state)
{
    (void)state;
    struct shelf s;
    lose_the_set();
    unlink(in_state("catalogue.seen"));
    keep_leftover(key, 41);
    load(&s);
    assert_int_equal(1, s.count); /* without a network it offers what it offered */
    assert_err(ERR_CONFLICT, offer(&s, key, 40, "140000"));
    assert_true(access(in_state("catalogue.json"), F_OK) != 0);
    shelf_done(&s);
    keep_leftover(key, 35); /* older than the set: gone, and nothing changes */
    load(&s);
    assert_int_equal(41, s.catalogue.version);
    assert_true(access(in_state("catalogue.json"), F_OK) != 0);
    shelf_done(&s);
    keep_leftover(other, 99); /* whose key is it? staff may know */
    load(&s);
    assert_int_equal(41, s.catalogue.version);
    assert_int_equal(0, unlink(in_state("catalogue.json")));
    shelf_done(&s);
}

static void without_a_publisher_nothing_is_asked_of_a_mark(void **state)
{
    (void)state;
    struct shelf s;
    keep_leftover(key, 41);
    shelf_load(&s, NULL, &(struct shelf_place){"140802", ""});
    assert_int_equal(0, s.count);
    shelf_done(&s);
    assert_int_equal(0, unlink(in_state("catalogue.json")));
}

static int begin(void **state)
{
    (void)state;
    strcpy(items_dir, "/tmp/shelf-XXXXXX");
    assert_non_null(mkdtemp(items_dir));
    setenv("BUDAYANG_ITEMS", items_dir, 1);
    strcpy(state_dir, "/tmp/shelf-XXXXXX");
    assert_non_null(mkdtemp(state_dir));
    setenv("BUDAYANG_STATE", state_dir, 1);
    key = demo_keys_private("province/publisher-sm2.key");
    other = demo_keys_private("province/province-sm2.key");
    publisher = demo_keys_public("kiosk/publisher-sm2.pub");
    return 0;
}

static int end(void **state)
{
    (void)state;
    sm2_free(key);
    sm2_free(other);
    sm2_free(publisher);
    char command[160];
    snprintf(command, sizeof command, "rm -r %s %s", items_dir, state_dir);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_counts_and_outlives_a_restart),
        cmocka_unit_test(what_is_rolled_back_forged_or_foreign_changes_nothing),
        cmocka_unit_test(another_day_offers_other_items),
        cmocka_unit_test(a_file_that_was_changed_on_disk_is_left_aside),
        cmocka_unit_test(a_lost_set_opens_no_way_back),
        cmocka_unit_test(a_set_that_was_turned_back_on_disk_is_left_aside),
        cmocka_unit_test(a_mark_of_another_key_or_none_binds_nobody),
        cmocka_unit_test(what_a_kiosk_of_before_left_goes_on_and_binds),
        cmocka_unit_test(without_a_publisher_nothing_is_asked_of_a_mark),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
