/* SPDX-License-Identifier: Apache-2.0 */
/* How sure this province is of who stands there (openapi.yaml §8): codes sent by SMS to the phone
 * it knows, and tokens for whom it has made sure of. */
#pragma once

#include <jansson.h>

#include "tests/province/answer.h"
#include "tests/province/people.h"
#include "tests/province/store.h"

enum { ASSURANCE_MESSAGES = 64, ASSURANCE_SENDS = 3, ASSURANCE_TRIES = 3 };

/* A message on the way to a phone. */
struct sms {
    char id[33], number[20], mobile[20], code[8];
    int64_t sent_ms;
    int tries; /* that are left */
};

struct assurance {
    struct sms sms[ASSURANCE_MESSAGES]; /* the latest is the last */
    size_t count;
};

/* POST /step-up, either half. */
struct answer assurance_step_up(struct assurance *assurance, const struct people *people,
                                struct store *store, const json_t *doc);
/* Adds assurance_level and assurance_token to what /identify answers. */
bool assurance_grant(struct store *store, json_t *person);
/* 0 nobody, 1 by card, 2 with a token that holds for this person now (or, `at_ms`, held then). */
int assurance_level(struct store *store, const json_t *doc, int64_t at_ms);
/* The last code that was sent to somebody; "" when none. */
const char *assurance_code(const struct assurance *assurance, const char *number);
