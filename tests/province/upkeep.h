/* SPDX-License-Identifier: Apache-2.0 */
/* What kiosks say of themselves: the last heartbeat, and who calls for help. In memory only. */
#pragma once

#include <jansson.h>

#include "platform/base/must.h"

struct upkeep {
    int heartbeats;    /* that were heard */
    json_t *heartbeat; /* the last one */
    json_t *tickets;   /* by help_id; at most UPKEEP_TICKETS */
};

enum { UPKEEP_TICKETS = 1024 };

void upkeep_done(struct upkeep *upkeep);
/* False when there is no memory. */
bool upkeep_hear(struct upkeep *upkeep, const json_t *doc);
/* The same help_id is the same ticket. False when there are too many. */
bool upkeep_call(struct upkeep *upkeep, const json_t *doc);
