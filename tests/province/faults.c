/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/faults.h"

#include <fnmatch.h>
#include <string.h>

static const struct {
    const char *word;
    enum fault fault;
    bool takes_number;
} kinds[] = {
    {"refuse", FAULT_REFUSE, false}, {"delay", FAULT_DELAY, true}, {"status", FAULT_STATUS, true},
    {"large", FAULT_LARGE, true},    {"cut", FAULT_CUT, true},     {"drop", FAULT_DROP, false},
    {"twice", FAULT_TWICE, false},   {"clear", FAULT_NONE, false},
};

static const struct {
    const char *word, *path;
} places[] = {
    {"catalogue", "/catalogue"},
    {"items", "/items/*"},
    {"parts", "/catalogue-parts/*"},
    {"attachments", "/attachments/*"},
    {"identify", "/identify"},
    {"shared-data", "/shared-data"},
    {"proofs", "/proofs"},
    {"cases", "/cases"},
    {"correct", "/cases/correct"},
    {"list", "/cases/list"},
    {"query", "/cases/query"},
    {"rating", "/cases/rating"},
    {"orders", "/hotline-orders"},
    {"slots", "/appointments/slots"},
    {"appointments", "/appointments"},
    {"cancel", "/appointments/cancel"},
    {"fees", "/fees"},
    {"fee-state", "/fees/state"},
    {"heartbeat", "/heartbeat"},
    {"enterprises", "/enterprises"},
    {"handovers", "/handovers"},
    {"help", "/help"},
    {"all", "*"},
};

/* Cuts " NAME value" off the end of `text` and returns the value, NULL when it is not there. */
static const char *take_option(char *text, const char *name)
{
    char *last = strrchr(text, ' ');
    if (!last)
        return NULL;
    size_t len = strlen(name);
    char *before = last - len - 1;
    if (before < text || *before != ' ' || strncmp(before + 1, name, len) != 0)
        return NULL;
    *before = '\0';
    return last + 1;
}

static bool read_number(const char *text, long *ret_number)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end || number < 0)
        return false;
    *ret_number = number;
    return true;
}

static const char *path_of(const char *word)
{
    for (size_t i = 0; i < ARRAY_LEN(places); i++)
        if (strcmp(places[i].word, word) == 0)
            return places[i].path;
    return NULL;
}

static const char *set_kind(struct faults *f, const char *word, const char *rest)
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (strcmp(kinds[i].word, word) != 0)
            continue;
        f->fault = kinds[i].fault;
        snprintf(f->text, sizeof f->text, "%s", rest);
        return kinds[i].takes_number && !read_number(rest, &f->number) ? "a number is missing"
                                                                       : NULL;
    }
    return "unknown fault";
}

const char *faults_set(struct faults *faults, const char *words)
{
    char copy[256];
    struct faults f = {.times = -1};
    snprintf(copy, sizeof copy, "%s", words);
    const char *times = take_option(copy, "x");
    if (times && !read_number(times, &f.times))
        return "x: a number is missing";
    const char *place = take_option(copy, "on");
    const char *path = path_of(place ? place : "cases");
    if (!path)
        return "on: unknown operation";
    snprintf(f.path, sizeof f.path, "%s", path);
    char *rest = strchr(copy, ' ');
    if (rest)
        *rest++ = '\0';
    const char *wrong = set_kind(&f, copy, rest ? rest : "");
    if (!wrong)
        *faults = f;
    return wrong;
}

enum fault faults_take(struct faults *faults, const char *path)
{
    bool any = strcmp(faults->path, "*") == 0;
    bool meant = any ? strcmp(path, "/catalogue") != 0 : fnmatch(faults->path, path, 0) == 0;
    if (faults->fault == FAULT_NONE || faults->times == 0 || !meant)
        return FAULT_NONE;
    if (faults->times > 0)
        faults->times--;
    return faults->fault;
}
