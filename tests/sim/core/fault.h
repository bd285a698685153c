/* SPDX-License-Identifier: Apache-2.0 */
/* What is wrong with a device, as data. The core applies it to every transfer, so each transport
 * shows the same fault. */
#pragma once

#include "platform/base/err.h"

enum fault_kind {
    FAULT_NONE,
    FAULT_MUTE,         /* takes data, never says anything; class requests hang */
    FAULT_STALL,        /* every endpoint halts at its next transfer, class requests stall */
    FAULT_SHORT,        /* every answer is cut to half its length (one byte: an empty packet) */
    FAULT_LATE,         /* every answer comes `value` milliseconds later */
    FAULT_GARBAGE,      /* every answer has its length but other bytes */
    FAULT_UNPLUG_AFTER, /* gone after `value` more payload bytes in either direction */
};

struct fault {
    enum fault_kind kind;
    uint32_t value;
};

/* "mute", "stall", "short", "late MS", "garbage", "unplug-after BYTES", "clear". ERR_FORMAT. */
MUST_CHECK enum err fault_parse(const char *words, struct fault *ret_fault);
/* "none", "mute" …, never NULL. */
const char *fault_name(enum fault_kind kind);
/* Other bytes in place, the same ones each time. */
void fault_garble(uint8_t *data, size_t size);
