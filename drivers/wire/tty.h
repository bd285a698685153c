/* SPDX-License-Identifier: Apache-2.0 */
/* The only door to termios: one serial line that is known by its path, opened as a wire. It shows
 * itself as an interface of class 02/02 with two bulk endpoints; line.h sets it. */
#pragma once

#include "drivers/wire/wire.h"

enum { TTY_OUT = 0x01, TTY_IN = 0x81, TTY_PATH = 128 };

struct wire_tty;

/* Tells when something at `path` (absolute; a device or a link to one) comes and goes. ERR_USAGE,
 * ERR_TOO_LONG, ERR_MEMORY, ERR_LIBRARY. */
MUST_CHECK enum err wire_tty_new(const char *path, wire_plug_fn *fn, void *user,
                                 struct wire_tty **ret_tty);
/* Ends the thread: no callback after this; open wires still work. NULL is fine. */
void wire_tty_stop(struct wire_tty *tty);
/* NULL is fine. */
void wire_tty_free(struct wire_tty *tty);
