/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/upkeep.h"

void upkeep_done(struct upkeep *upkeep)
{
    json_decref(upkeep->heartbeat);
    json_decref(upkeep->tickets);
    *upkeep = (struct upkeep){0};
}

bool upkeep_hear(struct upkeep *upkeep, const json_t *doc)
{
    json_t *copy = json_deep_copy(doc);
    if (!copy)
        return false;
    json_decref(upkeep->heartbeat);
    upkeep->heartbeat = copy;
    upkeep->heartbeats++;
    return true;
}

bool upkeep_call(struct upkeep *upkeep, const json_t *doc)
{
    const char *id = json_string_value(json_object_get(doc, "help_id"));
    if (!upkeep->tickets)
        upkeep->tickets = json_object();
    if (json_object_get(upkeep->tickets, id))
        return true;
    return json_object_size(upkeep->tickets) < UPKEEP_TICKETS &&
           json_object_set_new(upkeep->tickets, id, json_deep_copy(doc)) == 0;
}
