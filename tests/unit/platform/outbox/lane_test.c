/* SPDX-License-Identifier: Apache-2.0 */
/* No application overtakes an earlier one of its lane, whatever holds that up. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/outbox/store.h"
#include "tests/unit/platform/outbox/box.h"

enum { NOW = 1000 };

static const struct case_status done = {.state = CASE_DONE, .project_no = "1"};

static enum err put(struct outbox *o, const char *id, int lane)
{
    char number[NUMBER_TEXT];
    struct outbox_body body = box_body();
    body.lane = lane;
    return outbox_put(o, id, NOW, body, number);
}

static void one_that_waits_holds_its_lane(void **state)
{
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_ok(put(o, BOX_A, 7));
    assert_ok(put(o, BOX_B, 7));
    assert_ok(put(o, BOX_C, 8));
    assert_ok(outbox_mark_retry(o, 1, NOW + 5000));
    assert_int_equal(3, box_next(o, NOW)); /* another lane passes by */
    assert_ok(outbox_mark_sent(o, 3, &done));
    assert_int_equal(-1, box_next(o, NOW));
    int64_t when;
    assert_ok(outbox_next_due(o, NOW, &when));
    assert_int_equal(NOW + 5000, when); /* nobody looks again and again at what may not go */
    assert_int_equal(1, box_next(o, NOW + 5000));
    assert_ok(outbox_mark_sent(o, 1, &done));
    assert_int_equal(2, box_next(o, NOW));
}

static void each_leaves_the_lane_to_the_next(void **state)
{
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_ok(put(o, BOX_A, OUTBOX_LANES));
    assert_ok(put(o, BOX_B, OUTBOX_LANES));
    assert_ok(put(o, BOX_C, OUTBOX_LANES));
    assert_ok(outbox_mark_refused(o, 1, "no"));
    assert_int_equal(2, box_next(o, NOW));
    assert_ok(outbox_mark_retry(o, 2, NOW + 5000));
    assert_int_equal(-1, box_next(o, NOW));
    assert_ok(outbox_mark_sent(o, 2, &done));
    assert_int_equal(3, box_next(o, NOW));
}

static void a_rating_waits_for_its_own_alone(void **state)
{
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_ok(put(o, BOX_A, 7));
    assert_ok(outbox_put_rating(o, "K017-000001", NOW, box_body()));
    assert_ok(put(o, BOX_B, 7));
    assert_ok(outbox_mark_sent(o, 1, &done));
    assert_int_equal(2, box_next(o, NOW)); /* the rating */
    assert_ok(outbox_mark_retry(o, 2, NOW + 5000));
    assert_int_equal(3, box_next(o, NOW));
}

static void without_a_lane_nobody_waits(void **state)
{
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_ok(put(o, BOX_A, 0));
    assert_ok(put(o, BOX_B, 0));
    assert_ok(outbox_mark_retry(o, 1, NOW + 5000));
    assert_int_equal(2, box_next(o, NOW));
    assert_err(ERR_USAGE, put(o, BOX_C, -1));
    assert_err(ERR_USAGE, put(o, BOX_C, OUTBOX_LANES + 1));
}

static void nothing_of_the_lane_stays(void **state)
{
    int64_t lanes;
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_ok(put(o, BOX_A, 7));
    assert_ok(put(o, BOX_B, 8));
    assert_ok(outbox_mark_sent(o, 1, &done));
    assert_ok(outbox_mark_refused(o, 2, "no"));
    assert_ok(db_number(o->db, "SELECT count(lane) FROM message", &lanes));
    assert_int_equal(0, lanes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, box_set_up, box_tear_down)

int main(void)
{
    box_in_memory();
    const struct CMUnitTest tests[] = {
        TEST(one_that_waits_holds_its_lane),    TEST(each_leaves_the_lane_to_the_next),
        TEST(a_rating_waits_for_its_own_alone), TEST(without_a_lane_nobody_waits),
        TEST(nothing_of_the_lane_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
