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
    bool copied;         /* of an earlier answer, and follows it */
    struct secret value; /* what the province gets */
    struct secret shown; /* what the citizen reads, not masked */
};

/* Where an answer stands: a field, and a row if the field is of a group. A field that is of none
 * stands at its own number. At a group's own place in a row stands whether there is that row. The
 * review never has more lines than the form has answers. */
enum { FORM_PLACES_MAX = ITEM_FIELDS_MAX * ITEM_ROWS_MAX, FORM_LINES_MAX = ITEM_ANSWERS_MAX };

struct form {
    const struct item *item;
    bool anonymous;    /* who applies stays unsaid: fields that only say that are left out */
    bool shared_known; /* shared data arrived or failed for good */
    int today;         /* YYYYMMDD; 0: not known, what hangs on it is not looked at */
    int age;           /* whole years of who applies; AGE_UNKNOWN */
    uint64_t only;     /* bits of the fields that are asked, and nothing else; 0: all */
    struct answer answer[FORM_PLACES_MAX];
};

int form_place(int field, int row);
int form_row_of(int place);
/* Of the item's language. */
const struct item_field *form_field_at(const struct form *form, int place);
/* The place behind that one, in the order of the questions; the first for -1, -1 behind the last.
 */
int form_after(const struct form *form, int place);

void form_begin(struct form *form, const struct item *item);
void form_wipe(struct form *form);

_Static_assert(ITEM_FIELDS_MAX <= 64, "a bit for each field");

/* From now on only these are asked, whatever was known of them. Of the item at hand;
 * form_can_ask_alone() says which may be among them. */
void form_ask_only(struct form *form, uint64_t fields);
/* True for a field that hangs on no other answer. */
bool form_can_ask_alone(const struct item_field *field);

/* Fill what the item takes from there; never over a citizen's own answer. */
MUST_CHECK enum err form_fill_card(struct form *form, const struct id_record *record);
MUST_CHECK enum err form_fill_code(struct form *form, const struct pairs *person);
/* `told`: what the province said of the enterprise: applyer_name, legal …; empty: nothing yet. What
 * it did not say falls back, unless shared data may still say it. */
MUST_CHECK enum err form_fill_licence(struct form *form, const struct pairs *told);
MUST_CHECK enum err form_fill_shared(struct form *form, const struct pairs *shared);
/* No shared data can be had now: each field's fallback applies. */
void form_shared_failed(struct form *form);
bool form_wants_shared(const struct form *form);

/* What is answered at a group's place. */
#define FORM_ROW_YES "1"
#define FORM_ROW_NO  "0"

/* True when the row of that place, a group's or one in it, is there. */
bool form_has_row(const struct form *form, int place);
/* How many rows there are. `group` is the group's field. */
int form_rows_of(const struct form *form, int group);
/* The row goes, those behind it move up. ERR_STATE when it is not there, or none may go. */
MUST_CHECK enum err form_drop_row(struct form *form, int place);
bool form_may_drop(const struct form *form, int place);

/* True when the option may be chosen after what was answered before. */
bool form_option_fits(const struct form *form, int place, const struct item_option *option);

/* Place of the first question without an answer, or -1. */
int form_next_question(const struct form *form);
/* The field whose answer stands there too, NULL when the value is its own. */
const struct item_field *form_copied_from(const struct form *form, int place);
/* True when something is asked there in this visit. */
bool form_is_question(const struct form *form, int place);
/* True for one's own answer, and for what was copied and can be asked. */
bool form_may_change(const struct form *form, int place);
/* The question before that place, before all others the last one for -1; or -1. */
int form_previous_question(const struct form *form, int place);

enum { FORM_ADVICE_MAX = 120 };

/* ERR_RANGE with one sentence for the citizen in ret_advice (rules.h) when the answer breaks its
 * field's rule; the old answer stays. ERR_STATE when nothing is asked there. What was copied from
 * an earlier answer may be answered too, and then is its own. */
MUST_CHECK enum err form_answer(struct form *form, int place, const char *value,
                                char ret_advice[FORM_ADVICE_MAX]);
/* A condition that stands in no row holds now. Of an age that nobody knows here it does. */
bool form_holds(const struct form *form, const struct item_when *when);
/* True for an optional field, and for one that hangs on an age that nobody knows here. */
bool form_may_skip(const struct form *form, int place);
/* ERR_STATE when it may not. */
MUST_CHECK enum err form_skip(struct form *form, int place);

/* A field that can never be filled here (fallback none, no source): NULL when there is none. */
const struct item_field *form_blocked_by(const struct form *form);
bool form_is_complete(const struct form *form);

enum { FORM_SHOWN_MAX = 256, FORM_LABEL_MAX = 144 };

/* A line of the review; of a group each row is one. */
struct form_row {
    int place;
    char label[FORM_LABEL_MAX]; /* 家人 2 */
    char shown[FORM_SHOWN_MAX]; /* masked where the field says so */
    char note[96];              /* 来自身份证 / 来自医保 / 您填写的 */
    bool editable;              /* only one's own answers */
    bool masked;
    bool is_end; /* of a group: that there are no more rows */
};

/* Rows of "check your answers"; the caller wipes them. Returns how many. */
size_t form_rows(const struct form *form, struct form_row ret_rows[FORM_LINES_MAX]);
/* The row of a group in one line, its values one after the other. */
void form_say_row(const struct form *form, int place, struct form_row *ret_row);
