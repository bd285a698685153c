/* SPDX-License-Identifier: Apache-2.0 */
/* The province as a place for a person: plain pages on loopback with what arrived and what an
 * official does about it. */
#pragma once

#include <systemd/sd-event.h>

#include "tests/province/control.h"

struct office;

/* `rooms` as the control socket has them. `control` is told when something was done; it must
 * outlive the office. NULL with a line on standard error. */
struct office *office_new(sd_event *loop, uint16_t port, struct control_rooms rooms,
                          struct control *control);
void office_free(struct office *office);
uint16_t office_port(const struct office *office);
