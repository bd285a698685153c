/* SPDX-License-Identifier: Apache-2.0 */
/* One line of the control socket. tests/sim/README.md lists them. */
#pragma once

#include "tests/sim/control/cabinet.h"

enum { COMMAND_LINE = 16384, COMMAND_REPLY = CABINET_STATE + 64 };

struct command_reply {
    char text[COMMAND_REPLY]; /* "ok …" or "error why", no line feed */
    bool quit;
    /* wait: answer "ok N" when that many receipts are written, "error …" at the deadline */
    bool wait;
    unsigned wait_receipts;
    int64_t wait_until;
};

/* `line` has no line feed and may be changed. Without the world's lock. */
void command_run(struct cabinet *c, char *line, struct command_reply *ret_reply);
