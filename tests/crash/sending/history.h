/* SPDX-License-Identifier: Apache-2.0 */
/* What was handed in, what was acknowledged, what was seen at the end; and whether that can be: a
 * model of a kiosk that sends every application exactly once. Pure: no process, no clock. */
#pragma once

#include <stdio.h>

#include "platform/bus/types.h"

enum { HISTORY_MAX = 12000 };

/* One application, or a correction of an earlier one. Steps count invocations and answers, from 1;
 * 0: it did not happen. */
struct history_entry {
    int citizen;
    size_t corrects;            /* that application + 1; 0: it is one itself */
    char of_case[NUMBER_TEXT];  /* the project number that a correction names */
    bool corrected;             /* somebody came back for it: once */
    long begun, acknowledged;   /* the first time */
    char number[NUMBER_TEXT];   /* that was acknowledged first */
    char renumber[NUMBER_TEXT]; /* another one that was acknowledged later; "": none */
    struct case_status known;   /* what the kiosk says of the number at the end */
};

struct history {
    long steps;
    size_t count;
    struct history_entry entry[HISTORY_MAX];
};

/* A case or a correction as the province keeps it, in the order in which they were made. */
struct history_case {
    size_t application; /* HISTORY_MAX: one that nobody handed in */
    bool corrects;
    char local_number[NUMBER_TEXT], project_no[NUMBER_TEXT];
};

/* Each time an application came to the province, under which key. */
struct history_arrival {
    size_t application;
    char key[40];
};

struct history_found {
    const struct history_case *cases;
    size_t case_count;
    const struct history_arrival *arrivals;
    size_t arrival_count;
};

enum history_fault {
    HISTORY_LOST,    /* acknowledged, and no case */
    HISTORY_DOUBLE,  /* two cases */
    HISTORY_STRANGE, /* a case that nobody handed in */
    HISTORY_NUMBER,  /* the number that was acknowledged finds another case, or two have it */
    HISTORY_NEWS,    /* the kiosk says something else of it than the province */
    HISTORY_ORDER,   /* one citizen's cases in another order than they were acknowledged */
    HISTORY_CASE,    /* a correction is of another case, or before its own, or is a case */
    HISTORY_KEY,     /* it came under two keys: a province that knows keys alone has two cases */
    HISTORY_FAULTS,
};

struct history_verdict {
    size_t faults[HISTORY_FAULTS];
    size_t acknowledged, cases, corrections; /* cases: with their corrections */
};

/* Takes the next application; its index is its name. */
size_t history_begin(struct history *h, int citizen);
/* The same for a correction of `of`, whose case has that project number. */
size_t history_correct(struct history *h, size_t of, const char *project_no);
/* Again for the same one is fine. */
void history_acknowledge(struct history *h, size_t application, const char *number);
/* Says each fault on `out` (NULL: nowhere). True when there is none. */
bool history_check(const struct history *h, const struct history_found *found, FILE *out,
                   struct history_verdict *ret_verdict);
const char *history_fault_name(enum history_fault fault);
