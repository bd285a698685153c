/* SPDX-License-Identifier: Apache-2.0 */
/* A returned case over the bridge: what it lacks is told to its citizen, and what they hand in goes
 * once, behind what they handed in before, with its photographs or not at all. */
#include "tests/unit/platform/service/open_house.h"

#include <jansson.h>
#include <string.h>

#include "platform/base/clock.h"
#include "platform/bus/client_certificates.h"

#define SOMEBODY "11010519491231002X"
#define ANOTHER  "140802194405090047"

enum { DAY_MS = 24 * 60 * 60 * 1000, COMMAND = 512, FILED = 1 };

static struct correction_list lacks;
static char project_no[NUMBER_TEXT];

static void add(struct pairs *pairs, const char *name, const char *value)
{
    struct pair *p = &pairs->pair[pairs->count++];
    strcpy(p->name, name);
    assert_ok(secret_set_text(&p->value, value));
}

static void on_corrections(void *user, enum err e, const struct correction_list *list)
{
    struct caller *c = user;
    c->replies++;
    c->err = e;
    lacks = *list;
}

static enum err ask(struct caller *c, const char *number)
{
    AUTO(pairs_wipe) struct pairs who = {0}, form = {0};
    int replies = c->replies;
    add(&who, "applyer_name", "张三");
    add(&who, "applyer_page_code", number);
    add(&who, "assurance_token", house_ask(&house, "vouch %s", number));
    add(&form, "project_no", project_no);
    assert_ok(platform_client_corrections(c->client, &(struct platform_asking){"T1", &who, &form},
                                          on_corrections, c));
    caller_wait(c, &c->replies, replies + 1);
    return c->err;
}

static void submit(struct caller *c, struct application *a)
{
    assert_ok(caller_submit(c, a));
    application_wipe(a);
}

/* A case with a photograph that came back for it. */
static void a_case_came_back(struct caller *c)
{
    struct application a;
    caller_wait_online(c, true);
    house_fill_application(&a, FILED);
    house_add_file(&a, 2000, HOUSE_FIXED);
    submit(c, &a);
    caller_wait_state(c, c->status.local_number, CASE_DONE);
    strcpy(project_no, c->status.project_no);
    house_ask(&house, "return %s -id_photo 证件照片 20991231 照片糊了", c->status.local_number);
}

static void hand_in(struct caller *c, int n, size_t size)
{
    struct application a;
    house_fill_application(&a, n);
    a.kind = APPLICATION_CORRECTION;
    strcpy(a.project_no, project_no);
    house_add_file(&a, size, HOUSE_FIXED);
    a.material[a.materials++] = (struct application_material){.name = "id_photo",
                                                              .material_name = "证件照片",
                                                              .is_need = true,
                                                              .way = COLLECT_CAPTURED,
                                                              .collect_ms = clock_wall_ms()};
    submit(c, &a);
}

static void another_goes(struct caller *c, int n)
{
    struct application a;
    house_fill_application(&a, n);
    assert_ok(secret_set_text(&a.field[1].value, ANOTHER));
    submit(c, &a);
    caller_wait_state(c, c->status.local_number, CASE_DONE);
}

static void cut_off(struct caller *c)
{
    house_ask(&house, "network cut");
    caller_wait_online(c, false);
}

static size_t count(const char *what)
{
    json_t *list = json_loads(house_ask(&house, "%s", what), 0, NULL);
    size_t n = json_array_size(list);
    json_decref(list);
    return n;
}

static void what_it_lacks_is_told_to_its_citizen_and_mended(void **state)
{
    struct caller *c = *state;
    a_case_came_back(c);
    assert_ok(ask(c, SOMEBODY));
    assert_int_equal(1, lacks.count);
    assert_string_equal(project_no, lacks.project_no);
    assert_string_equal("id_photo", lacks.row[0].material);
    assert_string_equal("照片糊了", lacks.row[0].reason);
    assert_err(ERR_NOT_FOUND, ask(c, ANOTHER));
    hand_in(c, 2, 150000);
    caller_wait_state(c, c->status.local_number, CASE_ACCEPTED);
    assert_string_equal(project_no, c->status.project_no);
    json_t *cases = json_loads(house_ask(&house, "cases"), 0, NULL);
    const json_t *came =
        json_array_get(json_object_get(json_array_get(cases, 0), "corrections"), 0);
    const json_t *material = json_array_get(json_object_get(came, "materials"), 0);
    const json_t *page = json_array_get(json_object_get(came, "attachments"), 0);
    assert_int_equal(1, json_array_size(cases));
    assert_string_equal("captured", json_string_value(json_object_get(material, "collect_way")));
    assert_string_equal("id_photo", json_string_value(json_object_get(page, "name")));
    json_decref(cases);
    assert_ok(ask(c, SOMEBODY));
    assert_int_equal(0, lacks.count);
}

static void it_waits_for_the_line_behind_what_came_before(void **state)
{
    struct caller *c = *state;
    struct application other;
    a_case_came_back(c);
    cut_off(c);
    house_fill_application(&other, 3); /* of the same citizen */
    submit(c, &other);
    hand_in(c, 4, 90000);
    int ups = c->ups;
    house_end_platform(&house, SIGKILL);
    caller_wait(c, &c->downs, 1);
    house_ask(&house, "network restore");
    house_start_platform(&house, NULL);
    caller_wait(c, &c->ups, ups + 1);
    caller_wait_state(c, c->status.local_number, CASE_ACCEPTED);
    json_t *list = json_loads(house_ask(&house, "corrections"), 0, NULL);
    assert_int_equal(1, json_array_size(list));
    assert_int_equal(2, json_integer_value(json_object_get(json_array_get(list, 0), "behind")));
    json_decref(list);
}

/* A no is final and told in the province's words; the case stands as it did. */
static void one_that_nobody_asked_for_is_refused(void **state)
{
    struct caller *c = *state;
    struct application a;
    caller_wait_online(c, true);
    house_fill_application(&a, FILED);
    submit(c, &a);
    caller_wait_state(c, c->status.local_number, CASE_DONE);
    strcpy(project_no, c->status.project_no);
    hand_in(c, 5, 3000);
    caller_wait_state(c, c->status.local_number, CASE_REFUSED);
    assert_non_null(strstr(c->status.message, "不需要补正"));
    assert_int_equal(0, count("corrections"));
}

/* As for a case: said no to for a week, it ends, and what is behind it goes. */
static void photographs_that_cannot_go_end_it_after_a_week(void **state)
{
    struct caller *c = *state;
    char number[NUMBER_TEXT];
    a_case_came_back(c);
    house_ask(&house, "fault status 415 on attachments");
    hand_in(c, 6, 3000);
    strcpy(number, c->status.local_number);
    another_goes(c, 20); /* it was tried before this one */
    for (int days = 1; days <= 7; days++) {
        assert_ok(caller_status(c, number));
        assert_int_equal(CASE_SAVED, c->status.state);
        house_step(DAY_MS);
        caller_wait_online(c, true);
        another_goes(c, 20 + days);
    }
    caller_wait_state(c, number, CASE_REFUSED);
    assert_string_equal(CASE_WORD_REFUSED, c->status.message);
    assert_int_equal(0, count("corrections"));
}

static void it_is_carried_on_a_stick_once(void **state)
{
    struct caller *c = *state;
    char command[COMMAND];
    a_case_came_back(c);
    cut_off(c);
    hand_in(c, 7, 70000);
    house_end_platform(&house, SIGKILL);
    caller_wait(c, &c->downs, 1);
    snprintf(command, sizeof command, "%s export %s/stick >%s/said 2>&1", getenv("KIOSKCTL_OUTBOX"),
             house.root, house.root);
    assert_int_equal(0, system(command)); /* NOLINT(cert-env33-c): our own words */
    house_ask(&house, "network restore");
    assert_string_equal("rows=1 new=1 known=0 refused=0",
                        house_ask(&house, "carried %s", house_path(&house, "stick")));
    house_start_platform(&house, NULL); /* it was mended */
    caller_wait(c, &c->ups, 2);
    caller_wait_state(c, c->status.local_number, CASE_ACCEPTED);
    assert_int_equal(1, count("corrections"));
    assert_int_equal(1, count("cases"));
}

#define each(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        each(what_it_lacks_is_told_to_its_citizen_and_mended),
        each(it_waits_for_the_line_behind_what_came_before),
        each(one_that_nobody_asked_for_is_refused),
        each(photographs_that_cannot_go_end_it_after_a_week),
        each(it_is_carried_on_a_stick_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
