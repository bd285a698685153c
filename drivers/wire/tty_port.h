/* SPDX-License-Identifier: Apache-2.0 */
/* Between tty.c (is it there) and tty_wire.c (talking to it). */
#pragma once

#include "drivers/wire/tty.h"

struct tty_port {
    struct wire_port port;
    char path[TTY_PATH];
};

enum err tty_wire_open(struct wire_port *port, const struct wire_interface *interface,
                       struct wire **ret_wire);
