/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/types.h"

#include <string.h>

void application_wipe(struct application *application)
{
    for (size_t i = 0; i < APPLICATION_FIELDS_MAX; i++)
        secret_wipe(&application->field[i].value);
    for (size_t i = 0; i < application->files; i++)
        auto_close(&application->file[i].fd);
    wipe(application, sizeof *application);
}

void case_list_wipe(struct case_list *list)
{
    wipe(list, sizeof *list);
}

void part_list_wipe(struct part_list *list)
{
    wipe(list, sizeof *list);
}

size_t part_list_count(const struct part_list *list, enum case_state state)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += list->part[i].state == state;
    return count;
}

void certificate_list_wipe(struct certificate_list *list)
{
    wipe(list, sizeof *list);
}

void correction_list_wipe(struct correction_list *list)
{
    wipe(list, sizeof *list);
}

void pairs_wipe(struct pairs *pairs)
{
    for (size_t i = 0; i < PAIRS_MAX; i++)
        secret_wipe(&pairs->pair[i].value);
    wipe(pairs, sizeof *pairs);
}

const char *pairs_get(const struct pairs *pairs, const char *name)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (strcmp(pairs->pair[i].name, name) == 0)
            return secret_text(&pairs->pair[i].value);
    return "";
}

const char *catalogue_reason_name(enum catalogue_reason reason)
{
    static const char *const names[] = {"offered",     "suspended", "cancelled",
                                        "no-terminal", "elsewhere", "other-level",
                                        "not-yet",     "ended",     "damaged"};
    _Static_assert(ARRAY_LEN(names) == CATALOGUE_REASON_COUNT, "each has a name");
    return (size_t)reason < ARRAY_LEN(names) ? names[reason] : "unknown";
}

const char *case_state_name(enum case_state s)
{
    static const char *const names[] = {"saved",      "accepted", "done",     "refused",
                                        "correction", "received", "extended", "answered"};
    _Static_assert(ARRAY_LEN(names) == CASE_STATE_COUNT, "each has a name");
    return (size_t)s < ARRAY_LEN(names) ? names[s] : "unknown";
}

bool case_state_is_open(enum case_state s)
{
    return s == CASE_CORRECTION || case_state_of_case(s) == CASE_ACCEPTED;
}

enum case_state case_state_of_case(enum case_state s)
{
    switch (s) {
    case CASE_RECEIVED:
    case CASE_EXTENDED:
        return CASE_ACCEPTED;
    case CASE_ANSWERED:
        return CASE_DONE;
    default:
        return s;
    }
}
