/* SPDX-License-Identifier: Apache-2.0 */
/* What goes with an application, sealed, as files beside the database ("outbox.db.attachments",
 * each named by its address). They are on the disk before the row of their application is, and are
 * erased when the province has given its final answer. */
#pragma once

#include "platform/outbox/outbox.h"

struct outbox_attachment {
    int64_t id;
    char address[OUTBOX_ADDRESS_TEXT];
    size_t size;
};

/* The first of this message's that the province does not have yet. ERR_NOT_FOUND: it has all. */
MUST_CHECK enum err outbox_next_attachment(struct outbox *outbox, int64_t message,
                                           struct outbox_attachment *ret_attachment);
/* Exactly `size` bytes from offset on. ERR_ABSENT, ERR_TOO_SHORT: the file is not what was written;
 * ERR_DISK. */
MUST_CHECK enum err outbox_read_attachment(const struct outbox *outbox,
                                           const struct outbox_attachment *attachment,
                                           size_t offset, void *ret_data, size_t size);
/* The province has it whole. */
MUST_CHECK enum err outbox_mark_attachment(struct outbox *outbox, int64_t id);
/* The longest that lies between two refusals as they are counted: a clock that jumps a week ahead
 * makes one day of it, one that is set back makes none. */
enum { OUTBOX_REFUSED_GAP_MS = 24 * 60 * 60 * 1000 };

/* The province said no to it. *ret_for_ms: for how long it has, from no to no. ERR_NOT_FOUND. */
MUST_CHECK enum err outbox_refuse_attachment(struct outbox *outbox, int64_t id, int64_t now_ms,
                                             int64_t *ret_for_ms);
/* The province does not have them after all: they are sent again. */
MUST_CHECK enum err outbox_miss_attachments(struct outbox *outbox, int64_t message);
