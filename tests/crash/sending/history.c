/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/crash/sending/history.h"

#include <string.h>

#include "platform/base/text.h"

struct check {
    const struct history *h;
    const struct history_found *found;
    FILE *out;
    struct history_verdict verdict;
    long where[HISTORY_MAX]; /* of an application's case among all, from 1; 0: it has none */
};

static const char *const names[HISTORY_FAULTS] = {
    "lost", "double", "strange", "number", "news", "order", "case", "key",
};

const char *history_fault_name(enum history_fault fault)
{
    return names[fault];
}

size_t history_begin(struct history *h, int citizen)
{
    size_t i = h->count;
    if (i == HISTORY_MAX)
        abort();
    h->entry[i] = (struct history_entry){.citizen = citizen, .begun = ++h->steps};
    h->count++;
    return i;
}

size_t history_correct(struct history *h, size_t of, const char *project_no)
{
    size_t i = history_begin(h, h->entry[of].citizen);
    h->entry[of].corrected = true;
    h->entry[i].corrects = of + 1;
    text_copy(h->entry[i].of_case, NUMBER_TEXT, project_no);
    return i;
}

void history_acknowledge(struct history *h, size_t application, const char *number)
{
    struct history_entry *e = &h->entry[application];
    h->steps++;
    if (!e->acknowledged) {
        e->acknowledged = h->steps;
        text_copy(e->number, sizeof e->number, number);
    } else if (strcmp(e->number, number) != 0) {
        text_copy(e->renumber, sizeof e->renumber, number);
    }
}

static void blame(struct check *c, enum history_fault fault, size_t application, const char *what)
{
    c->verdict.faults[fault]++;
    if (c->out)
        fprintf(c->out, "%s: application %zu %s: %s\n", names[fault], application,
                application < c->h->count ? c->h->entry[application].number : "", what);
}

/* A correction is of the case that it names, and behind it. */
static void look_at_correction(struct check *c, size_t i, const struct history_case *one)
{
    const struct history_entry *e = &c->h->entry[i];
    if (one->corrects != (e->corrects > 0))
        blame(c, HISTORY_CASE, i, one->corrects ? "is no correction" : "is one");
    if (e->corrects && (strcmp(one->project_no, e->of_case) != 0 || !c->where[e->corrects - 1]))
        blame(c, HISTORY_CASE, i, one->project_no);
    c->verdict.corrections += one->corrects;
}

static void look_at_cases(struct check *c)
{
    for (size_t i = 0; i < c->found->case_count; i++) {
        size_t application = c->found->cases[i].application;
        if (application >= c->h->count)
            blame(c, HISTORY_STRANGE, application, c->found->cases[i].local_number);
        else if (c->where[application])
            blame(c, HISTORY_DOUBLE, application, c->found->cases[i].project_no);
        else
            c->where[application] = (long)i + 1;
        if (application < c->h->count)
            look_at_correction(c, application, &c->found->cases[i]);
    }
    c->verdict.cases = c->found->case_count;
}

/* The case of an acknowledged application, its number, and what the kiosk knows of it. */
static void look_at_entry(struct check *c, size_t i)
{
    const struct history_entry *e = &c->h->entry[i];
    if (!e->acknowledged)
        return;
    c->verdict.acknowledged++;
    if (*e->renumber)
        blame(c, HISTORY_NUMBER, i, e->renumber);
    if (!c->where[i]) {
        blame(c, HISTORY_LOST, i, case_state_name(e->known.state));
        return;
    }
    const struct history_case *one = &c->found->cases[c->where[i] - 1];
    if (strcmp(one->local_number, e->number) != 0)
        blame(c, HISTORY_NUMBER, i, one->local_number);
    if (e->known.state == CASE_SAVED || strcmp(e->known.project_no, one->project_no) != 0)
        blame(c, HISTORY_NEWS, i, e->known.project_no);
}

/* A number is given once, also among those that were never acknowledged. */
static void look_at_numbers(struct check *c)
{
    const struct history_found *f = c->found;
    for (size_t i = 0; i < f->case_count; i++)
        for (size_t k = i + 1; k < f->case_count; k++)
            if (strcmp(f->cases[i].local_number, f->cases[k].local_number) == 0)
                blame(c, HISTORY_NUMBER, f->cases[k].application, f->cases[k].local_number);
}

/* Acknowledged before the other was begun: also the case was made before. What overlapped may stand
 * in either order. */
static void look_at_order(struct check *c)
{
    for (size_t a = 0; a < c->h->count; a++) {
        const struct history_entry *first = &c->h->entry[a];
        for (size_t b = 0; first->acknowledged && c->where[a] && b < c->h->count; b++) {
            const struct history_entry *later = &c->h->entry[b];
            if (later->citizen == first->citizen && later->begun > first->acknowledged &&
                c->where[b] && c->where[b] < c->where[a])
                blame(c, HISTORY_ORDER, b, "came before an earlier one of the same citizen");
        }
    }
}

static void look_at_keys(struct check *c)
{
    const struct history_found *f = c->found;
    AUTO(auto_free) const char **first = calloc(HISTORY_MAX, sizeof *first);
    for (size_t i = 0; first && i < f->arrival_count; i++) {
        const struct history_arrival *a = &f->arrivals[i];
        if (a->application >= c->h->count)
            blame(c, HISTORY_STRANGE, a->application, a->key);
        else if (!first[a->application])
            first[a->application] = a->key;
        else if (strcmp(first[a->application], a->key) != 0)
            blame(c, HISTORY_KEY, a->application, a->key);
    }
}

bool history_check(const struct history *h, const struct history_found *found, FILE *out,
                   struct history_verdict *ret_verdict)
{
    AUTO(auto_free) struct check *c = calloc(1, sizeof *c);
    if (!c)
        abort();
    *c = (struct check){.h = h, .found = found, .out = out};
    look_at_cases(c);
    for (size_t i = 0; i < h->count; i++)
        look_at_entry(c, i);
    look_at_numbers(c);
    look_at_order(c);
    look_at_keys(c);
    size_t faults = 0;
    for (size_t i = 0; i < HISTORY_FAULTS; i++)
        faults += c->verdict.faults[i];
    *ret_verdict = c->verdict;
    return faults == 0;
}
