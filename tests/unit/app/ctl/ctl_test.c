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

/* All these are among what is drawn, nothing is amiss, and the folder holds `slip_says` on paper;
 * then it is gone. */
static void expect_drawn(const char *item, const char *const drawn[], const char *slip_says)
{
    char folder[] = "/tmp/ctl-preview-XXXXXX", text[320];
    assert_non_null(mkdtemp(folder));
    snprintf(text, sizeof text, "item preview " SOURCE_ROOT "/assets/items/%s.json --out %s", item,
             folder);
    assert_int_equal(0, run(text));
    assert_string_equal("", output);
    for (; *drawn; drawn++) {
        snprintf(text, sizeof text, "%s/%s", folder, *drawn);
        if (access(text, R_OK) != 0)
            fail_msg("%s: no %s", item, *drawn);
    }
    snprintf(text, sizeof text, "grep -qs '%s' %s/slip*-zh.job", slip_says, folder);
    assert_int_equal(*slip_says ? 0 : 2, WEXITSTATUS(system(text)));
    snprintf(text, sizeof text, "rm -r %s", folder);
    assert_int_equal(0, system(text));
}

static void an_item_is_drawn_for_whoever_wrote_it(void **state)
{
    (void)state;
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    expect_drawn("insurance-proof",
                 (const char *const[]){"01-guide-zh.png", "02-notice-en-large.png",
                                       "03-identify-zh.png", "04-step-up-zh.png",
                                       "05-question-insurance_kind-zh-large-sheet2.png",
                                       "07-review-en.png", "08-done-zh.png", "slip-en.job", NULL},
                 "示例内容");
    expect_drawn(
        "residence-permit",
        (const char *const[]){"08-material-house_lease-zh.png", "09-later-house_lease-en-large.png",
                              "10-material-title_deed-zh.png", "11-commitment-title_deed-en.png",
                              "14-materials-en.png", NULL},
        "最晚.*补交");
    expect_drawn("newborn",
                 (const char *const[]){"01-guide-en-large.png", "18-review-en-large-sheet6.png",
                                       "19-done-en-large-sheet5.png", NULL},
                 "一起办的");
    assert_int_equal(2, run("item preview " SOURCE_ROOT "/assets/items/case-progress.json --out "
                            "/nonexistent/folder"));
    assert_int_equal(2, run("item preview /nonexistent --out /tmp"));
}

static void an_item_for_either_is_drawn_the_longer_way(void **state)
{
    (void)state;
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    expect_drawn("../../tests/data/items/property-records",
                 (const char *const[]){"03-who-zh.png", "06-licence-en-large.png",
                                       "08-enterprise-zh.png", "10-review-en.png", "11-done-zh.png",
                                       NULL},
                 "示例有限公司");
}

static void what_makes_no_case_is_drawn_to_its_end(void **state)
{
    (void)state;
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    expect_drawn("marriage-appointment",
                 (const char *const[]){"04-places-zh.png", "05-days-en-large.png",
                                       "06-times-zh.png", "07-book-en.png", "08-booked-zh.png",
                                       "09-cancel-en-large.png", "10-cancelled-zh.png", NULL},
                 "预约号");
    expect_drawn("fee-payment",
                 (const char *const[]){"04-fees-zh.png", "05-no-fees-en.png", "06-fee-zh-large.png",
                                       "07-fee-paid-en.png", "08-fee-later-zh.png",
                                       "slip-paid-en.job", "slip-en.job", NULL},
                 "https://example.invalid/");
    expect_drawn("case-progress",
                 (const char *const[]){"03-find-zh.png", "04-receipt-en.png", "05-number-zh.png",
                                       "07-step-up-zh.png", "08-cases-en-large-sheet2.png",
                                       "09-correct-zh.png", "10-case-en.png", "11-no-case-zh.png",
                                       NULL},
                 "");
    expect_drawn("id-card-replacement",
                 (const char *const[]){"06-done-zh.png", "07-fee-en.png", "slip-fee-zh.job",
                                       "slip-zh.job", NULL},
                 "窗口领取");
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
        cmocka_unit_test(an_item_for_either_is_drawn_the_longer_way),
        cmocka_unit_test(what_makes_no_case_is_drawn_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
