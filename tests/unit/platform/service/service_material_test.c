/* SPDX-License-Identifier: Apache-2.0 */
/* Photographs over the bridge to the province: whole there before their case, and nowhere else
 * afterwards. */
#include "tests/unit/platform/service/open_house.h"

#include <dirent.h>
#include <jansson.h>
#include <signal.h>
#include <string.h>

enum { LOOK_US = 5000 };

static enum err submit(struct caller *c, struct application *a)
{
    enum err e = caller_submit(c, a);
    application_wipe(a);
    return e;
}

static void they_arrive_with_their_case(void **state)
{
    struct caller *c = *state;
    struct application a;
    caller_wait_online(c, true);
    house_fill_application(&a, 1);
    house_add_file(&a, 200000, HOUSE_FIXED);
    house_add_file(&a, 5, HOUSE_FIXED);
    assert_ok(submit(c, &a));
    caller_wait_state(c, c->status.local_number, CASE_DONE);
    json_t *cases = json_loads(house_ask(&house, "cases"), 0, NULL);
    json_t *told =
        json_object_get(json_object_get(json_array_get(cases, 0), "application"), "attachments");
    assert_int_equal(2, json_array_size(told));
    const json_t *one = json_array_get(told, 0);
    assert_string_equal("id_photo", json_string_value(json_object_get(one, "name")));
    assert_string_equal("image/jpeg", json_string_value(json_object_get(one, "media_type")));
    json_decref(cases);
}

/* A kiosk that could not ask lets it be signed: then the province says no, and why. */
static void a_promise_of_who_broke_one_is_refused_with_words(void **state)
{
    struct caller *c = *state;
    struct application a;
    caller_wait_online(c, true);
    for (int broke = 0; broke < 2; broke++) {
        house_fill_application(&a, 1 + broke);
        house_add_file(&a, 5, HOUSE_FIXED);
        a.materials = 1;
        a.material[0] = (struct application_material){.name = "id_photo",
                                                      .material_name = "证件照片",
                                                      .is_need = true,
                                                      .way = COLLECT_COMMITMENT,
                                                      .collect_ms = 1795420800000,
                                                      .commitment_version = "2026-1"};
        assert_ok(submit(c, &a));
        caller_wait_state(c, c->status.local_number, broke ? CASE_REFUSED : CASE_DONE);
        house_ask(&house, "broke 11010519491231002X");
    }
    assert_string_equal("以前的承诺还没有做到，这次不能签承诺书，请交材料。", c->status.message);
}

static int files_kept(void)
{
    DIR *folder = opendir(house_path(&house, "state/outbox.db.attachments"));
    int count = 0;
    assert_non_null(folder);
    for (const struct dirent *one; (one = readdir(folder));)
        count += one->d_name[0] != '.';
    closedir(folder);
    return count;
}

/* Nothing that a citizen was given a number for is lost with the process. */
static void they_wait_for_the_line_as_their_case_does(void **state)
{
    struct caller *c = *state;
    struct application a;
    caller_wait_online(c, true);
    house_ask(&house, "network cut");
    caller_wait_online(c, false);
    house_fill_application(&a, 2);
    house_add_file(&a, 100000, HOUSE_FIXED);
    assert_ok(submit(c, &a));
    assert_int_equal(1, files_kept());
    int ups = c->ups;
    house_end_platform(&house, SIGKILL);
    caller_wait(c, &c->downs, 1);
    house_ask(&house, "network restore");
    house_start_platform(&house, NULL);
    caller_wait(c, &c->ups, ups + 1);
    caller_wait_state(c, c->status.local_number, CASE_DONE);
    assert_int_equal(0, files_kept());
}

static void what_is_none_is_refused_and_nothing_is_kept(void **state)
{
    struct caller *c = *state;
    struct application a;
    caller_wait_online(c, true);
    house_fill_application(&a, 3);
    house_add_file(&a, 1000, 0); /* it could still be changed */
    assert_err(ERR_ACCESS, submit(c, &a));
    house_fill_application(&a, 3);
    house_add_file(&a, 1000, F_SEAL_WRITE | F_SEAL_GROW); /* and cut */
    assert_err(ERR_ACCESS, submit(c, &a));
    house_fill_application(&a, 3);
    house_add_file(&a, 3, HOUSE_FIXED); /* begins like a picture and is none */
    assert_err(ERR_UNSUPPORTED, submit(c, &a));
    house_fill_application(&a, 3);
    house_add_file(&a, 0, HOUSE_FIXED);
    assert_err(ERR_TOO_LONG, submit(c, &a));
    house_fill_application(&a, 3);
    house_add_file(&a, APPLICATION_FILES_SIZE, HOUSE_FIXED);
    house_add_file(&a, 4, HOUSE_FIXED); /* together too much */
    assert_err(ERR_TOO_LONG, submit(c, &a));
    assert_ok(caller_health(c));
    assert_int_equal(0, c->counts.waiting);
}

static bool is_whole_there(void)
{
    DIR *folder = opendir(house_path(&house, "province.db.attachments"));
    bool whole = false;
    assert_non_null(folder);
    for (const struct dirent *one; (one = readdir(folder));)
        whole |= one->d_name[0] != '.' && !strstr(one->d_name, ".part");
    closedir(folder);
    return whole;
}

/* The province forgot them: they are sent again, and there is one case. */
static void those_that_the_province_lost_are_sent_again(void **state)
{
    struct caller *c = *state;
    struct application a;
    char command[256];
    caller_wait_online(c, true);
    house_ask(&house, "fault status 500 on cases x 1");
    house_fill_application(&a, 4);
    house_add_file(&a, 70000, HOUSE_FIXED);
    assert_ok(submit(c, &a));
    while (!is_whole_there())
        sd_event_run(c->loop, LOOK_US);
    snprintf(command, sizeof command, "rm -f %s/*", house_path(&house, "province.db.attachments"));
    assert_int_equal(0, system(command)); /* NOLINT(cert-env33-c): our own words */
    caller_wait_state(c, c->status.local_number, CASE_DONE);
    json_t *cases = json_loads(house_ask(&house, "cases"), 0, NULL);
    size_t same = 0;
    for (size_t i = 0; i < json_array_size(cases); i++) {
        const json_t *number = json_object_get(json_array_get(cases, i), "local_number");
        same += strcmp(json_string_value(number), c->status.local_number) == 0;
    }
    assert_int_equal(1, same);
    json_decref(cases);
}

#define each(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        each(they_arrive_with_their_case),
        each(a_promise_of_who_broke_one_is_refused_with_words),
        each(they_wait_for_the_line_as_their_case_does),
        each(what_is_none_is_refused_and_nothing_is_kept),
        each(those_that_the_province_lost_are_sent_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
