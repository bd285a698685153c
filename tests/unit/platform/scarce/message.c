/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/unit/platform/scarce/message.h"

#include <sys/socket.h>

/* A connection that was begun and never answered is enough to make messages for. */
static sd_bus *bus_new(void)
{
    int pair[2];
    sd_bus *bus = NULL;
    assert_int_equal(0, socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair));
    assert_true(sd_bus_new(&bus) >= 0);
    assert_true(sd_bus_set_fd(bus, pair[0], pair[0]) >= 0);
    assert_true(sd_bus_start(bus) >= 0);
    assert_int_equal(0, close(pair[1]));
    return bus;
}

sd_bus_message *message_new(void)
{
    sd_bus_message *m = NULL;
    sd_bus *bus = bus_new();
    assert_true(sd_bus_message_new_method_call(bus, &m, NULL, "/", NULL, "Try") >= 0);
    sd_bus_unref(bus); /* the message keeps it */
    return m;
}

void message_turn(sd_bus_message *m)
{
    assert_true(sd_bus_message_seal(m, 1, 0) >= 0);
    assert_true(sd_bus_message_rewind(m, true) >= 0);
}
