/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/platform/service/open_house.h"

#include <jansson.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "platform/audit/audit.h"
#include "platform/bus/staff.h"
#include "platform/service/dial.h"
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

/* Waits, step by step of the clock, until the log holds this behind a tab. */
static void wait_line(struct caller *c, const char *line)
{
    char command[HOUSE_PATH * 2];
    for (int i = 0; i < 30; i++) {
        assert_ok(caller_health(c));
        snprintf(command, sizeof command, "grep -qF '%s' %s/state/audit/*.log", line, house.root);
        if (system(command) == 0) /* NOLINT(cert-env33-c): our own words */
            return;
        house_step(DIAL_LOOK_MS);
    }
    fail_msg("%s is not in the log", line);
}

/* Who did it is what the kernel says of the caller. */
static void what_staff_do_to_a_device_is_written_down(void **state)
{
    struct caller *c = *state;
    char line[64];
    caller_wait_online(c, true);
    assert_ok(staff_note(STAFF_PIN, "receipt0"));
    snprintf(line, sizeof line, "\tstaff\tpin.receipt0\tuid%u\t", (unsigned)getuid());
    wait_line(c, line);
    assert_ok(staff_note(STAFF_READ_CARD, ""));
    snprintf(line, sizeof line, "\tstaff\tread-card\tuid%u\t", (unsigned)getuid());
    wait_line(c, line);
}

static void what_staff_and_citizens_do_is_written_down(void **state)
{
    enum { HOUR_MS = 3600 * 1000 };
    struct caller *c = *state;
    char command[HOUSE_PATH * 4];
    caller_wait_online(c, true);
    assert_ok(caller_step_up(c, "11010519491231002X"));
    wait_line(c, "\tstep-up\tcode-asked\tok\t");
    house_set_wall_off(HOUR_MS);
    wait_line(c, "\tclock\tset\tahead-3600s\t");
    wait_line(c, "\tclock\tto-province\tahead-");
    house_set_wall_off(0);
    wait_line(c, "\tclock\tset\tbehind-3600s\t");
    wait_line(c, "\tclock\tto-province\tright\t");
    snprintf(command, sizeof command,
             "cd %s/keys && umask 077 && cp -p kiosk/kiosk-sm2.key old && echo no key "
             ">kiosk/kiosk-sm2.key",
             house.root);
    assert_int_equal(0, system(command)); /* NOLINT(cert-env33-c): our own words */
    wait_line(c, "\tkeys\tkeys\tkey\t");
    snprintf(command, sizeof command, "mv %s/keys/old %s/keys/kiosk/kiosk-sm2.key", house.root,
             house.root);
    assert_int_equal(0, system(command)); /* NOLINT(cert-env33-c): our own words */
    wait_line(c, "\tkeys\tkeys\trenewed\t");
}

#define each(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {each(the_audit_log_is_anchored_at_the_province),
                                       each(what_staff_do_to_a_device_is_written_down),
                                       each(what_staff_and_citizens_do_is_written_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
