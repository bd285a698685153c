/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl as a person at a shell meets it. */
#include "tests/unit/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "platform/base/must.h"

static char output[4096];

/* The exit status; what was said is in `output`. */
static int run(const char *arguments)
{
    char command[512];
    snprintf(command, sizeof command, KIOSKCTL " %s 2>&1", arguments);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    size_t n = fread(output, 1, sizeof output - 1, pipe);
    output[n] = '\0';
    return WEXITSTATUS(pclose(pipe));
}

#define assert_said(words) assert_non_null(strstr(output, words))

static void without_a_noun_it_lists_the_nouns(void **state)
{
    (void)state;
    assert_int_equal(2, run(""));
    assert_said("usage: kioskctl NOUN");
    assert_said("status");
}

static void a_noun_is_a_plain_word(void **state)
{
    (void)state;
    assert_int_equal(2, run("../bin/kiosk"));
    assert_int_equal(2, run("-x"));
    assert_int_equal(127, run("nonesuch"));
    assert_said("status");
}

static void status_of_a_kiosk_that_is_off(void **state)
{
    (void)state;
    char folder[] = "/tmp/ctl-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    setenv("BUDAYANG_RUN", folder, 1);
    assert_int_equal(1, run("status"));
    assert_said("kiosk-devices   DOWN");
    assert_said("kiosk-platform  DOWN");
    assert_int_equal(2, run("item index"));
    assert_said("does not answer");
    rmdir(folder);
}

static void items_are_checked_for_whoever_wrote_them(void **state)
{
    (void)state;
    char file[] = "/tmp/ctl-item-XXXXXX", arguments[64];
    int fd = mkstemp(file);
    assert_true(fd >= 0 && dprintf(fd, "{\n\"task_code\": 7,\n\"fee\": 1\n}\n") > 0);
    close(fd);
    snprintf(arguments, sizeof arguments, "item check %s", file);
    assert_int_equal(1, run(arguments));
    assert_said(":2: task_code: must be text");
    assert_said(":3: fee: unknown member");
    assert_said(":1: guide: missing");
    unlink(file);
    assert_int_equal(2, run(arguments));
    assert_int_equal(0, run("item check " SOURCE_ROOT "/assets/items/case-progress.json"));
    assert_string_equal("", output);
    assert_int_equal(2, run("item check"));
    assert_int_equal(2, run("item index /nonexistent"));
}

static void menus_and_sites_are_checked_for_whoever_wrote_them(void **state)
{
    (void)state;
    char file[] = "/tmp/ctl-menu-XXXXXX", arguments[256];
    int fd = mkstemp(file);
    static const char menus[] = SOURCE_ROOT "/assets/menus/menus.json";
    assert_true(fd >= 0 && dprintf(fd, "{\n\"tabs\": [\"often\",\n\"nowhere\"]\n}\n") > 0);
    close(fd);
    snprintf(arguments, sizeof arguments, "menu check %s " SOURCE_ROOT "/assets/sites/bank.json",
             menus);
    assert_int_equal(0, run(arguments));
    assert_string_equal("", output);
    snprintf(arguments, sizeof arguments, "menu check %s %s", menus, file);
    assert_int_equal(1, run(arguments));
    assert_said(file);
    assert_said("names a menu that is not there");
    snprintf(arguments, sizeof arguments, "menu check %s", file); /* a site is no file of menus */
    assert_int_equal(1, run(arguments));
    unlink(file);
    assert_int_equal(2, run(arguments));
    assert_int_equal(2, run("menu check"));
}

static void an_item_is_drawn_for_whoever_wrote_it(void **state)
{
    (void)state;
    static const char *const drawn[] = {
        "01-guide-zh.png",   "02-notice-en-large.png",
        "03-step-up-zh.png", "04-question-insurance_kind-zh-large-sheet2.png",
        "06-review-en.png",  "07-done-zh.png",
        "slip-en.job"};
    static const char *const papers[] = {
        "07-material-house_lease-zh.png", "08-later-house_lease-en-large.png",
        "09-material-title_deed-zh.png", "10-commitment-title_deed-en.png", "13-materials-en.png"};
    char folder[] = "/tmp/ctl-preview-XXXXXX", text[256];
    assert_non_null(mkdtemp(folder));
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    snprintf(text, sizeof text,
             "item preview " SOURCE_ROOT "/assets/items/insurance-proof.json --out %s", folder);
    assert_int_equal(0, run(text));
    assert_string_equal("", output);
    for (size_t i = 0; i < ARRAY_LEN(drawn); i++) {
        snprintf(text, sizeof text, "%s/%s", folder, drawn[i]);
        assert_int_equal(0, access(text, R_OK));
    }
    snprintf(text, sizeof text, "rm -r %s", folder);
    assert_int_equal(0, system(text));
    assert_non_null(mkdtemp(strcpy(folder, "/tmp/ctl-preview-XXXXXX")));
    snprintf(text, sizeof text,
             "item preview " SOURCE_ROOT "/assets/items/residence-permit.json --out %s", folder);
    assert_int_equal(0, run(text));
    assert_string_equal("", output);
    for (size_t i = 0; i < ARRAY_LEN(papers); i++) {
        snprintf(text, sizeof text, "%s/%s", folder, papers[i]);
        assert_int_equal(0, access(text, R_OK));
    }
    snprintf(text, sizeof text, "grep -q 最晚.*补交 %s/slip-zh.job && rm -r %s", folder, folder);
    assert_int_equal(0, system(text));
    assert_int_equal(2, run("item preview " SOURCE_ROOT "/assets/items/case-progress.json --out "
                            "/nonexistent/folder"));
    assert_int_equal(2, run("item preview /nonexistent --out /tmp"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_noun_it_lists_the_nouns),
        cmocka_unit_test(a_noun_is_a_plain_word),
        cmocka_unit_test(status_of_a_kiosk_that_is_off),
        cmocka_unit_test(items_are_checked_for_whoever_wrote_them),
        cmocka_unit_test(menus_and_sites_are_checked_for_whoever_wrote_them),
        cmocka_unit_test(an_item_is_drawn_for_whoever_wrote_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
