/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <string.h>

#include "platform/base/durable.h"
#include "platform/province/calendar.h"
#include "platform/province/signed.h"
#include "platform/service/almanac.h"
#include "tests/unit/platform/trust/demo_keys.h"

static struct sm2_key *key, *other, *publisher;
static char state_dir[64];

/* The calendar of that version, of that area, signed. The caller frees. */
static char *make(const struct sm2_key *with, int version, const char *area, size_t *ret_size)
{
    char body[400], *text;
    int n = snprintf(body, sizeof body,
                     "{\"calendar_version\":%d,\"area_code\":\"%s\",\"valid_from\":\"20260101\","
                     "\"valid_until\":\"20271231\",\"office_from\":\"0830\",\"office_until\":"
                     "\"1730\",\"holidays\":[\"20270101\"],\"workdays\":[]}",
                     version, area);
    assert_ok(
        signed_write(with, CALENDAR_KIND, (struct signed_text){body, (size_t)n}, &text, ret_size));
    return text;
}

static enum err offer(struct almanac *a, const struct sm2_key *with, int version, const char *area,
                      bool *ret_changed)
{
    size_t size;
    AUTO(auto_free) char *text = make(with, version, area, &size);
    *ret_changed = false;
    return almanac_take(a, text, size, ret_changed);
}

static struct almanac loaded(void)
{
    struct almanac a;
    almanac_load(&a, publisher, "140802");
    return a;
}

static void the_newest_counts_and_outlives_a_restart(void **state)
{
    (void)state;
    bool changed;
    struct almanac a = loaded();
    assert_int_equal(1, a.calendar.version); /* the bundled one */
    assert_ok(offer(&a, key, 8, "140000", &changed));
    assert_true(changed);
    assert_int_equal(8, a.calendar.version);
    assert_ok(offer(&a, key, 8, "140000", &changed));
    assert_false(changed);
    a = loaded();
    assert_int_equal(8, a.calendar.version);
    assert_int_equal(20271231, a.calendar.until);
}

static void what_is_older_forged_or_foreign_changes_nothing(void **state)
{
    (void)state;
    bool changed;
    struct almanac a = loaded();
    assert_ok(offer(&a, key, 9, "140800", &changed));
    assert_err(ERR_CONFLICT, offer(&a, key, 8, "140000", &changed)); /* rolled back */
    assert_err(ERR_SIGNATURE, offer(&a, other, 10, "140000", &changed));
    assert_err(ERR_REFUSED, offer(&a, key, 10, "130000", &changed));
    assert_err(ERR_FORMAT, almanac_take(&a, "{", 1, &changed));
    struct almanac deaf = a;
    deaf.published.publisher = NULL;
    assert_err(ERR_KEY, offer(&deaf, key, 10, "140000", &changed));
    assert_false(changed);
    assert_int_equal(9, a.calendar.version);
    assert_int_equal(9, loaded().calendar.version);
}

static void a_file_that_was_changed_on_disk_is_left_aside(void **state)
{
    (void)state;
    bool changed;
    size_t size;
    char path[128];
    struct almanac a = loaded();
    assert_ok(offer(&a, key, 11, "140000", &changed));
    AUTO(auto_free) char *forged = make(other, 12, "140000", &size);
    snprintf(path, sizeof path, "%s/calendar.json", state_dir);
    assert_ok(durable_write(path, forged, size));
    assert_int_equal(1, loaded().calendar.version);
    assert_ok(durable_write(path, "", 0));
    assert_int_equal(1, loaded().calendar.version);
    assert_ok(offer(&a, key, 13, "140000", &changed));
    assert_int_equal(13, loaded().calendar.version);
    assert_int_equal(0, unlink(path));
    struct almanac bare = loaded(); /* a lost file opens no way back */
    assert_int_equal(1, bare.calendar.version);
    assert_err(ERR_CONFLICT, offer(&bare, key, 12, "140000", &changed));
    assert_ok(offer(&bare, key, 13, "140000", &changed));
    assert_int_equal(0, unlink(path));
    snprintf(path, sizeof path, "%s/calendar.seen", state_dir);
    assert_int_equal(0, unlink(path));
}

static int begin(void **state)
{
    (void)state;
    strcpy(state_dir, "/tmp/almanac-XXXXXX");
    assert_non_null(mkdtemp(state_dir));
    setenv("BUDAYANG_STATE", state_dir, 1);
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
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
    return rmdir(state_dir); /* nothing was left beside */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_counts_and_outlives_a_restart),
        cmocka_unit_test(what_is_older_forged_or_foreign_changes_nothing),
        cmocka_unit_test(a_file_that_was_changed_on_disk_is_left_aside),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
