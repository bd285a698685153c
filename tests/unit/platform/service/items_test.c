/* SPDX-License-Identifier: Apache-2.0 */
/* Items that the province sends: fetched where they are missing or differ, taken whole or not at
 * all, whatever dies when. */
#include "tests/unit/platform/service/items_house.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "platform/base/paths.h"

#define ELDER  "11140802MB0000008C4442111008000"
#define OTHER  "11140802MB0000008C4442111008001"
#define BROKEN "11140802MB0000008C4442111008002"
#define ITEM   SOURCE_ROOT "/tests/data/items/senior-card.json"

/* The shipped one under another code; the caller frees. */
static char *item_of(const char *code)
{
    size_t size;
    char *text;
    assert_ok(paths_read_file(ITEM, 256 * 1024, &text, &size));
    char *at = strstr(text, ELDER);
    assert_non_null(at);
    memcpy(at, code, strlen(ELDER));
    return text;
}

/* Its SM3, as the stand-in says it. */
static void publish_item(const char *text, char ret_sm3[65])
{
    const char *path = house_path(&house, "item.json");
    write_file(path, text);
    snprintf(ret_sm3, 65, "%s", house_ask(&house, "publish item %s", path));
    assert_int_equal(64, strlen(ret_sm3));
}

static void publish_good(const char *code, char ret_sm3[65])
{
    AUTO(auto_free) char *text = item_of(code);
    publish_item(text, ret_sm3);
}

struct row {
    const char *code, *sm3;
};

static void publish(int version, const struct row *rows, size_t count)
{
    const char *path = house_path(&house, "catalogue.json");
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "{\"catalogue_version\":%d,\"area_code\":\"140000\",\"items\":[", version);
    for (size_t i = 0; i < count; i++)
        fprintf(f,
                "%s{\"task_code\":\"%s\",\"task_name\":\"a\",\"task_version\":\"1\","
                "\"task_state\":\"1\",\"is_service_terminals\":\"1\",\"item_sm3\":\"%s\"}",
                i ? "," : "", rows[i].code, rows[i].sm3);
    fprintf(f, "]}");
    assert_int_equal(0, fclose(f));
    house_ask(&house, "publish catalogue %s", path);
}

static bool has(const char *code)
{
    char name[96];
    snprintf(name, sizeof name, "items/current/%s.json", code);
    return access(house_path(&house, name), R_OK) == 0;
}

static void only_what_differs_is_fetched(void **state)
{
    struct caller *c = *state;
    char elder[65], other[65];
    publish_good(ELDER, elder);
    const struct row rows[] = {{ELDER, elder}, {OTHER, other}};
    publish(2, rows, 1);
    start(c);
    wait_for_set(c, "2");
    wait_for_words("items_taken version=2 items=1 fetched=1");
    assert_int_equal(1, c->rows);
    assert_int_equal(CATALOGUE_OFFERED, c->first);
    assert_true(has(ELDER));
    publish_good(OTHER, other);
    publish(3, rows, 2);
    house_step(PROBE_MS);
    wait_for_set(c, "3");
    wait_for_words("items_taken version=3 items=2 fetched=1");
    assert_true(has(ELDER) && has(OTHER));
    publish(4, rows + 1, 1);
    house_step(PROBE_MS);
    wait_for_set(c, "4");
    wait_for_words("items_taken version=4 items=1 fetched=0");
    assert_true(!has(ELDER) && has(OTHER));
    assert_int_equal(1, c->rows);
    assert_int_equal(0, access(house_path(&house, "items/3"), F_OK)); /* a screen may read it yet */
    assert_true(access(house_path(&house, "items/2"), F_OK) != 0);
}

/* What staff read of this kiosk's items. */
static void expect_said(const char *code, const char *words)
{
    char line[512], command[HOUSE_PATH * 4];
    bool said = false;
    snprintf(command, sizeof command, "BUDAYANG_ASSETS=%s/assets %s index", SOURCE_ROOT,
             getenv("KIOSKCTL_ITEM"));
    FILE *f = popen(command, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f))
        said = said || (strncmp(line, code, strlen(code)) == 0 && strstr(line, words));
    int status = pclose(f);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1); /* not all are shown */
    if (!said)
        fail_msg("%s: %s is not said", code, words);
}

static void staff_read_what_is_shown_and_why_not(void **state)
{
    struct caller *c = *state;
    char elder[65];
    publish_good(ELDER, elder);
    const struct row rows[] = {{ELDER, elder}};
    publish(2, rows, 1);
    start(c);
    wait_for_set(c, "2");
    expect_said(ELDER, "\tshown");
    expect_said("11140802MB0000003E4442500001000", "not shown: the catalogue does not name it");
    house_end_platform(&house, SIGTERM);
    house_ask(&house, "network cut");
    write_file(house_path(&house, "items/2/" ELDER ".json"), "{}");
    caller_close(c);
    caller_open(c);
    house_start_platform(&house, NULL);
    caller_wait(c, &c->ups, 1);
    expect_said(ELDER, "not shown");
}

static void one_bad_item_refuses_the_whole_catalogue(void **state)
{
    struct caller *c = *state;
    char elder[65], broken[65];
    publish_good(ELDER, elder);
    publish_item("{\"task_code\":\"" BROKEN "\",\"task_version\":\"1\"}", broken);
    const struct row rows[] = {{ELDER, elder}, {BROKEN, broken}};
    publish(2, rows, 1);
    start(c);
    wait_for_set(c, "2");
    publish(3, rows, 2); /* it is what was signed, and no item */
    house_step(PROBE_MS);
    wait_for_words("published_refused kind=catalogue err=format");
    const struct row twisted[] = {{ELDER, broken}}; /* an item of another code */
    publish(4, twisted, 1);
    house_step(PROBE_MS);
    wait_for_words("err=conflict");
    const struct row missing[] = {
        {ELDER, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"}};
    publish(5, missing, 1);
    house_step(PROBE_MS);
    wait_for_words("err=not-found");
    assert_string_equal("2", current());
    assert_ok(caller_catalogue(c));
    assert_int_equal(1, c->rows);
    assert_int_equal(CATALOGUE_OFFERED, c->first);
    publish(6, rows, 1);
    house_step(PROBE_MS);
    wait_for_set(c, "6");
}

static void bytes_that_were_not_signed_are_not_taken(void **state)
{
    struct caller *c = *state;
    char elder[65];
    publish_good(ELDER, elder);
    const struct row rows[] = {{ELDER, elder}};
    publish(2, rows, 1);
    house_ask(&house, "lapse item");
    start(c);
    wait_for_words("item_not_taken task_code=" ELDER " err=checksum");
    assert_string_equal("", current());
    house_ask(&house, "lapse clear");
    house_step(10 * 60 * 1000); /* what was refused is not asked for at once */
    wait_for_set(c, "2");
}

static void a_line_that_breaks_keeps_what_came(void **state)
{
    struct caller *c = *state;
    char elder[65], other[65];
    publish_good(ELDER, elder);
    publish_good(OTHER, other);
    const struct row rows[] = {{ELDER, elder}, {OTHER, other}};
    publish(2, rows, 1);
    start(c);
    wait_for_set(c, "2");
    publish(3, rows, 2);
    house_ask(&house, "fault status 503 on items");
    house_step(PROBE_MS);
    wait_for_words("item_not_taken task_code=" OTHER " err=busy status=503");
    assert_string_equal("2", current());
    house_ask(&house, "fault clear");
    house_step(PROBE_MS);
    wait_for_set(c, "3");
    wait_for_words("items_taken version=3 items=2 fetched=1");
}

/* The set that counts is the old one or the new one, with all its items, wherever the power goes.
 */
static void a_power_cut_leaves_one_of_the_two(void **state)
{
    static const struct {
        const char *failpoint, *set;
    } cuts[] = {{"item", "2"}, {"item:2", "2"}, {"set", "2"}, {"turn", "2"}, {"turned", "3"}};
    struct caller *c = *state;
    char elder[65], other[65], more[65];
    publish_good(ELDER, elder);
    publish_good(OTHER, other);
    publish_good(BROKEN, more); /* nothing is wrong with this one */
    const struct row rows[] = {{ELDER, elder}, {OTHER, other}, {BROKEN, more}};
    for (size_t i = 0; i < ARRAY_LEN(cuts); i++) {
        publish(2, rows, 1);
        start(c);
        wait_for_set(c, "2");
        house_end_platform(&house, SIGTERM);
        publish(3, rows, 3);
        house_start_platform(&house, cuts[i].failpoint);
        int status = house_end_platform(&house, 0);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
        assert_string_equal(cuts[i].set, current());
        assert_true(has(ELDER));
        assert_true(has(OTHER) == (cuts[i].set[0] == '3') && has(BROKEN) == has(OTHER));
        start(c);
        wait_for_set(c, "3");
        assert_int_equal(3, c->rows);
        assert_true(has(ELDER) && has(OTHER) && has(BROKEN));
        house_end_platform(&house, SIGTERM);
        assert_int_equal(0, system("rm -r $BUDAYANG_ITEMS $BUDAYANG_STATE/catalogue.seen"));
    }
}

static void what_was_damaged_on_disk_is_fetched_again(void **state)
{
    struct caller *c = *state;
    char elder[65], other[65];
    publish_good(ELDER, elder);
    publish_good(OTHER, other);
    const struct row rows[] = {{ELDER, elder}, {OTHER, other}};
    publish(2, rows, 2);
    start(c);
    wait_for_set(c, "2");
    house_end_platform(&house, SIGTERM);
    house_ask(&house, "network cut");
    write_file(house_path(&house, "items/2/" ELDER ".json"), "{\"task_code\":\"" ELDER "\"}");
    caller_close(c);
    caller_open(c);
    house_start_platform(&house, NULL);
    caller_wait(c, &c->ups, 1);
    assert_ok(caller_catalogue(c));
    assert_int_equal(CATALOGUE_DAMAGED, c->first);
    house_ask(&house, "network restore");
    house_step(PROBE_MS);
    wait_for_set(c, "2-2");
    wait_for_words("items_taken version=2 items=2 fetched=1");
    assert_int_equal(CATALOGUE_OFFERED, c->first);
    AUTO(auto_free) char *good = item_of(ELDER);
    AUTO(auto_free) char *text = NULL;
    size_t size;
    assert_ok(
        paths_read_file(house_path(&house, "items/current/" ELDER ".json"), 1 << 20, &text, &size));
    assert_string_equal(good, text);
}

#define IN_A_HOUSE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_HOUSE(only_what_differs_is_fetched),
        IN_A_HOUSE(staff_read_what_is_shown_and_why_not),
        IN_A_HOUSE(one_bad_item_refuses_the_whole_catalogue),
        IN_A_HOUSE(bytes_that_were_not_signed_are_not_taken),
        IN_A_HOUSE(a_line_that_breaks_keeps_what_came),
        IN_A_HOUSE(a_power_cut_leaves_one_of_the_two),
        IN_A_HOUSE(what_was_damaged_on_disk_is_fetched_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
