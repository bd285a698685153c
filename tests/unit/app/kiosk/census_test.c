/* SPDX-License-Identifier: Apache-2.0 */
/* What the desk tells of its devices, and a call for help. */
#include "tests/unit/check.h"

#include "tests/unit/app/kiosk/desk_stage.h"

static void each_state_has_its_word(void **state)
{
    (void)state;
    static const struct {
        enum device_state state;
        uint32_t flags;
        const char *word;
    } all[] = {{DEVICE_READY, 0, "ready"},
               {DEVICE_BUSY, 0, "ready"},
               {DEVICE_NEEDS_CITIZEN, DEVICE_FLAG_MEDIA_PRESENT, "ready"},
               {DEVICE_READY, DEVICE_FLAG_PAPER_LOW, "paper_low"},
               {DEVICE_NEEDS_STAFF, DEVICE_FLAG_PAPER_OUT | DEVICE_FLAG_PAPER_LOW, "paper_out"},
               {DEVICE_NEEDS_STAFF, DEVICE_FLAG_COVER_OPEN, "cover_open"},
               {DEVICE_NEEDS_STAFF, 0, "needs_staff"},
               {DEVICE_NEEDS_STAFF, DEVICE_FLAG_MEDIA_JAMMED, "jammed"},
               {DEVICE_BROKEN, DEVICE_FLAG_PAPER_OUT, "broken"},
               {DEVICE_SUSPECT, 0, "suspect"},
               {DEVICE_ABSENT, 0, "absent"}};
    struct service service = {.devices_up = true};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        service.device[DEVICE_RECEIPT].state = all[i].state;
        service.device[DEVICE_RECEIPT].flags = all[i].flags;
        assert_string_equal(all[i].word, census_word(&service, DEVICE_RECEIPT));
    }
    service.devices_up = false;
    assert_string_equal("unknown", census_word(&service, DEVICE_RECEIPT));
}

static void only_news_is_told(void **state)
{
    (void)state;
    size_t told = fake_times("devices");
    assert_true(told > 0);
    assert_string_equal("ready", fake_last("devices")->text);
    come_device(DEVICE_RECEIPT, DEVICE_BUSY, 0);
    assert_int_equal(told, fake_times("devices"));
    come_device(DEVICE_RECEIPT, DEVICE_NEEDS_STAFF, DEVICE_FLAG_PAPER_OUT);
    assert_int_equal(told + 1, fake_times("devices"));
    assert_string_equal("paper_out", fake_last("devices")->text);
    come_up(BUS_PLATFORM, false);
    come_device(DEVICE_RECEIPT, DEVICE_READY, 0);
    assert_int_equal(told + 1, fake_times("devices"));
    come_up(BUS_PLATFORM, true);
    assert_int_equal(told + 2, fake_times("devices"));
    assert_int_equal(DEVICE_CLASS_COUNT + 1, fake_last("devices")->lines); /* and the kiosk */
}

static void a_call_keeps_its_name_until_it_was_heard(void **state)
{
    (void)state;
    char id[120];
    to_identify();
    press(ACTION_HELP, 0);
    assert_screen(help);
    press(ACTION_CALL, 0);
    strcpy(id, fake_last("call")->text);
    struct bus_event *e = event(BUS_CALLED, "call");
    e->err = ERR_UNREACHABLE;
    come(e);
    assert_false(desk.model.help_heard);
    assert_int_equal(1, fake_times("call"));
    press(ACTION_BACK, 0);
    press(ACTION_HELP, 0);
    press(ACTION_CALL, 0);
    assert_string_equal(id, fake_last("call")->text);
    come(event(BUS_CALLED, "call"));
    assert_true(desk.model.help_heard);
    press(ACTION_CALL, 0);
    assert_int_equal(2, fake_times("call"));
    press(UI_EXIT, 0);
    if (desk.model.overlay == OVERLAY_EXIT)
        press(ACTION_LEAVE, 0);
    assert_false(desk.model.help_heard);
    assert_string_equal("", desk.model.help_id);
}

int main(void)
{
    stepped_begin();
#define T(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
    const struct CMUnitTest tests[] = {
        T(each_state_has_its_word),
        T(only_news_is_told),
        T(a_call_keeps_its_name_until_it_was_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
