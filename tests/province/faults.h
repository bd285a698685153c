/* SPDX-License-Identifier: Apache-2.0 */
/* What a tester wants to go wrong with the next requests. */
#pragma once

#include "platform/base/must.h"

enum fault {
    FAULT_NONE,
    FAULT_REFUSE, /* answer 42202 with `text`; nothing is kept */
    FAULT_DELAY,  /* answer after `number` ms; the key is at work meanwhile */
    FAULT_STATUS, /* answer with this status; nothing is kept */
    FAULT_LARGE,  /* answer with `number` bytes and a little more; nothing is kept */
    FAULT_CUT,    /* do the work, send `number` bytes of the answer's body, close */
    FAULT_DROP,   /* do the work, close without an answer */
    FAULT_TWICE,  /* the request comes twice, as from a gateway that asked again by itself */
};

struct faults {
    enum fault fault;
    char path[32]; /* "/cases"; "*": any POST */
    char text[200];
    long number;
    long times; /* still to come; < 0: until cleared */
};

/* "refuse TEXT [on OPERATION] [x N]", "delay MS", "status CODE", "large BYTES", "cut BYTES",
 * "drop", "twice", "clear". OPERATION: catalogue, identify, shared-data, cases (when none is
 * named), query, rating, all. Returns NULL, or what is wrong with it. */
const char *faults_set(struct faults *faults, const char *words);
/* The fault for this request; counts it. */
enum fault faults_take(struct faults *faults, const char *path);
