/* SPDX-License-Identifier: Apache-2.0 */
/* Every transfer of a wire, kept as it was: for a recording that a technician ordered. What it
 * holds may be personal and is erased with it; drivers/record makes it fit to be written down.
 *
 * The worker's thread adds, another one closes: after that nothing is added and it may be read. */
#pragma once

#include <stdatomic.h>

#include "drivers/wire/wire.h"

enum wire_act {
    WIRE_ACT_OUT,
    WIRE_ACT_IN,
    WIRE_ACT_CONTROL_OUT,
    WIRE_ACT_CONTROL_IN,
    WIRE_ACT_CLEAR_HALT,
    WIRE_ACT_RESET,
    WIRE_ACT_COUNT,
};

struct wire_entry {
    enum wire_act act;
    uint8_t endpoint;            /* not for control transfers and resets */
    struct wire_control control; /* control transfers only */
    uint32_t room;               /* bytes asked for (IN) or given (OUT) */
    int timeout_ms;
    enum err result;
    uint32_t us;   /* how long it took */
    bool invented; /* its bytes were replaced: only their number is true */
    uint8_t *data; /* the `size` bytes that crossed */
    size_t size;
};

enum { WIRE_LOG_ENTRIES = 20000, WIRE_LOG_BYTES = 4 << 20 };

struct wire_log {
    struct wire_entry *entry;
    size_t count, room, bytes;
    bool full; /* more happened than there was room for */
};

struct wire_tap;

MUST_CHECK enum err wire_tap_new(struct wire_tap **ret_tap);
struct wire_tap *wire_tap_ref(struct wire_tap *tap);
void wire_tap_unref(struct wire_tap *tap); /* NULL is fine */
/* From this call on every transfer of the wire is kept; NULL: none. The wire's thread. */
void wire_listen(struct wire *wire, struct wire_tap *tap);
/* Ends it; what was kept is the caller's (wire_log_done). A second call gives an empty log. */
void wire_tap_close(struct wire_tap *tap, struct wire_log *ret_log);

/* Copies the entry and its bytes. ERR_TOO_LONG (sets `full`), ERR_MEMORY. */
MUST_CHECK enum err wire_log_add(struct wire_log *log, const struct wire_entry *entry);
/* Erases. */
void wire_log_done(struct wire_log *log);
/* Does it go from the device to us? */
bool wire_act_is_in(enum wire_act act);

/* For wire.c. */
void wire_tap_note(struct wire_tap *tap, const struct wire_entry *entry);
