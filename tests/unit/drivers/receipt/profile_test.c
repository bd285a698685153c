/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/receipt/profile_choice.h"
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
    assert_int_equal(p.cut.size, 4);
    assert_int_equal(p.code_page, -1);
    assert_false(profile_has_sensor(&p));
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
    changed(ERR_FORMAT, "qr = raster", "qr = laser", "qr: not one of its words");
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

/* Another file's text with `from` replaced by `to`. */
static void changed_in(const char *path, enum err expected, const char *from, const char *to,
                       const char *said)
{
    char aside[sizeof good];
    AUTO(auto_free) char *text = NULL;
    size_t size;
    memcpy(aside, good, sizeof aside);
    assert_ok(paths_read_file(path, sizeof good - 1, &text, &size));
    memcpy(good, text, size + 1);
    changed(expected, from, to, said);
    memcpy(good, aside, sizeof aside);
}

static void wrong_commands_say_why(void **state)
{
    (void)state;
    static const char VKP[] = SOURCE_ROOT "/assets/devices/receipt/custom-vkp80iii.ini",
                      SNBC[] = SOURCE_ROOT "/assets/devices/receipt/snbc-80.ini";
    static const char CUT[] = "cut = 1D 56 42 10", RETRACT[] = "retract = 1B 43 01";
    changed(ERR_FORMAT, CUT, "cut = 1D5642", "cut: not bytes as 1D 56");
    changed(ERR_FORMAT, CUT, "cut = 1d 56", "cut: not bytes as 1D 56");
    changed(ERR_FORMAT, CUT, "cut = 1D --", "cut: not bytes as 1D 56");
    changed(ERR_FORMAT, CUT, "cut = 1D 56 1D 56 1D 56 1D 56 1D 56 1D 56 1D 56 1D 56 1D",
            "cut: more than 16 bytes");
    changed(ERR_RANGE, CUT, "cut = 1D 56 {length}", "cut: only present has places");
    changed(ERR_RANGE, CUT, "cut = 1D 10 04 01", "cut: holds a real-time command");
    changed(ERR_RANGE, CUT, "cut = 04 56", "cut: holds a real-time command, or may end one");
    changed(ERR_FORMAT, "code_page = none", "code_page = 256", "code_page: neither none nor 0");
    changed(ERR_FORMAT, "code_page = none", "code_page = x", "code_page: neither none nor 0");
    changed(ERR_MISSING, "code_page = none", "", "code_page: missing");
    changed(ERR_FORMAT, "code_page = none", "code_page =", "code_page: neither none nor 0");
    changed_in(VKP, ERR_RANGE, "left = retract", "left = eject\neject = 1B {seconds}",
               "eject: only present has");
    changed(ERR_FORMAT, "code_page = none", "code_page = -5", "code_page: neither none nor 0");
    changed_in(VKP, ERR_RANGE, "ask = 10 04 14", "ask = 10 04 {length}", "has no places");
    changed_in(VKP, ERR_FORMAT, "reply = 10 0F --", "reply = 10 0F {length}", "reply: not bytes");
    changed_in(VKP, ERR_RANGE, "reply = 10 0F -- -- -- --", "", "ask and reply belong together");
    changed_in(VKP, ERR_RANGE, "ask = 10 04 14", "ask = 10 04 {seconds}", "has no places");
    changed_in(VKP, ERR_RANGE, "ticket = own3:20", "ticket = own7:20", "never asked for");
    changed_in(VKP, ERR_FORMAT, "ticket = own3:20", "ticket = own3", "ticket: not bits as own3:20");
    changed_in(VKP, ERR_FORMAT, "ticket = own3:20", "ticket = own3:20x", "ticket: not bits");
    changed_in(VKP, ERR_FORMAT, "ticket = own3:20", "ticket = own0:20", "ticket: not bits");
    changed_in(VKP, ERR_FORMAT, "ticket = own3:20", "ticket = own3:00", "ticket: not bits");
    changed_in(VKP, ERR_FORMAT, "ticket = own3:20", "ticket = eot5:20", "ticket: not bits");
    changed_in(VKP, ERR_FORMAT, "ticket = own3:20", "ticket = all3:20", "ticket: not bits");
    changed_in(VKP, ERR_FORMAT, "ticket = own3:20",
               "ticket = own3:20 own3:20 own3:20 own3:20 own3:20", "ticket: more than 4");
    changed_in(SNBC, ERR_RANGE, "real_time = yes", "real_time = no", "never asked for");
    changed_in(VKP, ERR_RANGE, "present_mm = 80", "present_mm = 2", "not 1 to 255 steps");
    changed_in(VKP, ERR_RANGE, "step_um = 5000", "step_um = 100", "not 1 to 255 steps");
    changed_in(VKP, ERR_RANGE, RETRACT, "", "left: there is no command to retract");
    changed_in(VKP, ERR_RANGE, "left = retract", "left = eject", "there is no command to eject");
    changed_in(VKP, ERR_RANGE, RETRACT, "retract = 1B {seconds}", "retract: only present has");
    changed_in(VKP, ERR_MISSING, "take_s = 30", "", "take_s: missing");
    changed_in(VKP, ERR_RANGE, "take_s = 30", "take_s = 121", "take_s: out of range");
}

static void a_mute_printer_cannot_acknowledge(void **state)
{
    (void)state;
    struct receipt_profile p;
    assert_ok(profile_load("generic-80-one-way", &p, NULL));
    assert_true(profile_is_mute(&p));
    AUTO(auto_free) char *text = NULL;
    char why[PROFILE_WHY] = "";
    size_t size;
    assert_ok(paths_read_file(SOURCE_ROOT "/assets/devices/receipt/generic-80-one-way.ini", 4096,
                              &text, &size));
    char *at = strstr(text, "discard = reset");
    memcpy(at, "discard=dle-dc4", 15);
    assert_err(ERR_RANGE, profile_parse(text, size, &p, why));
    assert_non_null(strstr(why, "never read"));
}

/* ---- the choice ---- */

static void choose(const char *configured, const char *device_id, bool two_way, const char *name)
{
    struct receipt_profile p;
    char got[PROFILE_NAME] = "", why[PROFILE_WHY] = "";
    const struct profile_wish wish = {configured, device_id, two_way};
    enum err e = profile_choose(&wish, &p, got, why);
    if (e != ERR_NONE)
        fail_msg("%s: %s", err_name(e), why);
    assert_string_equal(got, name);
}

static void the_printer_s_own_words_choose(void **state)
{
    (void)state;
    choose("", "", true, "generic-80");
    choose("", "MFG:SIM;MDL:T80;", true, "generic-80");
    choose("", "MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;", true, "epson-tm-t88");
    choose("", "MANUFACTURER:Epson;MODEL:TM-T20III;", true, "epson-tm-t20");
    choose("", "MFG:EPSON;MDL:TM-U220;", true, "generic-80");
    choose("", "MFG:SNBC;MDL:BK-T680;", true, "snbc-80");
    choose("", "MFG:CUSTOM SPA;MDL:VKP80II;", true, "custom-vkp80ii");
    choose("", "MFG:CUSTOM SPA;MDL:VKP80II-SX;", true, "custom-vkp80ii");
    choose("", "MFG:CUSTOM SPA;MDL:VKP80III;", true, "custom-vkp80iii");
    choose("", "MFG:Custom;MDL:KPM216H;", true, "custom-kpm");
    choose("", "MFG:OTHER;MDL:VKP80III;", true, "generic-80");
    choose("", "MFG:CITIZEN;MDL:PMU2300III;", true, "citizen-pmu");
    choose("", "MDL:PRINTER;", false, "generic-80-one-way");
    choose("", "MFG:EPSON;MDL:TM-T88V;", false, "generic-80-one-way");
    choose("generic-58", "MFG:EPSON;MDL:TM-T88V;", true, "generic-58");
    choose("custom-kpm", "", true, "custom-kpm"); /* nothing contradicts it */
    choose("generic-58-one-way", "MDL:X;", true, "generic-58-one-way");
}

static void what_contradicts_is_refused(void **state)
{
    (void)state;
    struct receipt_profile p = {.dots = 7};
    char name[PROFILE_NAME], why[PROFILE_WHY] = "";
    struct profile_wish wish = {"custom-kpm", "MFG:EPSON;MDL:TM-T88V;", true};
    assert_err(ERR_REFUSED, profile_choose(&wish, &p, name, why));
    assert_non_null(strstr(why, "TM-T88V"));
    wish = (struct profile_wish){"generic-80", "MDL:X;", false};
    assert_err(ERR_UNSUPPORTED, profile_choose(&wish, &p, name, why));
    assert_non_null(strstr(why, "no way to answer"));
    wish = (struct profile_wish){"nowhere", "MDL:X;", true};
    assert_err(ERR_ABSENT, profile_choose(&wish, &p, name, why));
    assert_int_equal(p.dots, 7);
}

/* A wrong file that nobody named must not stop the others; the closer fit wins. */
static void a_folder_of_others(void **state)
{
    (void)state;
    static const char *const files[] = {"a-broken", "b-any", "c-near", "generic-80"};
    static const char *const mdl[] = {"[", "T*", "T8*", "*"};
    char folder[] = "/tmp/receipt-profiles-XXXXXX", path[256], command[256];
    assert_non_null(mkdtemp(folder));
    snprintf(command, sizeof command, "mkdir -p %s/devices/receipt", folder);
    assert_int_equal(0, system(command));
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        snprintf(path, sizeof path, "%s/devices/receipt/%s.ini", folder, files[i]);
        FILE *f = fopen(path, "w");
        assert_non_null(f);
        const char *at = strstr(good, "mdl = *");
        fprintf(f, "%.*smdl = %s%s", (int)(at - good), good, mdl[i], i == 0 ? "\nx" : at + 7);
        fclose(f);
    }
    setenv("BUDAYANG_ASSETS", folder, 1);
    choose("", "MDL:T80;", true, "c-near");
    choose("", "MDL:T70;", true, "b-any");
    choose("", "MDL:U;", true, "generic-80");
    setenv("BUDAYANG_ASSETS", "/nowhere", 1);
    struct receipt_profile p;
    char name[PROFILE_NAME], why[PROFILE_WHY] = "";
    assert_err(ERR_ABSENT, profile_choose(&(struct profile_wish){"", "", true}, &p, name, why));
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(0, system(command));
}

static void a_profile_from_memory_is_the_same(void **state)
{
    (void)state;
    struct receipt_profile from_file, from_text;
    char longer[700];
    assert_ok(profile_load("generic-80", &from_file, NULL));
    assert_ok(profile_parse(good, good_size, &from_text, NULL));
    assert_string_equal(from_file.model, from_text.model);
    assert_int_equal(from_file.dots, from_text.dots);
    AUTO(auto_free) char *numbered = strdup(good);
    memcpy(strstr(numbered, "code_page = none"), "code_page = 0255", 16);
    assert_ok(profile_parse(numbered, good_size, &from_text, NULL));
    assert_int_equal(255, from_text.code_page);
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    setenv("BUDAYANG_ASSETS", longer, 1);
    assert_err(ERR_TOO_LONG, profile_load("generic-80", &from_file, NULL));
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
}

static void an_answer_of_its_own_makes_it_no_mute(void **state)
{
    (void)state;
    struct receipt_profile p = {.confirm = CONFIRM_NONE};
    assert_true(profile_is_mute(&p));
    p.ask.size = 2;
    assert_false(profile_is_mute(&p));
    p = (struct receipt_profile){.confirm = CONFIRM_GS_R};
    assert_false(profile_is_mute(&p));
    p.real_time = 1;
    assert_false(profile_is_mute(&p));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_profiles_are_whole),
        cmocka_unit_test(wrong_profiles_say_where),
        cmocka_unit_test(absurd_files_are_refused),
        cmocka_unit_test(wrong_commands_say_why),
        cmocka_unit_test(a_mute_printer_cannot_acknowledge),
        cmocka_unit_test(the_printer_s_own_words_choose),
        cmocka_unit_test(what_contradicts_is_refused),
        cmocka_unit_test(a_profile_from_memory_is_the_same),
        cmocka_unit_test(an_answer_of_its_own_makes_it_no_mute),
        cmocka_unit_test(a_folder_of_others),
    };
    return cmocka_run_group_tests(tests, read_good, NULL);
}
