/* SPDX-License-Identifier: Apache-2.0 */
/* On to a phone, at the province that answers now: the same place for the same application, no
 * case, and only for whom the item is. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/bus/client_handover.h"
#include "tests/unit/platform/service/open_house.h"

#define PERMIT "11140802MB0000005P4440113009000"
#define SHOP   "11140802MB0000006P4442131010000" /* wants level 2 */
#define PROOF  "11140802MB0000001J4442014005000"
#define ZHANG  "11010519491231002X"
#define LI     "140802195602140028"

static struct handover_wish wish;
static struct handover told;

static void add(const char *name, const char *value)
{
    struct application_field *field = &wish.application.field[wish.application.count++];
    strcpy(field->name, name);
    field->source = SOURCE_CARD;
    assert_ok(secret_set_text(&field->value, value));
}

static void begin(const char *task_code, const char *number, const char *token)
{
    handover_wish_wipe(&wish);
    wish = (struct handover_wish){
        .application = {.application_id = "5c2d7e90-1b3f-4a68-9d04-7e8f9a0b1c2d",
                        .task_name = "居住证申领",
                        .task_version = "1",
                        .notice_version = "2026-1",
                        .consent_ms = 1795420800000},
        .count = 1,
        .lack = {{"house_lease", "租房合同", true}}};
    strcpy(wish.application.task_code, task_code);
    strcpy(wish.application.assurance_token, token);
    add("applyer_name", "张三");
    add("applyer_page_code", number);
    add("housing", "1");
}

static void on_handover(void *user, enum err e, const struct handover *handover)
{
    struct caller *c = user;
    c->replies++;
    c->err = e;
    told = *handover;
}

static enum err ask(struct caller *c)
{
    int replies = c->replies;
    assert_ok(platform_client_hand_over(c->client, &wish, on_handover, c));
    caller_wait(c, &c->replies, replies + 1);
    return c->err;
}

static bool log_holds(const char *words)
{
    char command[HOUSE_PATH * 2];
    snprintf(command, sizeof command, "grep -qF '%s' %s/state/audit/*.log", words, house.root);
    return system(command) == 0; /* NOLINT(cert-env33-c): our own words */
}

static void the_same_application_has_one_place(void **state)
{
    struct caller *c = *state;
    caller_wait_online(c, true);
    begin(PERMIT, ZHANG, "");
    assert_ok(ask(c));
    struct handover first = told;
    assert_non_null(strstr(first.url, "https://"));
    assert_null(strstr(first.url, ZHANG));
    assert_non_null(strstr(first.place, "接着办"));
    assert_true(first.until_ms > clock_wall_ms());
    add("contact_mobile", "13800000026"); /* an answer more */
    assert_ok(ask(c));
    assert_string_equal(first.url, told.url);
    assert_string_equal(first.code, told.code);
    assert_true(first.until_ms == told.until_ms);
    begin(PERMIT, LI, "");
    assert_err(ERR_REFUSED, ask(c)); /* it is not theirs */
    assert_string_equal("", told.url);
    begin(PERMIT, ZHANG, "");
    wish.application.application_id[0] = '6';
    assert_ok(ask(c));
    assert_string_not_equal(first.url, told.url);
    assert_string_equal("[]", house_ask(&house, "cases"));
    assert_true(log_holds("\thanded\tphone\tok\t"));
    assert_true(log_holds("\thanded\tphone\trefused\t"));
    assert_false(log_holds(ZHANG)); /* not whose */
}

static void not_everything_and_not_everybody_goes(void **state)
{
    struct caller *c = *state;
    caller_wait_online(c, true);
    begin("11140802NOSUCHITEM", ZHANG, "");
    assert_err(ERR_NOT_FOUND, ask(c));
    begin(PROOF, ZHANG, "");
    assert_err(ERR_REFUSED, ask(c));
    begin(SHOP, ZHANG, "");
    assert_err(ERR_REFUSED, ask(c)); /* a found card */
    begin(SHOP, ZHANG, house_ask(&house, "vouch " ZHANG));
    assert_ok(ask(c));
    begin(PERMIT, ZHANG, "");
    wish.application.anonymous = true;
    assert_err(ERR_RANGE, ask(c)); /* is not even asked */
}

static void nothing_waits_without_a_network(void **state)
{
    struct caller *c = *state;
    caller_wait_online(c, true);
    house_ask(&house, "network cut");
    caller_wait_online(c, false);
    begin(PERMIT, ZHANG, "");
    assert_int_equal(ERR_CAT_LINK, err_category(ask(c)));
    house_ask(&house, "network restore");
    caller_wait_online(c, true);
    assert_string_equal("[]", house_ask(&house, "cases"));
    house_ask(&house, "fault refuse 请到窗口办理 on handovers x 1");
    assert_err(ERR_REFUSED, ask(c));
    assert_ok(ask(c));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_application_has_one_place, setup, teardown),
        cmocka_unit_test_setup_teardown(not_everything_and_not_everybody_goes, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_waits_without_a_network, setup, teardown),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    handover_wish_wipe(&wish);
    return failed;
}
