/* SPDX-License-Identifier: Apache-2.0 */
/* What is remembered of the province's orders: orders.json beside the outbox. */
#pragma once

#include "platform/province/upkeep.h"
#include "platform/service/obey.h"

struct obey_done {
    struct upkeep_result result;
    bool told; /* in this run */
};

struct obey_memory {
    struct standing standing;
    size_t count; /* oldest first */
    struct obey_done done[OBEY_REMEMBERED];
};

/* ERR_ABSENT, ERR_FORMAT (not one of ours), ERR_TOO_LONG …: untouched. */
MUST_CHECK enum err obey_file_read(struct obey_memory *ret_memory);
/* Durable when it returns. */
MUST_CHECK enum err obey_file_write(const struct obey_memory *memory);
