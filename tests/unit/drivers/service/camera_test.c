/* SPDX-License-Identifier: Apache-2.0 */
/* A document camera through the real drivers/camera and a video node made of software. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/scanner/page.h"
#include "platform/base/sealed.h"
#include "tests/unit/drivers/service/cabinet.h"

#define PAGES SOURCE_ROOT "/tests/data/pages/"

static struct cabinet c;

static int begin(void **state)
{
    (void)state;
    cabinet_begin(&c);
    cabinet_say(&c, "plug camera");
    cabinet_wait(&c, "scanner1 ready");
    return 0;
}

static int end(void **state)
{
    (void)state;
    snapshot_wipe(&c.snapshot);
    cabinet_end(&c);
    return 0;
}

static void capture(uint32_t token)
{
    assert_ok(devices_client_capture(c.client, token));
}

/* The page that was sent is the page that lay there: their middles are alike. */
static void assert_shows(const char *path)
{
    struct sealed_view sent;
    struct page page, laid;
    static uint8_t file[1 << 20];
    AUTO(auto_fclose) FILE *f = fopen(path, "re");
    assert_non_null(f);
    size_t size = fread(file, 1, sizeof file, f);
    assert_ok(page_jpeg_read(file, size, &laid));
    assert_ok(sealed_look(c.snapshot.file, SNAPSHOT_FILE_MAX, &sent));
    assert_ok(page_jpeg_read(sent.data, sent.size, &page));
    assert_int_equal(laid.width, page.width);
    assert_int_equal(laid.height, page.height);
    size_t other = 0, bytes = (size_t)page.width * (size_t)page.height * 3;
    for (size_t i = 0; i < bytes; i++)
        other += page.rgb[i] > laid.rgb[i] + 48 || laid.rgb[i] > page.rgb[i] + 48;
    assert_true(other < bytes / 200);
    page_wipe(&page);
    page_wipe(&laid);
    sealed_view_done(&sent);
}

static void what_lies_there_is_photographed(void **state)
{
    (void)state;
    cabinet_say(&c, "page lay " PAGES "lease.jpg");
    capture(1);
    cabinet_wait(&c, "scanner1 busy");
    cabinet_wait(&c, "1 captured 960x1280 0");
    assert_shows(PAGES "lease.jpg");
    cabinet_say(&c, "page lay " PAGES "list.jpg");
    capture(2);
    cabinet_wait(&c, "2 captured 960x1280 0");
    assert_shows(PAGES "list.jpg");
}

static void what_is_hard_to_read_is_found(void **state)
{
    (void)state;
    char expected[64];
    cabinet_say(&c, "page lay " PAGES "blurred.jpg");
    capture(1);
    snprintf(expected, sizeof expected, "1 captured 960x1280 %d", SNAPSHOT_BLURRED);
    cabinet_wait(&c, expected);
    cabinet_say(&c, "page lay " PAGES "dark.jpg");
    capture(2);
    snprintf(expected, sizeof expected, "2 captured 960x1280 %d", SNAPSHOT_DARK);
    cabinet_wait(&c, expected);
    cabinet_say(&c, "page lift");
    capture(3);
    snprintf(expected, sizeof expected, "3 captured 960x1280 %d", SNAPSHOT_BLURRED);
    cabinet_wait(&c, expected);
}

static void one_that_is_pulled_out_ends_it(void **state)
{
    (void)state;
    cabinet_say(&c, "fault camera mute");
    capture(1);
    cabinet_wait_looking(&c, "scanner1");
    cabinet_say(&c, "unplug camera");
    cabinet_wait(&c, "scanner1 absent");
    cabinet_wait(&c, "1 ended gone");
    capture(2); /* there is none now */
    cabinet_wait(&c, "2 ended absent");
    cabinet_say(&c, "fault camera clear");
    cabinet_say(&c, "plug camera");
    cabinet_wait(&c, "scanner1 ready");
    capture(3);
    cabinet_wait(&c, "3 captured");
}

static void one_that_sends_nothing_is_given_up(void **state)
{
    (void)state;
    cabinet_say(&c, "fault camera mute");
    capture(1);
    cabinet_wait_looking(&c, "scanner1");
    cabinet_step(&c, 11000);
    cabinet_wait(&c, "1 ended timeout");
    cabinet_say(&c, "fault camera clear");
    cabinet_wait_rested(&c, "scanner1 ready");
    capture(2);
    cabinet_wait(&c, "2 captured");
}

static void whoever_goes_away_is_not_photographed(void **state)
{
    (void)state;
    cabinet_say(&c, "fault camera mute");
    capture(1);
    cabinet_wait_looking(&c, "scanner1");
    assert_ok(devices_client_cancel(c.client, 1));
    cabinet_wait(&c, "1 ended cancelled");
    cabinet_say(&c, "fault camera clear");
    capture(2);
    cabinet_wait(&c, "2 captured");
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(what_lies_there_is_photographed),       T(what_is_hard_to_read_is_found),
        T(one_that_is_pulled_out_ends_it),        T(one_that_sends_nothing_is_given_up),
        T(whoever_goes_away_is_not_photographed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
