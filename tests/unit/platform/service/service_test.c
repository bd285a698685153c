/* SPDX-License-Identifier: Apache-2.0 */
/* kiosk-platform as the kiosk sees it: a process, the bridge, and the stand-in province behind. */
#include "tests/unit/platform/service/caller.h"

#include <fcntl.h>
#include <jansson.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

static struct house house;

static int setup(void **state)
{
    struct caller *c = malloc(sizeof *c);
    house_open(&house);
    house_start_platform(&house, NULL);
    caller_open(c);
    caller_wait(c, &c->ups, 1);
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

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

/* The only case the province has. */
static json_t *the_case(void)
{
    json_t *list = json_loads(house_ask(&house, "cases"), 0, NULL);
    assert_int_equal(1, json_array_size(list));
    json_t *one = json_incref(json_array_get(list, 0));
    json_decref(list);
    assert_true(json_is_true(json_object_get(one, "signature_verified")));
    assert_string_equal("异地就医备案", text_of(one, "task_name"));
    return one;
}

static void submit(struct caller *c, int n)
{
    struct application a;
    house_fill_application(&a, n);
    assert_ok(caller_submit(c, &a));
    application_wipe(&a);
}

static void a_case_is_saved_then_done(void **state)
{
    struct caller *c = *state;
    caller_wait_online(c, true);
    submit(c, 1);
    assert_int_equal(CASE_SAVED, c->status.state);
    assert_string_equal("K017-000001", c->status.local_number);
    assert_string_equal("", c->status.project_no);
    caller_wait_state(c, "K017-000001", CASE_DONE);
    assert_string_equal("K017-000001", c->changed);
    json_t *one = the_case();
    assert_string_equal(c->status.project_no, text_of(one, "project_no"));
    assert_int_equal(16, strlen(c->status.project_no));
    assert_string_equal("K017-000001", text_of(one, "local_number"));
    const json_t *application = json_object_get(one, "application");
    assert_string_equal("张三", text_of(application, "applyer_name"));
    const json_t *area = json_object_get(json_object_get(application, "form"), "treatment_area");
    assert_string_equal("310101", text_of(area, "value"));
    assert_string_equal("answer", text_of(area, "source"));
    json_decref(one);
}

static void the_same_application_twice_is_one_case(void **state)
{
    struct caller *c = *state;
    submit(c, 1);
    submit(c, 1);
    assert_string_equal("K017-000001", c->status.local_number);
    caller_wait_state(c, "K017-000001", CASE_DONE);
    submit(c, 1);
    assert_int_equal(CASE_DONE, c->status.state);
    json_decref(the_case());
    assert_ok(caller_health(c));
    assert_int_equal(1, c->counts.sent);
    assert_int_equal(0, c->counts.waiting);
}

static void a_rating_follows_its_case(void **state)
{
    struct caller *c = *state;
    struct rating rating = {"K017-000001", SATISFACTION_VERY_GOOD, "512,516", ""};
    assert_err(ERR_NOT_FOUND, caller_rate(c, &rating));
    submit(c, 1);
    assert_ok(caller_rate(c, &rating));
    assert_ok(caller_rate(c, &rating)); /* once */
    house_ask(&house, "wait ratings 1 30000");
    json_t *one = the_case();
    assert_int_equal(5, json_integer_value(json_object_get(one, "rating")));
    assert_string_equal("1", text_of(json_object_get(one, "rating_doc"), "satisfaction_gb39046"));
    json_decref(one);
    strcpy(rating.reason_codes, "108"); /* of another level */
    strcpy(rating.local_number, "K017-000009");
    assert_err(ERR_NOT_FOUND, caller_rate(c, &rating));
}

static void without_a_network_it_keeps_and_sends_later(void **state)
{
    struct caller *c = *state;
    caller_wait_online(c, true);
    house_ask(&house, "network cut");
    submit(c, 1);
    submit(c, 2);
    assert_int_equal(CASE_SAVED, c->status.state);
    caller_wait_online(c, false);
    assert_ok(caller_health(c));
    assert_int_equal(2, c->counts.waiting);
    assert_err(ERR_UNREACHABLE, caller_identify(c, "BUDAYANG-DEMO-1"));
    assert_err(ERR_UNREACHABLE, caller_shared(c, "11010519491231002X"));
    house_ask(&house, "network restore");
    house_step(10 * 1000);
    house_ask(&house, "wait cases 2 30000");
    caller_wait_online(c, true);
    caller_wait_state(c, "K017-000002", CASE_DONE);
}

static void it_knows_people_when_it_can_ask(void **state)
{
    struct caller *c = *state;
    caller_wait_online(c, true);
    assert_ok(caller_identify(c, "BUDAYANG-DEMO-1"));
    assert_string_equal("张三", c->name);
    assert_err(ERR_NOT_FOUND, caller_identify(c, "nobody"));
    house_ask(&house, "person 6e6f626f6479 王小明 140802200001010014 13800000042");
    assert_ok(caller_identify(c, "nobody"));
    assert_string_equal("王小明", c->name);
    assert_string_equal("13800000042", c->mobile);
    assert_ok(caller_shared(c, "11010519491231002X"));
    assert_string_equal("140802", c->area);
    assert_ok(caller_shared(c, "990105194912310028"));
    assert_string_equal("", c->area);
    house_ask(&house, "fault status 503 on shared-data x 1");
    assert_err(ERR_BUSY, caller_shared(c, "11010519491231002X"));
    house_ask(&house, "fault large 2000000 on shared-data x 1");
    assert_err(ERR_TOO_LONG, caller_shared(c, "11010519491231002X"));
    assert_int_equal(0, c->counts.waiting);
}

static void a_refusal_says_why(void **state)
{
    struct caller *c = *state;
    house_ask(&house, "fault refuse 您的参保状态异常，请到医保窗口核实后再办。 x 1");
    submit(c, 1);
    caller_wait_state(c, "K017-000001", CASE_REFUSED);
    assert_string_equal("您的参保状态异常，请到医保窗口核实后再办。", c->status.message);
    assert_string_equal("[]", house_ask(&house, "cases"));
    assert_ok(caller_health(c));
    assert_int_equal(1, c->counts.refused);
}

static void a_promise_is_asked_after(void **state)
{
    struct caller *c = *state;
    house_ask(&house, "promise 5");
    submit(c, 1);
    caller_wait_state(c, "K017-000001", CASE_ACCEPTED);
    assert_int_equal(8, strlen(c->status.promise_date));
    assert_int_equal(16, strlen(c->status.project_no));
    int changes = c->changes;
    assert_ok(caller_status(c, "K017-000001")); /* asks the province too: no news, no signal */
    assert_ok(caller_shared(c, "11010519491231002X"));
    assert_int_equal(changes, c->changes);
    house_ask(&house, "decide K017-000001");
    caller_wait_state(c, "K017-000001", CASE_DONE);
    assert_string_equal("备案已生效，可直接就医结算。", c->status.message);
}

static void what_the_contract_forbids_gets_no_number(void **state)
{
    struct caller *c = *state;
    struct application a;
    house_fill_application(&a, 1);
    assert_ok(secret_set_text(&a.field[1].value, "too-long-for-a-page-code"));
    assert_true(caller_submit(c, &a) != ERR_NONE);
    application_wipe(&a);
    house_fill_application(&a, 1);
    strcpy(a.application_id, "not-a-uuid");
    assert_true(caller_submit(c, &a) != ERR_NONE);
    application_wipe(&a);
    assert_err(ERR_NOT_FOUND, caller_status(c, "K017-000001"));
    submit(c, 2);
    assert_string_equal("K017-000001", c->status.local_number);
}

/* Everything one file holds, as far as it can be read; the caller frees. */
static char *read_piece(int fd, off_t from, size_t size, size_t *ret_size)
{
    char *data = malloc(size + 1);
    ssize_t n = data ? pread(fd, data, size, from) : -1;
    *ret_size = n > 0 ? (size_t)n : 0;
    return data;
}

static const char *const personal[] = {"11010519491231002X", "13800000026", "张三", "310101"};

static void assert_none_in(const char *where, const char *data, size_t size)
{
    for (size_t i = 0; i < ARRAY_LEN(personal); i++)
        if (memmem(data, size, personal[i], strlen(personal[i])))
            fail_msg("%s holds %s", where, personal[i]);
}

static void assert_memory_is_clean(void)
{
    char path[64], line[512];
    unsigned long from, to;
    snprintf(path, sizeof path, "/proc/%d/mem", (int)house.platform);
    int memory = open(path, O_RDONLY | O_CLOEXEC);
    snprintf(path, sizeof path, "/proc/%d/maps", (int)house.platform);
    FILE *maps = fopen(path, "r");
    size_t looked_at = 0;
    assert_true(memory >= 0 && maps);
    while (fgets(line, sizeof line, maps)) {
        size_t size = 0;
        if (sscanf(line, "%lx-%lx rw", &from, &to) != 2 || strstr(line, "[v"))
            continue;
        AUTO(auto_free) char *data = read_piece(memory, (off_t)from, to - from, &size);
        assert_none_in(line, data, size);
        looked_at += size;
    }
    assert_true(looked_at > 100 * 1000);
    fclose(maps);
    close(memory);
}

static void assert_disk_is_clean(void)
{
    static const char *const names[] = {"state/outbox.db", "state/outbox.db-wal",
                                        "items/current/catalogue.signed"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        char path[HOUSE_PATH * 2];
        size_t size = 0;
        snprintf(path, sizeof path, "%s/%s", house.root, names[i]);
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        assert_true(fd >= 0);
        AUTO(auto_free) char *data = read_piece(fd, 0, 16 * 1024 * 1024, &size);
        assert_none_in(names[i], data, size);
        close(fd);
    }
}

static void nothing_personal_stays(void **state)
{
    struct caller *c = *state;
    const struct rating rating = {"K017-000001", SATISFACTION_GOOD, "412", ""};
    caller_wait_online(c, true);
    assert_ok(caller_identify(c, "BUDAYANG-DEMO-1"));
    assert_ok(caller_shared(c, "11010519491231002X"));
    house_ask(&house, "network cut");
    submit(c, 1);
    assert_disk_is_clean(); /* while it waits: sealed */
    house_ask(&house, "network restore");
    house_step(10 * 1000);
    caller_wait_state(c, "K017-000001", CASE_DONE);
    assert_ok(caller_rate(c, &rating));
    house_ask(&house, "wait ratings 1 30000");
    assert_ok(caller_health(c));
    assert_disk_is_clean();
    if (!SANITIZED) /* a sanitizer keeps what is freed */
        assert_memory_is_clean();
}

static int exit_status_without(const char *name)
{
    char from[HOUSE_PATH * 2], to[HOUSE_PATH * 2 + 8];
    snprintf(from, sizeof from, "%s/etc/%s", house.root, name);
    snprintf(to, sizeof to, "%s.away", from);
    house_end_platform(&house, SIGTERM);
    assert_int_equal(0, rename(from, to));
    house_start_platform(&house, NULL);
    int status = house_end_platform(&house, 0);
    assert_int_equal(0, rename(to, from));
    house_start_platform(&house, NULL);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void without_keys_or_settings_it_says_so_and_ends(void **state)
{
    struct caller *c = *state;
    assert_int_equal(2, exit_status_without("kiosk.ini"));
    assert_int_equal(2, exit_status_without("keys/kiosk-sm2.key"));
    assert_int_equal(2, exit_status_without("keys/ca.pem"));
    caller_wait_online(c, true);
}

static void the_catalogue_outlives_network_and_process(void **state)
{
    struct caller *c = *state;
    caller_wait_online(c, true);
    while (assert_ok(caller_catalogue(c)), c->rows == 0)
        caller_wait(c, &c->catalogues, c->catalogues + 1);
    size_t offered = c->rows;
    house_ask(&house, "network cut");
    house_end_platform(&house, SIGKILL);
    caller_wait(c, &c->downs, 1);
    house_start_platform(&house, NULL);
    caller_wait(c, &c->ups, 2);
    assert_ok(caller_catalogue(c));
    assert_int_equal(offered, c->rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_case_is_saved_then_done, setup, teardown),
        cmocka_unit_test_setup_teardown(the_same_application_twice_is_one_case, setup, teardown),
        cmocka_unit_test_setup_teardown(a_rating_follows_its_case, setup, teardown),
        cmocka_unit_test_setup_teardown(without_a_network_it_keeps_and_sends_later, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(it_knows_people_when_it_can_ask, setup, teardown),
        cmocka_unit_test_setup_teardown(a_refusal_says_why, setup, teardown),
        cmocka_unit_test_setup_teardown(a_promise_is_asked_after, setup, teardown),
        cmocka_unit_test_setup_teardown(what_the_contract_forbids_gets_no_number, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_personal_stays, setup, teardown),
        cmocka_unit_test_setup_teardown(without_keys_or_settings_it_says_so_and_ends, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(the_catalogue_outlives_network_and_process, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
