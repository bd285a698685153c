/* SPDX-License-Identifier: Apache-2.0 */
/* The answers to one item: filled from card, code and shared data, asked for the rest, checked, and
 * shown for review. Pure; it owns its secrets and wipes them as one. */
#pragma once

#include "app/form/age.h"
#include "app/item/item.h"
#include "drivers/bus/types.h"
#include "platform/bus/types.h"

enum answer_state { ANSWER_NONE, ANSWER_GIVEN, ANSWER_SKIPPED, ANSWER_BY_DEPARTMENT };

struct answer {
    enum answer_state state;
    enum value_source source;
    struct secret value; /* what the province gets */
    struct secret shown; /* what the citizen reads, not masked */
};

struct form {
    const struct item *item;
    bool anonymous;    /* who applies stays unsaid: fields that only say that are left out */
    bool shared_known; /* shared data arrived or failed for good */
    int age;           /* whole years of who applies; AGE_UNKNOWN */
    struct answer answer[ITEM_FIELDS_MAX];
};

void form_begin(struct form *form, const struct item *item);
void form_wipe(struct form *form);

/* Fill what the item takes from there; never over a citizen's own answer. */
MUST_CHECK enum err form_fill_card(struct form *form, const struct id_record *record);
MUST_CHECK enum err form_fill_code(struct form *form, const struct pairs *person);
MUST_CHECK enum err form_fill_shared(struct form *form, const struct pairs *shared);
/* No shared data can be had now: each field's fallback applies. */
void form_shared_failed(struct form *form);
bool form_wants_shared(const struct form *form);

/* True when the option may be chosen after what was answered before. */
bool form_option_fits(const struct form *form, int field, const struct item_option *option);

/* Index of the first question without an answer, or -1. */
int form_next_question(const struct form *form);
/* All fields that are questions in this visit, in order; returns how many. */
size_t form_questions(const struct form *form, int ret_fields[ITEM_FIELDS_MAX]);
/* The question before `field`, or -1. */
int form_previous_question(const struct form *form, int field);

enum { FORM_ADVICE_MAX = 120 };

/* ERR_RANGE with one sentence for the citizen in ret_advice (rules.h) when the answer breaks its
 * field's rule; the old answer stays. ERR_STATE when the field is no question here. */
MUST_CHECK enum err form_answer(struct form *form, int field, const char *value,
                                char ret_advice[FORM_ADVICE_MAX]);
/* True for an optional field, and for one that hangs on an age that nobody knows here. */
bool form_may_skip(const struct form *form, int field);
/* ERR_STATE when it may not. */
MUST_CHECK enum err form_skip(struct form *form, int field);

/* A field that can never be filled here (fallback none, no source): NULL when there is none. */
const struct item_field *form_blocked_by(const struct form *form);
bool form_is_complete(const struct form *form);

enum { FORM_SHOWN_MAX = 256 };

struct form_row {
    int field;
    const char *label;
    char shown[FORM_SHOWN_MAX]; /* masked where the field says so */
    char note[96];              /* 来自身份证 / 来自医保 / 您填写的 */
    bool editable;              /* only one's own answers */
};

/* Rows of "check your answers"; the caller wipes them. Returns how many. */
size_t form_rows(const struct form *form, struct form_row ret_rows[ITEM_FIELDS_MAX]);
