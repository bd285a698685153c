/* SPDX-License-Identifier: Apache-2.0 */
/* The recordings of tests/data/recordings, each played to its driver; and what a driver makes of
 * one that breaks off at any place. */
#include "tests/unit/check.h"

#include <ftw.h>

#include "platform/base/paths.h"
#include "tests/unit/drivers/record/replays.h"

#define FOLDER TEST_DATA "/recordings/"

/* As many bytes as the recorded ones had (recordings_test.c). */
static const char who[] = "张小五", code[] = "CASE-0000000000000";
enum { CODE_SIZE = 33 };

static void play(const char *name)
{
    char path[256], *text;
    size_t size;
    snprintf(path, sizeof path, FOLDER "%s.record", name);
    assert_ok(paths_read_file(path, RECORD_TEXT_MAX, &text, &size));
    replay_all(text, size, CODE_SIZE, who, code);
    free(text);
}

#define recorded(function, name)                                                                   \
    static void function(void **state)                                                             \
    {                                                                                              \
        (void)state;                                                                               \
        play(name);                                                                                \
    }

recorded(a_reader_of_variant_a, "reader");
recorded(a_reader_of_variant_b, "reader-b");
recorded(a_reader_behind_an_adapter, "reader-hid");
recorded(a_scanner_of_honeywells_layout, "scanner");
recorded(a_scanner_of_newlands_layout, "scanner-newland");
recorded(a_scanner_on_a_line, "scanner-cdc");
recorded(a_scanner_that_types, "scanner-wedge");
recorded(a_printer, "printer");

/* Cut behind each of its transfers, a recording of a read gives the card or ends; never hangs. */
static void one_that_breaks_off_ends(void **state)
{
    (void)state;
    char *text, why[RECORD_WHY];
    size_t size, count = 1;
    assert_ok(paths_read_file(FOLDER "reader.record", RECORD_TEXT_MAX, &text, &size));
    for (size_t cut = 1; cut < count; cut++) {
        static struct replay r;
        struct record record;
        struct id_record card = {0};
        assert_ok(record_read(text, size, &record, why));
        count = record.log.count;
        replay_init(&r, &record);
        for (size_t i = cut; i < count; i++)
            wipe_free(r.record.log.entry[i].data, r.record.log.entry[i].size);
        r.record.log.count = cut;
        enum err e = sam_driver.open(&r.device);
        if (e == ERR_NONE) {
            e = sam_driver.identify(&r.device, &card);
            sam_driver.close(&r.device);
        }
        bool read = e == ERR_NONE && strcmp("张三", secret_text(&card.field[ID_NAME])) == 0;
        if (!read && e != ERR_GONE && e != ERR_TIMEOUT)
            fail_msg("cut behind %zu: %s", cut, err_name(e));
        id_record_wipe(&card);
        replay_done(&r);
    }
    free(text);
}

int main(void)
{
    char folder[] = "/tmp/replay-XXXXXX", command[128];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reader_of_variant_a),
        cmocka_unit_test(a_reader_of_variant_b),
        cmocka_unit_test(a_reader_behind_an_adapter),
        cmocka_unit_test(a_scanner_of_honeywells_layout),
        cmocka_unit_test(a_scanner_of_newlands_layout),
        cmocka_unit_test(a_scanner_on_a_line),
        cmocka_unit_test(a_scanner_that_types),
        cmocka_unit_test(a_printer),
        cmocka_unit_test(one_that_breaks_off_ends),
    };
    if (!mkdtemp(folder))
        return 99;
    setenv("BUDAYANG_RUN", folder, 1); /* the printer's note of an unfinished slip */
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) != 0 ? 99 : failed;
}
