/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/counted.h"

#include <string.h>

static int count_cases(const struct desk *desk)
{
    return store_count_cases(desk->store);
}

static int count_ratings(const struct desk *desk)
{
    return store_count_ratings(desk->store);
}

static int count_tickets(const struct desk *desk)
{
    return (int)json_object_size(desk->upkeep.tickets);
}

static int count_heartbeats(const struct desk *desk)
{
    return desk->upkeep.heartbeats;
}

counted_fn *counted_of(const char *what)
{
    static const struct {
        const char *what;
        counted_fn *counted;
    } counts[] = {{"cases", count_cases},
                  {"ratings", count_ratings},
                  {"tickets", count_tickets},
                  {"heartbeats", count_heartbeats}};
    for (size_t i = 0; i < ARRAY_LEN(counts); i++)
        if (strcmp(counts[i].what, what) == 0)
            return counts[i].counted;
    return NULL;
}
