/* SPDX-License-Identifier: Apache-2.0 */
/* What a citizen asks and is told at once: a proof, all cases, one number. */
#include "tests/unit/platform/service/caller.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define PROOF_TASK "11140802MB0000001J4442014005000"
#define SOMEBODY   "11010519491231002X"

static struct house house;
static struct case_list listed;
static char code[64], line[64];

static int setup(void **state)
{
    struct caller *c = malloc(sizeof *c);
    house_open(&house);
    house_start_platform(&house, NULL);
    caller_open(c);
    caller_wait_online(c, true);
    *state = c;
    return 0;
}

static int teardown(void **state)
{
    caller_close(*state);
    free(*state);
    int status = house_end_platform(&house, SIGTERM);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    house_close(&house);
    return 0;
}

static void add(struct pairs *pairs, const char *name, const char *value)
{
    struct pair *p = &pairs->pair[pairs->count++];
    strcpy(p->name, name);
    assert_ok(secret_set_text(&p->value, value));
}

static struct pairs person(const char *number)
{
    struct pairs who = {0};
    add(&who, "applyer_name", "张三");
    add(&who, "applyer_page_code", number);
    add(&who, "assurance_token", house_ask(&house, "vouch %s", number));
    return who;
}

static void on_proof(void *user, enum err e, const struct pairs *pairs)
{
    struct caller *c = user;
    c->replies++;
    c->err = e;
    snprintf(code, sizeof code, "%s", pairs_get(pairs, "proof_code"));
    snprintf(line, sizeof line, "%s", pairs_get(pairs, "pension"));
}

static enum err ask_proof(struct caller *c, const char *number, const char *kind)
{
    AUTO(pairs_wipe) struct pairs who = person(number), form = {0};
    int replies = c->replies;
    add(&form, "insurance_kind", kind);
    add(&form, "proof_period", "12m");
    assert_ok(platform_client_proof(c->client, PROOF_TASK, &who, &form,
                                    (struct platform_answer){on_proof, c}));
    caller_wait(c, &c->replies, replies + 1);
    return c->err;
}

static void on_cases(void *user, enum err e, const struct case_list *list)
{
    struct caller *c = user;
    c->replies++;
    c->err = e;
    listed = *list;
}

static enum err ask_cases(struct caller *c, const char *number)
{
    AUTO(pairs_wipe) struct pairs who = person(number);
    int replies = c->replies;
    assert_ok(platform_client_query(c->client, &who, on_cases, c));
    caller_wait(c, &c->replies, replies + 1);
    return c->err;
}

static void a_proof_has_lines_and_a_code(void **state)
{
    struct caller *c = *state;
    assert_ok(ask_proof(c, SOMEBODY, "pension"));
    assert_int_equal(16, strlen(code));
    assert_non_null(strstr(line, "正常缴费"));
    assert_ok(ask_proof(c, SOMEBODY, "injury"));
    assert_string_equal("", line); /* not asked for: not said */
    assert_err(ERR_NOT_FOUND, ask_proof(c, "990105194912310020", "all"));
    assert_string_equal("", code);
    assert_err(ERR_REFUSED, ask_proof(c, SOMEBODY, "dog"));
}

static void nothing_is_proved_without_a_network(void **state)
{
    struct caller *c = *state;
    house_ask(&house, "network cut");
    assert_int_equal(ERR_CAT_LINK, err_category(ask_proof(c, SOMEBODY, "all")));
    assert_int_equal(ERR_CAT_LINK, err_category(ask_cases(c, SOMEBODY)));
    house_ask(&house, "network restore");
}

static void a_citizens_cases_are_found_again(void **state)
{
    struct caller *c = *state;
    struct application a;
    assert_ok(ask_cases(c, SOMEBODY));
    assert_int_equal(0, listed.count);
    house_fill_application(&a, 1);
    assert_ok(caller_submit(c, &a));
    application_wipe(&a);
    caller_wait_state(c, "K017-000001", CASE_DONE);
    char project_no[NUMBER_TEXT];
    strcpy(project_no, c->status.project_no);
    assert_ok(ask_cases(c, SOMEBODY));
    assert_int_equal(1, listed.count);
    assert_string_equal(project_no, listed.row[0].project_no);
    assert_string_equal("异地就医备案", listed.row[0].task_name);
    assert_int_equal(CASE_DONE, listed.row[0].state);
    assert_false(listed.more);
    assert_ok(ask_cases(c, "140802195203060021"));
    assert_int_equal(0, listed.count);
    /* The number that stands on the slip, ours or the province's. */
    assert_ok(caller_status(c, project_no));
    assert_string_equal("K017-000001", c->status.local_number);
    assert_err(ERR_NOT_FOUND, caller_status(c, "1408029999999999"));
    assert_err(ERR_NOT_FOUND, caller_status(c, "K017-000099"));
}

static enum err find(struct caller *c, const char *number, const char *by)
{
    AUTO(pairs_wipe) struct pairs who = {0};
    int replies = c->replies;
    if (by)
        who = person(by);
    assert_ok(platform_client_find(c->client, number, &who, caller_on_status, c));
    caller_wait(c, &c->replies, replies + 1);
    return c->err;
}

/* An outbox that is new knows no more of a case than another kiosk's. */
static void a_case_of_another_kiosk_is_found_by_whose_it_is(void **state)
{
    struct caller *c = *state;
    struct application a;
    house_fill_application(&a, 1);
    assert_ok(caller_submit(c, &a));
    application_wipe(&a);
    caller_wait_state(c, "K017-000001", CASE_DONE);
    char project_no[NUMBER_TEXT];
    strcpy(project_no, c->status.project_no);
    assert_ok(find(c, "K017-000001", NULL));
    caller_close(c);
    house_end_platform(&house, SIGTERM);
    static const char *const kept[] = {"outbox.db", "outbox.db-wal", "outbox.db-shm"};
    char path[512];
    for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
        snprintf(path, sizeof path, "state/%s", kept[i]);
        unlink(house_path(&house, path));
    }
    house_start_platform(&house, NULL);
    caller_open(c);
    caller_wait_online(c, true);
    assert_err(ERR_NOT_FOUND, find(c, "K017-000001", NULL));
    assert_err(ERR_NOT_FOUND, find(c, "K017-000001", "140802195203060021"));
    assert_ok(find(c, "K017-000001", SOMEBODY));
    assert_string_equal(project_no, c->status.project_no);
    assert_ok(find(c, project_no, SOMEBODY));
    assert_int_equal(CASE_DONE, c->status.state);
    assert_err(ERR_NOT_FOUND, find(c, "K018-000001", SOMEBODY));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_proof_has_lines_and_a_code, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_is_proved_without_a_network, setup, teardown),
        cmocka_unit_test_setup_teardown(a_citizens_cases_are_found_again, setup, teardown),
        cmocka_unit_test_setup_teardown(a_case_of_another_kiosk_is_found_by_whose_it_is, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
