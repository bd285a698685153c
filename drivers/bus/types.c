/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/bus/types.h"

void id_record_wipe(struct id_record *record)
{
    for (size_t i = 0; i < ID_FIELD_COUNT; i++)
        secret_wipe(&record->field[i]);
    secret_wipe(&record->photo);
    *record = (struct id_record){0};
}

const char *id_record_name(const struct id_record *record)
{
    bool chinese = !secret_is_empty(&record->field[ID_NAME]);
    return secret_text(&record->field[chinese ? ID_NAME : ID_NAME_LATIN]);
}

void snapshot_wipe(struct snapshot *snapshot)
{
    if (snapshot->width > 0) {
        auto_close(&snapshot->file);
        auto_close(&snapshot->preview);
    }
    *snapshot = (struct snapshot){0};
}

void receipt_job_wipe(struct receipt_job *job)
{
    for (size_t i = 0; i < job->count && i < RECEIPT_LINES_MAX; i++) {
        secret_wipe(&job->line[i].text);
        secret_wipe(&job->line[i].value);
    }
    *job = (struct receipt_job){0};
}

static const char *name_of(const char *const *names, size_t count, unsigned value)
{
    return value < count ? names[value] : "unknown";
}

const char *device_class_name(enum device_class c)
{
    static const char *const names[] = {"idcard", "receipt", "scanner"};
    return name_of(names, ARRAY_LEN(names), c);
}

const char *device_state_name(enum device_state s)
{
    static const char *const names[] = {"absent",      "ready",  "busy",   "needs-citizen",
                                        "needs-staff", "broken", "suspect"};
    return name_of(names, ARRAY_LEN(names), s);
}

const char *id_hint_name(enum id_hint h)
{
    static const char *const names[] = {"reading",    "lift-first", "again",
                                        "not-a-card", "no-reader",  "one-code"};
    _Static_assert(ARRAY_LEN(names) == ID_HINT_COUNT, "a name for each");
    return name_of(names, ARRAY_LEN(names), h);
}

const char *print_outcome_name(enum print_outcome o)
{
    static const char *const names[] = {"done", "not-begun", "incomplete", "unknown"};
    return name_of(names, ARRAY_LEN(names), o);
}
