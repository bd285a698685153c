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
    FAULT_LONG,         /* every answer is followed by as many bytes that nobody asked for */
    FAULT_BABBLE,       /* every answer comes in a packet larger than the endpoint's */
    FAULT_RESETS,       /* gone and back `value` times, FAULT_RESETS_MS between */
    FAULT_UNPLUG_AFTER, /* gone */
};

enum { FAULT_RESETS_MS = 40 };

/* It begins when `after` more payload bytes have crossed in either direction; 0: now. */
struct fault {
    enum fault_kind kind;
    uint32_t value, after;
};

/* "mute", "stall", "short", "late MS", "garbage", "long", "babble", "resets N", "clear", each of
 * them perhaps with " after BYTES" behind, and "unplug-after BYTES". ERR_FORMAT. */
MUST_CHECK enum err fault_parse(const char *words, struct fault *ret_fault);
/* "none", "mute" …, never NULL. */
const char *fault_name(enum fault_kind kind);
/* What is said as it begins is cut off there. */
bool fault_ends_talk(enum fault_kind kind);
/* Other bytes in place, the same ones each time. */
void fault_garble(uint8_t *data, size_t size);
