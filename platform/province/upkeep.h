/* SPDX-License-Identifier: Apache-2.0 */
/* What the kiosk says of itself and of its place: POST /heartbeat, POST /help. Never personal. */
#pragma once

#include "platform/province/message.h"
#include "platform/province/remote.h"

enum { UPKEEP_DEVICES_MAX = 32, UPKEEP_WORD_MAX = 32, UPKEEP_RESULTS_MAX = 16 };

/* How one class of devices is; both words are small letters, digits and _, from a letter on. */
struct upkeep_device {
    const char *name;  /* "card" */
    const char *state; /* "ready", "paper_low" */
};

/* What became of an order of the province. */
struct upkeep_result {
    char order_id[REMOTE_ID_TEXT];
    enum remote_outcome outcome;
};

struct upkeep_state {
    const char *version; /* of the software, "1.4.0": 1 to 32 of 0-9 A-Z a-z . ~ + - */
    struct outbox_counts counts;
    const struct upkeep_device *device;
    size_t devices;
    uint64_t audit_sequence;  /* the audit log's head; 0: there is none */
    const char *audit_digest; /* 64 of 0-9 a-f */
    const struct upkeep_result *result;
    size_t results;
};

/* Counts beyond nine digits are told as 999999999. ERR_FORMAT (version, a word, a class twice),
 * ERR_TOO_LONG (more than UPKEEP_DEVICES_MAX or UPKEEP_RESULTS_MAX). */
MUST_CHECK enum err upkeep_write_heartbeat(const struct message_sender *sender,
                                           const struct upkeep_state *state,
                                           struct secret *ret_doc);

/* `help_id`: a UUID, the same one until the ticket was answered. `screen`: a word as above.
 * ERR_FORMAT. */
MUST_CHECK enum err upkeep_write_help(const struct message_sender *sender, const char *help_id,
                                      enum help_reason reason, const char *screen,
                                      struct secret *ret_doc);
