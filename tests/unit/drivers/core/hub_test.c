/* SPDX-License-Identifier: Apache-2.0 */
/* Hub and workers with toy devices: what a command may count on. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/core/hub.h"
#include "drivers/core/state.h"
#include "tests/unit/drivers/core/toy.h"
#include "tests/unit/drivers/core/until.h"

enum { WAIT_MS = 10000 };

static const char rows[] = "[reader]\nclass = idcard\ndriver = toy\nusb = 1:1\n"
                           "[printer]\nclass = receipt\ndriver = toy\nusb = 1:2\n";

/* The world of one test. */
static struct {
    sd_event *loop;
    struct mailbox *box;
    struct hub *hub;
    struct ids ids;
    struct wire_port *port[2];
    struct device_info info[DEVICE_CLASS_COUNT];
    int ended, hints, told; /* told: news of a device */
    enum id_hint hint;
    struct command *last; /* ended */
} t;

static void on_device(void *user, const struct device_info *info)
{
    (void)user;
    t.info[info->device_class] = *info;
    t.told++;
}

static void on_hint(struct command *command, enum id_hint hint)
{
    (void)command;
    t.hints++;
    t.hint = hint;
}

static void on_end(struct command *command)
{
    t.ended++;
    command_free(t.last);
    t.last = command;
}

static int begin(void **state)
{
    (void)state;
    static const struct driver *const drivers[] = {&toy_reader, &toy_printer, NULL};
    char why[IDS_WHY];
    memset(&t, 0, sizeof t);
    atomic_store(&toy.health, ERR_NONE);
    atomic_store(&toy.outcome, -1);
    atomic_store(&toy.opens, 0);
    atomic_store(&toy.prints, 0);
    atomic_store(&toy.cleared, 0);
    atomic_store(&toy.opening, ERR_NONE);
    atomic_store(&toy.fresh, 0);
    assert_ok(ids_parse(rows, strlen(rows), &t.ids, why));
    assert_true(sd_event_new(&t.loop) >= 0);
    assert_ok(mailbox_new(t.loop, &t.box));
    const struct hub_config config = {
        .ids = &t.ids, .drivers = drivers, .box = t.box, .on_device = on_device};
    assert_ok(hub_new(&config, &t.hub));
    return 0;
}

static void plug(uint16_t product)
{
    t.port[product - 1] = toy_port_new(product);
    hub_arrived(t.hub, t.port[product - 1], true);
}

static void unplug(uint16_t product)
{
    hub_left(t.hub, t.port[product - 1]);
    wire_port_unref(t.port[product - 1]);
    t.port[product - 1] = NULL;
}

static int end(void **state)
{
    (void)state;
    hub_free(t.hub);
    mailbox_free(t.box);
    sd_event_unref(t.loop);
    for (int i = 0; i < 2; i++)
        wire_port_unref(t.port[i]);
    command_free(t.last);
    return 0;
}

static struct command *order(enum command_kind kind, enum err expected)
{
    struct command *command;
    assert_ok(command_new(kind, &command));
    command->on_hint = on_hint;
    command->on_end = on_end;
    assert_err(expected, hub_begin(t.hub, command));
    if (expected != ERR_NONE)
        command_free(command);
    return expected == ERR_NONE ? command : NULL;
}

static void one_of_each_class_is_listed_even_absent(void **state)
{
    (void)state;
    struct device_info info[HUB_SLOTS];
    assert_int_equal(DEVICE_CLASS_COUNT, hub_list(t.hub, info));
    assert_string_equal("idcard0", info[0].id);
    assert_int_equal(DEVICE_ABSENT, info[2].state);
}

static void a_command_waits_for_its_device_and_ends_once(void **state)
{
    (void)state;
    order(COMMAND_IDENTIFY, ERR_NONE);
    assert_int_equal(ID_HINT_NO_READER, t.hint);
    plug(1);
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_BUSY);
    run_until(t.hint == ID_HINT_READING);
    atomic_store(&toy.outcome, ERR_NONE);
    run_until(t.ended == 1);
    assert_ok(t.last->result);
    assert_string_equal("张三", secret_text(&t.last->record.field[ID_NAME]));
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_READY);
    assert_int_equal(2, t.hints); /* the same hint twice is told once */
}

static void it_outlives_its_device(void **state)
{
    (void)state;
    plug(1);
    order(COMMAND_IDENTIFY, ERR_NONE);
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_BUSY);
    unplug(1);
    assert_int_equal(DEVICE_ABSENT, t.info[DEVICE_IDCARD].state);
    run_until(t.hint == ID_HINT_NO_READER);
    plug(1);
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_BUSY);
    atomic_store(&toy.outcome, ERR_NONE);
    run_until(t.ended == 1);
    assert_ok(t.last->result);
}

static void cancelled_it_ends_soon_with_nothing(void **state)
{
    (void)state;
    plug(1);
    struct command *command = order(COMMAND_IDENTIFY, ERR_NONE);
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_BUSY);
    int64_t before = until_now_ms();
    hub_cancel(t.hub, command);
    order(COMMAND_IDENTIFY, ERR_NONE); /* the next may stand behind it */
    run_until(t.ended == 1);
    assert_true(until_now_ms() - before < 500);
    assert_err(ERR_CANCELLED, t.last->result);
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_BUSY);
    atomic_store(&toy.outcome, ERR_NONE);
    run_until(t.ended == 2);
    assert_ok(t.last->result);
}

static void cancelled_while_it_waits_it_ends_at_once(void **state)
{
    (void)state;
    struct command *command = order(COMMAND_SCAN, ERR_NONE);
    hub_cancel(t.hub, command);
    assert_int_equal(1, t.ended);
    assert_err(ERR_CANCELLED, t.last->result);
}

static void a_class_runs_one_command(void **state)
{
    (void)state;
    plug(1);
    order(COMMAND_IDENTIFY, ERR_NONE);
    order(COMMAND_IDENTIFY, ERR_BUSY);
}

static void link_trouble_is_climbed_and_then_broken(void **state)
{
    (void)state;
    plug(1);
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_READY);
    order(COMMAND_IDENTIFY, ERR_NONE);
    run_until(t.hint == ID_HINT_READING);
    atomic_store(&toy.health, ERR_TIMEOUT);
    atomic_store(&toy.outcome, ERR_TIMEOUT);
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_BROKEN);
    run_until(t.hint == ID_HINT_NO_READER);
    assert_int_equal(0, t.ended);
    assert_int_equal(2, atomic_load(&toy.opens));
    atomic_store(&toy.health, ERR_NONE);
    atomic_store(&toy.outcome, -1);
    assert_ok(hub_reset(t.hub, "idcard0")); /* instead of the rest */
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_BUSY);
    atomic_store(&toy.outcome, ERR_NONE);
    run_until(t.ended == 1);
    assert_ok(t.last->result);
}

/* Nonsense from one that never opened may be another device; from one that did, it is a fault. */
static void who_never_proved_itself_is_suspect(void **state)
{
    (void)state;
    atomic_store(&toy.opening, ERR_FORMAT);
    plug(1);
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_SUSPECT);
    assert_in_range(atomic_load(&toy.opens), 2, 8);
    assert_int_equal(1, atomic_load(&toy.fresh)); /* the pause after the plug is given once */
    atomic_store(&toy.opening, ERR_NONE);
    assert_ok(hub_reset(t.hub, "idcard0"));
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_READY);
    atomic_store(&toy.health, ERR_FORMAT);
    atomic_store(&toy.opening, ERR_FORMAT);
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_BROKEN);
}

static void who_never_answers_is_broken(void **state)
{
    (void)state;
    atomic_store(&toy.opening, ERR_TIMEOUT);
    plug(1);
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_BROKEN);
}

static void what_staff_must_mend_ends_it(void **state)
{
    (void)state;
    plug(1);
    order(COMMAND_IDENTIFY, ERR_NONE);
    run_until(t.hint == ID_HINT_READING);
    atomic_store(&toy.health, ERR_NOT_AUTHORISED);
    atomic_store(&toy.outcome, ERR_NOT_AUTHORISED);
    run_until(t.ended == 1);
    assert_err(ERR_NOT_AUTHORISED, t.last->result);
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_NEEDS_STAFF);
}

static void a_print_never_waits_for_a_printer(void **state)
{
    (void)state;
    order(COMMAND_PRINT, ERR_NONE);
    assert_int_equal(1, t.ended);
    assert_int_equal(PRINT_NOT_BEGUN, t.last->outcome);
    assert_err(ERR_ABSENT, t.last->result);
    plug(2);
    order(COMMAND_PRINT, ERR_NONE); /* but for one that is being opened */
    atomic_store(&toy.outcome, ERR_NONE);
    run_until(t.ended == 2);
    assert_int_equal(PRINT_DONE, t.last->outcome);
}

static void a_print_is_never_repeated(void **state)
{
    (void)state;
    plug(2);
    run_until(t.info[DEVICE_RECEIPT].state == DEVICE_READY);
    atomic_store(&toy.outcome, ERR_TIMEOUT);
    order(COMMAND_PRINT, ERR_NONE);
    run_until(t.ended == 1);
    assert_int_equal(PRINT_INCOMPLETE, t.last->outcome);
    assert_err(ERR_TIMEOUT, t.last->result);
    run_until(t.info[DEVICE_RECEIPT].state == DEVICE_READY);
    assert_int_equal(1, atomic_load(&toy.prints));
}

/* Between a failure and the check that follows it, nobody knows whether the device is well. */
static void what_failed_is_busy_until_it_is_known(void **state)
{
    (void)state;
    plug(1);
    order(COMMAND_IDENTIFY, ERR_NONE);
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_BUSY);
    t.told = 0;
    atomic_store(&toy.health, ERR_GONE);
    atomic_store(&toy.outcome, ERR_GONE);
    run_until(t.info[DEVICE_IDCARD].state != DEVICE_BUSY);
    assert_int_equal(DEVICE_ABSENT, t.info[DEVICE_IDCARD].state);
    assert_int_equal(1, t.told);
    assert_int_equal(0, t.ended);
}

static void a_print_waits_until_it_is_known(void **state)
{
    (void)state;
    plug(2);
    run_until(t.info[DEVICE_RECEIPT].state == DEVICE_READY);
    atomic_store(&toy.health, ERR_TIMEOUT);
    atomic_store(&toy.outcome, ERR_TIMEOUT);
    order(COMMAND_PRINT, ERR_NONE);
    run_until(t.ended == 1);
    assert_int_equal(DEVICE_BUSY, t.info[DEVICE_RECEIPT].state);
    atomic_store(&toy.outcome, ERR_NONE);
    order(COMMAND_PRINT, ERR_NONE);
    assert_int_equal(1, t.ended);
    atomic_store(&toy.health, ERR_NONE);
    run_until(t.ended == 2);
    assert_int_equal(PRINT_DONE, t.last->outcome);
}

/* A printer that is only written to passes every check with its endpoint halted. */
static void a_halt_is_cleared_before_the_next_comes(void **state)
{
    (void)state;
    plug(2);
    run_until(t.info[DEVICE_RECEIPT].state == DEVICE_READY);
    atomic_store(&toy.outcome, ERR_STALL);
    order(COMMAND_PRINT, ERR_NONE);
    run_until(t.ended == 1);
    run_until(atomic_load(&toy.cleared) == 1);
    assert_int_equal(1, atomic_load(&toy.opens));
    assert_int_equal(1, atomic_load(&toy.prints));
}

static void the_end_of_the_program_ends_every_command(void **state)
{
    (void)state;
    plug(1);
    order(COMMAND_IDENTIFY, ERR_NONE);
    order(COMMAND_SCAN, ERR_NONE);
    run_until(t.info[DEVICE_IDCARD].state == DEVICE_BUSY);
    hub_free(t.hub);
    t.hub = NULL;
    assert_int_equal(2, t.ended);
    assert_err(ERR_CANCELLED, t.last->result);
}

static void a_failed_device_begins_nothing(void **state)
{
    (void)state;
    for (int from = DEVICE_ABSENT; from <= DEVICE_SUSPECT; from++) {
        assert_int_equal(state_takes_commands((enum device_state)from),
                         state_may_follow((enum device_state)from, DEVICE_BUSY));
        assert_true(state_may_follow((enum device_state)from, DEVICE_ABSENT));
    }
}

#define world(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        world(one_of_each_class_is_listed_even_absent),
        world(a_command_waits_for_its_device_and_ends_once),
        world(it_outlives_its_device),
        world(cancelled_it_ends_soon_with_nothing),
        world(cancelled_while_it_waits_it_ends_at_once),
        world(a_class_runs_one_command),
        world(link_trouble_is_climbed_and_then_broken),
        world(who_never_proved_itself_is_suspect),
        world(who_never_answers_is_broken),
        world(what_staff_must_mend_ends_it),
        world(a_print_never_waits_for_a_printer),
        world(a_print_is_never_repeated),
        world(what_failed_is_busy_until_it_is_known),
        world(a_print_waits_until_it_is_known),
        world(a_halt_is_cleared_before_the_next_comes),
        world(the_end_of_the_program_ends_every_command),
        cmocka_unit_test(a_failed_device_begins_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
