/* SPDX-License-Identifier: Apache-2.0 */
/* Messages that nobody sends: built here, read here. */
#pragma once

#include <stdbool.h>
#include <systemd/sd-bus.h>

/* An empty message that takes bodies; ends the test when it cannot be had. */
sd_bus_message *message_new(void);
/* Closed and at its beginning: what was put can be taken out. */
void message_turn(sd_bus_message *m);
