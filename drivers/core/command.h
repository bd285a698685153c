/* SPDX-License-Identifier: Apache-2.0 */
/* One order for a class of devices. It ends exactly once, on the loop's thread. */
#pragma once

#include <stdatomic.h>

#include "drivers/bus/types.h"

enum command_kind { COMMAND_IDENTIFY, COMMAND_SCAN, COMMAND_CAPTURE, COMMAND_PRINT };

struct command {
    enum command_kind kind;
    struct receipt_job job; /* PRINT */
    bool wants_photo;       /* IDENTIFY */

    enum err result; /* PRINT: the reason unless PRINT_DONE */
    enum print_outcome outcome;
    struct id_record record;
    struct secret code;
    struct snapshot snapshot;

    void (*on_hint)(struct command *command, enum id_hint hint);
    void (*on_end)(struct command *command); /* then it is the caller's again */
    void *user;

    /* hub and worker */
    struct command *next;
    struct worker *worker; /* who has it; NULL: it waits for a device */
    atomic_bool cancelled;
    int told; /* the last hint; -1: none */
};

MUST_CHECK enum err command_new(enum command_kind kind, struct command **ret_command);
/* Erases what it carried. NULL is fine. */
void command_free(struct command *command);
/* Print and Capture: what fails is told and not tried again unasked. */
bool command_is_once(const struct command *command);
enum device_class command_class(const struct command *command);
/* Sets the result; a failure leaves no data behind. */
void command_set_result(struct command *command, enum err e);
