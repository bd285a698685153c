/* SPDX-License-Identifier: Apache-2.0 */
/* Messages that nobody sends: built here, read here. */
#pragma once

#include <stdbool.h>
#include <systemd/sd-bus.h>

#include "platform/base/err.h"

/* A word of a bridge, both ways. */
struct message_word {
    enum err (*put)(sd_bus_message *m);
    enum err (*get)(sd_bus_message *m);
};

/* An empty message that takes bodies; ends the test when it cannot be had. */
sd_bus_message *message_new(void);
/* Closed and at its beginning: what was put can be taken out. */
void message_turn(sd_bus_message *m);
/* Each call that a word makes on its message fails once. */
void message_fail_each(const struct message_word *words, size_t count);
/* What is in `m` is taken out with this result; m is released. */
void message_expect(enum err wanted, enum err (*get)(sd_bus_message *m), sd_bus_message *m);
