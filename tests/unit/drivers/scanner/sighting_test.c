/* SPDX-License-Identifier: Apache-2.0 */
/* Which code is meant: each row is a frame. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/scanner/sighting.h"

static struct sighting s;
static int64_t now_ms;

static int begin(void **state)
{
    (void)state;
    assert_ok(sighting_init(&s));
    now_ms = 1000;
    sighting_begin(&s);
    return 0;
}

static int end(void **state)
{
    (void)state;
    sighting_wipe(&s);
    return 0;
}

/* A frame `ms` later that shows a code for each letter. */
static bool shows(int64_t ms, const char *letters)
{
    static uint8_t data[READER_CODES_MAX];
    struct reader_codes codes = {0};
    for (; letters[codes.count]; codes.count++) {
        data[codes.count] = (uint8_t)letters[codes.count];
        codes.code[codes.count] = (struct reader_code){&data[codes.count], 1};
    }
    now_ms += ms;
    return sighting_see(&s, &codes, now_ms);
}

static void assert_taken(char letter)
{
    assert_int_equal(s.held.size, 1);
    assert_int_equal(s.held.data[0], letter);
    sighting_wipe(&s);
}

static void one_that_is_seen_twice_is_taken(void **state)
{
    (void)state;
    assert_false(shows(33, ""));
    assert_false(shows(33, "A"));
    assert_true(sighting_waits(&s));
    assert_false(shows(33, ""));
    assert_true(shows(33, "A"));
    assert_taken('A');
}

static void one_that_was_seen_once_is_taken_when_nothing_else_comes(void **state)
{
    (void)state;
    assert_false(shows(33, "A"));
    assert_false(shows(SIGHTING_ALONE_MS - 1, ""));
    assert_true(shows(1, ""));
    assert_taken('A');
}

static void of_two_in_view_none_is_taken_until_one_remains(void **state)
{
    (void)state;
    assert_false(shows(33, "A"));
    assert_false(shows(33, "AB"));
    assert_false(shows(33, "AB"));
    assert_false(shows(SIGHTING_ALONE_MS, ""));
    /* An engine that reads them by turns shows two as well. */
    assert_false(shows(33, "A"));
    assert_false(shows(33, "B"));
    assert_false(shows(33, "A"));
    assert_false(shows(33, "B"));
    assert_true(shows(33, "B"));
    assert_taken('B');
}

static void a_code_that_still_lies_there_is_not_taken_again(void **state)
{
    (void)state;
    assert_false(shows(33, "A"));
    assert_true(shows(33, "A"));
    sighting_begin(&s);
    now_ms += 60000;
    for (int i = 0; i < 100; i++)
        assert_false(shows(33, i % 5 ? "A" : ""));
    assert_false(shows(33, "B")); /* another before it */
    assert_true(shows(33, "B"));
    assert_taken('B');
}

static void a_code_that_is_shown_anew_is_taken(void **state)
{
    (void)state;
    assert_false(shows(33, "A"));
    assert_true(shows(33, "A"));
    sighting_begin(&s);
    assert_false(shows(33, "A"));
    for (int ms = 0; ms < SIGHTING_AWAY_MS; ms += 35)
        assert_false(shows(35, ""));
    assert_false(shows(35, "A"));
    assert_true(shows(33, "A"));
    assert_taken('A');
}

/* A machine that is too busy to look sees nothing leave. */
static void only_frames_tell_that_it_is_away(void **state)
{
    (void)state;
    assert_false(shows(33, "A"));
    assert_true(shows(33, "A"));
    sighting_begin(&s);
    for (int i = 0; i < 10; i++)
        assert_false(shows(2 * SIGHTING_AWAY_MS, i % SIGHTING_AWAY_FRAMES ? "" : "A"));
    for (int i = 0; i < SIGHTING_AWAY_FRAMES; i++)
        assert_false(shows(SIGHTING_AWAY_MS, ""));
    assert_false(shows(33, "A"));
    assert_true(shows(33, "A"));
    assert_taken('A');
}

static void a_second_code_beside_the_one_that_lies_there_waits(void **state)
{
    (void)state;
    assert_false(shows(33, "A"));
    assert_true(shows(33, "A"));
    sighting_begin(&s);
    assert_false(shows(33, "AB"));
    assert_false(shows(33, "AB"));
    assert_false(shows(33, "A"));
    assert_false(shows(33, "A"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_that_is_seen_twice_is_taken, begin, end),
        cmocka_unit_test_setup_teardown(one_that_was_seen_once_is_taken_when_nothing_else_comes,
                                        begin, end),
        cmocka_unit_test_setup_teardown(of_two_in_view_none_is_taken_until_one_remains, begin, end),
        cmocka_unit_test_setup_teardown(a_code_that_still_lies_there_is_not_taken_again, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_code_that_is_shown_anew_is_taken, begin, end),
        cmocka_unit_test_setup_teardown(only_frames_tell_that_it_is_away, begin, end),
        cmocka_unit_test_setup_teardown(a_second_code_beside_the_one_that_lies_there_waits, begin,
                                        end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
