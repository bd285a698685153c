/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/receipt/profile.h"
#include "platform/base/paths.h"

static char good[4096];
static size_t good_size;

static int read_good(void **state)
{
    (void)state;
    AUTO(auto_free) char *text = NULL;
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    if (paths_read_file(SOURCE_ROOT "/assets/devices/receipt/generic-80.ini", sizeof good - 1,
                        &text, &good_size) != ERR_NONE)
        return -1;
    memcpy(good, text, good_size + 1);
    return 0;
}

static void shipped_profiles_are_whole(void **state)
{
    (void)state;
    struct receipt_profile p;
    char why[PROFILE_WHY];
    assert_ok(profile_load("generic-80", &p, why));
    assert_int_equal(p.dots, 576);
    assert_int_equal(p.columns, 48);
    assert_int_equal(p.confirm, CONFIRM_GS_PAREN_H);
    assert_int_equal(p.confirm_fallback, CONFIRM_GS_R);
    assert_int_equal(p.cutter, CUTTER_PARTIAL);
    assert_string_equal(p.model, "ESC/POS 80 mm");
    assert_ok(profile_load("generic-58", &p, NULL));
    assert_int_equal(p.dots, 384);
    assert_int_equal(p.font, FONT_GB2312);
    assert_err(ERR_ABSENT, profile_load("nowhere", &p, why));
    assert_non_null(strstr(why, "nowhere"));
    assert_err(ERR_ABSENT, profile_load("nowhere", &p, NULL));
}

/* The good text with `from` replaced by `to`. */
static void changed(enum err expected, const char *from, const char *to, const char *said)
{
    char text[8192], why[PROFILE_WHY] = "";
    struct receipt_profile p = {.dots = 7};
    const char *at = strstr(good, from);
    assert_non_null(at);
    int n = snprintf(text, sizeof text, "%.*s%s%s", (int)(at - good), good, to, at + strlen(from));
    assert_err(expected, profile_parse(text, (size_t)n, &p, why));
    assert_err(expected, profile_parse(text, (size_t)n, &p, NULL));
    if (!strstr(why, said))
        fail_msg("\"%s\" is not in \"%s\"", said, why);
    assert_int_equal(p.dots, 7);
}

static void wrong_profiles_say_where(void **state)
{
    (void)state;
    char line[256];
    memset(line, 'x', 200);
    line[200] = '\0';
    changed(ERR_FORMAT, "dots = 576", "dots = wide", "dots: not a whole number");
    changed(ERR_FORMAT, "dots = 576", "dots =", "dots: not a whole number");
    changed(ERR_FORMAT, "dots = 576", "dots = 99999999999999999999", "dots: not a whole");
    changed(ERR_RANGE, "dots = 576", "dots = 10", "dots: out of range");
    changed(ERR_RANGE, "dots = 576", "dots = 10000", "dots: out of range");
    changed(ERR_RANGE, "dots = 576", "dots = 579", "dots: not whole bytes");
    changed(ERR_RANGE, "raster_dots = 576", "raster_dots = 575", "not whole bytes");
    changed(ERR_RANGE, "raster_dots = 576", "raster_dots = 640", "do not fit");
    changed(ERR_RANGE, "qr_dots = 264", "qr_dots = 640", "do not fit");
    changed(ERR_RANGE, "columns = 48", "columns = 49", "columns: wider");
    changed(ERR_FORMAT, "cutter = partial", "cutter = laser", "cutter: not one of its words");
    changed(ERR_FORMAT, "columns = 48", "columns = 48\ncolumns = 48", "columns: given twice");
    changed(ERR_FORMAT, "columns = 48", "colour = red", "colour: unknown key");
    changed(ERR_FORMAT, "columns = 48", "[]\nnonsense", "line ");
    changed(ERR_FORMAT, "[paper]", "nonsense\n[paper]", "not key = value");
    changed(ERR_MISSING, "columns = 48", "", "columns: missing");
    changed(ERR_RANGE, "model = ESC/POS 80 mm", "model =", "model: wrong length");
    changed(ERR_ENCODING, "model = ESC/POS 80 mm", "model = \xFF", "model: not UTF-8");
    changed(ERR_TOO_LONG, "model = ESC/POS 80 mm", line, "too long");
    line[100] = '\0';
    memcpy(line, "model = ", 8);
    changed(ERR_RANGE, "model = ESC/POS 80 mm", line, "model: wrong length");
}

static void absurd_files_are_refused(void **state)
{
    (void)state;
    struct receipt_profile p;
    static char big[17 * 1024];
    memset(big, '\n', sizeof big);
    assert_err(ERR_TOO_LONG, profile_parse(big, sizeof big, &p, NULL));
    assert_err(ERR_TOO_LONG, profile_parse("a\0b", 3, &p, NULL));
    assert_err(ERR_MISSING, profile_parse("", 0, &p, NULL));
}

static void a_profile_fits_by_the_printers_words(void **state)
{
    (void)state;
    struct receipt_profile p = {.device_id = "*"};
    assert_true(profile_fits(&p, ""));
    strcpy(p.device_id, "MDL:T80");
    assert_true(profile_fits(&p, "MFG:SIM;MDL:T80;"));
    assert_false(profile_fits(&p, "MFG:SIM;MDL:T81;"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_profiles_are_whole),
        cmocka_unit_test(wrong_profiles_say_where),
        cmocka_unit_test(absurd_files_are_refused),
        cmocka_unit_test(a_profile_fits_by_the_printers_words),
    };
    return cmocka_run_group_tests(tests, read_good, NULL);
}
