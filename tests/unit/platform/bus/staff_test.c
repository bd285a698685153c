/* SPDX-License-Identifier: Apache-2.0 */
/* What staff did crosses the bridge in known words, and who they are is the kernel's. */
#include "tests/unit/check.h"

#include <string.h>
#include <unistd.h>

#include "platform/bus/client_parts.h"
#include "tests/unit/platform/bus/both.h"

static void on_done(void *user, enum err e)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
}

static enum err tell(struct both *b, enum staff_deed deed, const char *device)
{
    b->staff = (struct staff_act){.deed = STAFF_NOTHING};
    TRY(platform_client_staff(b->client, deed, device, on_done, b));
    both_run_until(b, &b->replies, b->replies + 1);
    return b->last;
}

static void each_deed_crosses_with_the_callers_uid(void **state)
{
    struct both *b = *state;
    for (enum staff_deed deed = STAFF_NOTHING + 1; deed < STAFF_DEEDS; deed++) {
        assert_int_equal(deed, staff_deed_of(staff_deed_name(deed)));
        assert_ok(tell(b, deed, "receipt0"));
        assert_int_equal(deed, b->staff.deed);
        assert_string_equal("receipt0", b->staff.device);
        assert_int_equal(getuid(), b->staff.uid);
    }
    assert_ok(tell(b, STAFF_SCAN, ""));
    assert_string_equal("", b->staff.device);
}

static void what_is_no_deed_or_device_is_not_told(void **state)
{
    struct both *b = *state;
    assert_err(ERR_FORMAT, tell(b, STAFF_NOTHING, "receipt0"));
    assert_err(ERR_FORMAT, tell(b, STAFF_DEEDS, "receipt0"));
    assert_err(ERR_FORMAT, tell(b, STAFF_PIN, "张三"));
    assert_err(ERR_FORMAT, tell(b, STAFF_PIN, "receipt 0"));
    assert_err(ERR_TOO_LONG, tell(b, STAFF_PIN, "receipt0receipt0receipt0receipt0"));
    assert_int_equal(STAFF_NOTHING, b->staff.deed);
}

static void on_reply(void *user, enum err e, sd_bus_message *reply)
{
    (void)reply;
    AUTO(auto_free) struct open_call *call = user;
    on_done(call->user, e);
}

/* As another program might say it. */
static void a_word_of_ones_own_is_refused(void **state)
{
    struct both *b = *state;
    sd_bus_message *m;
    assert_ok(client_new_call(b->client, "Staff", &m));
    assert_true(sd_bus_message_append(m, "ss", "format-disk", "receipt0") >= 0);
    assert_ok(client_send_call(b->client, m, ERR_NONE, on_reply, (struct open_call){.user = b}));
    both_run_until(b, &b->replies, 1);
    assert_err(ERR_FORMAT, b->last);
    assert_int_equal(STAFF_NOTHING, b->staff.deed);
}

#define each(test) cmocka_unit_test_setup_teardown(test, both_setup, both_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {each(each_deed_crosses_with_the_callers_uid),
                                       each(what_is_no_deed_or_device_is_not_told),
                                       each(a_word_of_ones_own_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
