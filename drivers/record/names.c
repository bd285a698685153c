/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/record/names.h"

#include <string.h>

static const char *const acts[] = {"out", "in", "control-out", "control-in", "clear-halt", "reset"};
static const char *const types[] = {"control", "isochronous", "bulk", "interrupt"};

_Static_assert(ARRAY_LEN(acts) == WIRE_ACT_COUNT, "a word for each act");

static int find(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return (int)i;
    return -1;
}

const char *record_act_name(enum wire_act act)
{
    return acts[act];
}

const char *record_type_name(unsigned type)
{
    return types[type & 3];
}

int record_act_of(const char *name)
{
    return find(acts, ARRAY_LEN(acts), name);
}

int record_type_of(const char *name)
{
    return find(types, ARRAY_LEN(types), name);
}

void record_done(struct record *record)
{
    wire_log_done(&record->log);
}
