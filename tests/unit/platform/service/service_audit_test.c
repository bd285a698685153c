/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/platform/service/open_house.h"

#include <jansson.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "platform/audit/audit.h"
#include "platform/service/pulse.h"

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

/* The head that the province was told last. */
static void read_told(struct audit_head *ret_head)
{
    json_t *said = json_loads(house_ask(&house, "heartbeat"), 0, NULL);
    ret_head->sequence = strtoull(text_of(said, "audit_seq"), NULL, 10);
    snprintf(ret_head->digest, sizeof ret_head->digest, "%s", text_of(said, "audit_digest"));
    json_decref(said);
}

static void wait_told(struct caller *c, uint64_t at_least, struct audit_head *ret_head)
{
    for (int i = 0; i < 300; i++) {
        read_told(ret_head);
        if (ret_head->sequence >= at_least)
            return;
        sd_event_run(c->loop, 100000);
    }
    fail_msg("the province was told no more than %d", (int)ret_head->sequence);
}

/* The province keeps the head of the chain that it was told last, and the log passes through it. */
static void the_audit_log_is_anchored_at_the_province(void **state)
{
    struct caller *c = *state;
    struct application a;
    struct audit_head head;
    struct audit_report report;
    char directory[HOUSE_PATH * 2];
    caller_wait_online(c, true);
    house_fill_application(&a, 1);
    assert_ok(caller_submit(c, &a));
    application_wipe(&a);
    caller_wait_state(c, "K017-000001", CASE_DONE);
    house_step(PULSE_MS + 1000);
    wait_told(c, 6, &head); /* begun, started, the line, what is published, saved, answered */
    snprintf(directory, sizeof directory, "%s/state/audit", house.root);
    if (!audit_verify(directory, &head, 1, &report))
        fail_msg("%s", report.why);
    assert_true(report.anchored >= head.sequence && report.last >= report.anchored);
    head.digest[0] = head.digest[0] == 'a' ? 'b' : 'a';
    assert_false(audit_verify(directory, &head, 1, &report));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(
        the_audit_log_is_anchored_at_the_province, setup, teardown)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
