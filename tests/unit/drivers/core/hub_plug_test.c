/* SPDX-License-Identifier: Apache-2.0 */
/* Devices that come, go, come back elsewhere and are exchanged: who gets which name, who is
 * trusted. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/core/hub.h"
#include "platform/base/paths.h"
#include "tests/unit/drivers/core/toy.h"
#include "tests/unit/drivers/core/until.h"

enum { WAIT_MS = 10000, DEVICES = 8 };

static const char rows[] = "[reader]\nclass = idcard\ndriver = toy\nusb = 1:1\nusb = 1:3\n"
                           "[printer]\nclass = receipt\ndriver = toy\nusb = 1:2\n";

static struct {
    sd_event *loop;
    struct mailbox *box;
    struct hub *hub;
    struct ids ids;
    struct pins pins;
    char folder[32];
    struct device_info info[HUB_SLOTS];
    int ended;
    enum err result;
    enum print_outcome outcome;
} t;

static const struct device_info *device(const char *id)
{
    static const struct device_info none;
    size_t count = hub_list(t.hub, t.info);
    for (size_t i = 0; i < count; i++)
        if (strcmp(t.info[i].id, id) == 0)
            return &t.info[i];
    return &none;
}

static void on_device(void *user, const struct device_info *info)
{
    (void)user, (void)info;
}

static void on_hint(struct command *command, enum id_hint hint)
{
    (void)command, (void)hint;
}

static void on_end(struct command *command)
{
    t.ended++;
    t.result = command->result;
    t.outcome = command->outcome;
    command_free(command);
}

static void make_hub(void)
{
    static const struct driver *const drivers[] = {&toy_reader, &toy_printer, NULL};
    const struct hub_config config = {
        .ids = &t.ids, .drivers = drivers, .pins = &t.pins, .box = t.box, .on_device = on_device};
    pins_load(&t.pins);
    assert_ok(hub_new(&config, &t.hub));
}

static int begin(void **state)
{
    (void)state;
    char why[IDS_WHY];
    memset(&t, 0, sizeof t);
    strcpy(t.folder, "/tmp/hub-XXXXXX");
    assert_non_null(mkdtemp(t.folder));
    setenv("BUDAYANG_DEVICES", t.folder, 1);
    atomic_store(&toy.health, ERR_NONE);
    atomic_store(&toy.outcome, -1);
    atomic_store(&toy.opens, 0);
    assert_ok(ids_parse(rows, strlen(rows), &t.ids, why));
    assert_true(sd_event_new(&t.loop) >= 0);
    assert_ok(mailbox_new(t.loop, &t.box));
    make_hub();
    return 0;
}

static int end(void **state)
{
    (void)state;
    char path[64];
    hub_free(t.hub);
    mailbox_free(t.box);
    sd_event_unref(t.loop);
    snprintf(path, sizeof path, "%s/pins.ini", t.folder);
    remove(path);
    assert_int_equal(0, rmdir(t.folder));
    return 0;
}

static struct wire_port *plug(uint16_t product, const char *place, const char *serial)
{
    struct wire_port *port = toy_port_at(product, place, serial);
    hub_arrived(t.hub, port, true);
    return port;
}

static void unplug(struct wire_port *port)
{
    hub_left(t.hub, port);
    wire_port_unref(port);
}

static void assert_place(const char *id, const char *place)
{
    run_until(device(id)->state == DEVICE_READY);
    assert_string_equal(place, device(id)->place);
}

static void two_of_a_kind_keep_their_names_by_their_sockets(void **state)
{
    (void)state;
    struct wire_port *a = plug(1, "1-1", ""), *b = plug(1, "1-2", "");
    assert_place("idcard0", "1-1");
    assert_place("idcard1", "1-2");
    unplug(a); /* a hub that resets: all leave, and return in any order */
    unplug(b);
    assert_int_equal(DEVICE_ABSENT, device("idcard1")->state);
    b = plug(1, "1-2", "");
    a = plug(1, "1-1", "");
    assert_place("idcard0", "1-1");
    assert_place("idcard1", "1-2");
    assert_int_equal(0, device("idcard2")->id[0]);
    unplug(a);
    unplug(b);
}

static void a_serial_number_outweighs_the_socket(void **state)
{
    (void)state;
    struct wire_port *a = plug(1, "1-1", "A"), *b = plug(1, "1-2", "B");
    assert_place("idcard1", "1-2");
    unplug(a);
    unplug(b);
    a = plug(1, "1-2", "A");
    b = plug(1, "1-1", "B");
    assert_place("idcard0", "1-2");
    assert_place("idcard1", "1-1");
    unplug(a);
    unplug(b);
}

static void one_that_is_exchanged_takes_the_free_name(void **state)
{
    (void)state;
    unplug(plug(1, "1-1", "A"));
    struct wire_port *b = plug(3, "1-4", "B");
    assert_place("idcard0", "1-4");
    unplug(b);
}

/* The socket is taken before the news came that it is free. */
static void the_new_one_may_come_before_the_old_one_left(void **state)
{
    (void)state;
    struct wire_port *a = plug(1, "1-1", "A");
    assert_place("idcard0", "1-1");
    struct wire_port *again = plug(1, "1-1", "A");
    assert_place("idcard0", "1-1");
    assert_int_equal(0, device("idcard1")->id[0]);
    unplug(a); /* nobody's news any more */
    assert_int_equal(DEVICE_READY, device("idcard0")->state);
    unplug(again);
    assert_int_equal(DEVICE_ABSENT, device("idcard0")->state);
}

static void order(enum command_kind kind)
{
    struct command *command;
    assert_ok(command_new(kind, &command));
    command->on_hint = on_hint;
    command->on_end = on_end;
    assert_ok(hub_begin(t.hub, command));
}

/* "It is gone" says the transfer, then the hot-plug. */
static void gone_may_come_before_left(void **state)
{
    (void)state;
    struct wire_port *a = plug(1, "1-1", "");
    order(COMMAND_IDENTIFY);
    run_until(device("idcard0")->state == DEVICE_BUSY);
    atomic_store(&toy.health, ERR_GONE);
    atomic_store(&toy.outcome, ERR_GONE);
    run_until(device("idcard0")->state == DEVICE_ABSENT);
    assert_int_equal(0, t.ended);
    unplug(a);
    atomic_store(&toy.health, ERR_NONE);
    atomic_store(&toy.outcome, ERR_NONE);
    a = plug(1, "1-1", "");
    run_until(t.ended == 1);
    assert_ok(t.result);
    unplug(a);
}

/* The hot-plug, then the transfer; the command is taken over by the other one at once. */
static void left_may_come_before_gone(void **state)
{
    (void)state;
    struct wire_port *a = plug(1, "1-1", ""), *b = NULL;
    order(COMMAND_IDENTIFY);
    run_until(device("idcard0")->state == DEVICE_BUSY);
    b = plug(1, "1-2", "");
    run_until(device("idcard1")->state == DEVICE_READY);
    unplug(a);
    assert_int_equal(DEVICE_ABSENT, device("idcard0")->state);
    run_until(device("idcard1")->state == DEVICE_BUSY);
    atomic_store(&toy.outcome, ERR_NONE);
    run_until(t.ended == 1);
    assert_ok(t.result);
    unplug(b);
}

/* All within one turn of the loop: nobody has read yet that the former ones ended. */
static void more_may_leave_at_once_than_there_are_names(void **state)
{
    (void)state;
    order(COMMAND_IDENTIFY);
    for (int i = 0; i < HUB_SLOTS + 3; i++)
        unplug(plug(1, "1-1", ""));
    assert_int_equal(DEVICE_ABSENT, device("idcard0")->state);
    struct wire_port *a = plug(1, "1-1", "");
    run_until(device("idcard0")->state == DEVICE_BUSY);
    atomic_store(&toy.outcome, ERR_NONE);
    run_until(t.ended == 1);
    assert_ok(t.result);
    unplug(a);
}

static void sockets_change_and_what_is_pinned_is_suspect(void **state)
{
    (void)state;
    struct wire_port *a = plug(1, "1-1", "A"), *b = plug(1, "1-2", "B");
    assert_place("idcard0", "1-1");
    assert_place("idcard1", "1-2");
    assert_ok(hub_pin(t.hub, "idcard0"));
    run_until(device("idcard0")->flags & DEVICE_FLAG_PINNED);
    run_until(device("idcard1")->state ==
              DEVICE_SUSPECT); /* others of the class are strangers now */
    assert_err(ERR_STRANGER, device("idcard1")->why);
    assert_ok(hub_pin(t.hub, "idcard1"));
    run_until(device("idcard1")->state == DEVICE_READY);
    unplug(a);
    unplug(b);
    a = plug(1, "1-2", "A");
    b = plug(1, "1-1", "B");
    run_until(device("idcard0")->state == DEVICE_SUSPECT);
    run_until(device("idcard1")->state == DEVICE_SUSPECT);
    order(COMMAND_IDENTIFY); /* given to nobody */
    assert_ok(hub_pin(t.hub, "idcard0"));
    run_until(device("idcard0")->state == DEVICE_BUSY);
    assert_string_equal("1-2", device("idcard0")->place);
    unplug(a);
    unplug(b);
}

static void another_in_the_pinned_socket_is_suspect_until_accepted(void **state)
{
    (void)state;
    struct wire_port *a = plug(2, "1-1", "A");
    run_until(device("receipt0")->state == DEVICE_READY);
    assert_ok(hub_pin(t.hub, "receipt0"));
    unplug(a);
    assert_true(device("receipt0")->flags & DEVICE_FLAG_PINNED);
    a = plug(2, "1-1", "X");
    run_until(device("receipt0")->state == DEVICE_SUSPECT);
    order(COMMAND_PRINT);
    assert_int_equal(1, t.ended);
    assert_int_equal(PRINT_NOT_BEGUN, t.outcome);
    unplug(a);
    a = plug(2, "1-1", "A");
    run_until(device("receipt0")->state == DEVICE_READY);
    unplug(a);
    a = toy_port_at(2, "1-1", "A");
    a->identity.release++; /* came back with another firmware */
    hub_arrived(t.hub, a, true);
    run_until(device("receipt0")->state == DEVICE_SUSPECT);
    assert_ok(hub_pin(t.hub, "receipt0"));
    run_until(device("receipt0")->state == DEVICE_READY);
    assert_ok(hub_unpin(t.hub, "receipt0"));
    run_until(!(device("receipt0")->flags & DEVICE_FLAG_PINNED));
    assert_err(ERR_NOT_FOUND, hub_unpin(t.hub, "receipt0"));
    unplug(a);
}

static void pins_outlive_the_program(void **state)
{
    (void)state;
    struct wire_port *a = plug(1, "1-1", "A"), *b = plug(1, "1-2", "B");
    run_until(device("idcard1")->state == DEVICE_READY);
    assert_ok(hub_pin(t.hub, "idcard1"));
    unplug(a);
    unplug(b);
    hub_free(t.hub);
    make_hub(); /* on the same mailbox: what the old one's workers said last is not told */
    assert_int_equal(DEVICE_FLAG_PINNED, device("idcard1")->flags); /* missed */
    b = plug(1, "1-2", "B");
    a = plug(1, "1-1", "A");
    run_until(device("idcard1")->state == DEVICE_READY);
    run_until(device("idcard0")->state == DEVICE_SUSPECT);
    unplug(a);
    unplug(b);
}

static void what_is_not_known_is_not_pinned(void **state)
{
    (void)state;
    assert_err(ERR_ABSENT, hub_pin(t.hub, "idcard0"));
    assert_err(ERR_ABSENT, hub_pin(t.hub, "nothing"));
    atomic_store(&toy.health, ERR_TIMEOUT);
    struct wire_port *a = plug(1, "1-1", "A");
    run_until(device("idcard0")->state == DEVICE_BROKEN);
    assert_err(ERR_STATE, hub_pin(t.hub, "idcard0"));
    unplug(a);
}

#define world(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        world(two_of_a_kind_keep_their_names_by_their_sockets),
        world(a_serial_number_outweighs_the_socket),
        world(one_that_is_exchanged_takes_the_free_name),
        world(the_new_one_may_come_before_the_old_one_left),
        world(gone_may_come_before_left),
        world(left_may_come_before_gone),
        world(more_may_leave_at_once_than_there_are_names),
        world(sockets_change_and_what_is_pinned_is_suspect),
        world(another_in_the_pinned_socket_is_suspect_until_accepted),
        world(pins_outlive_the_program),
        world(what_is_not_known_is_not_pinned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
