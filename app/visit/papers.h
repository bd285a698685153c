/* SPDX-License-Identifier: Apache-2.0 */
/* The papers of an application (the item's materials), and how the citizen settled each of them. */
#pragma once

#include "app/item/item.h"
#include "platform/bus/types.h"

struct visit;

enum paper_way {
    PAPER_OPEN,
    PAPER_SHARED,     /* a department has it: nobody is asked */
    PAPER_CAPTURED,   /* its pages are in visit.captured */
    PAPER_COMMITMENT, /* signed for: the signature is there */
    PAPER_LATER,
    PAPER_WITHOUT /* of one that is not needed */
};

struct paper {
    enum paper_way way; /* as it was chosen; papers_look() says whether it came about */
    int64_t chosen_ms;  /* wall clock */
    int due;            /* LATER: YYYYMMDD, 0 when the calendar does not reach */
};

/* By the number of the material in the item. All zero is nothing settled. */
struct papers {
    bool barred; /* a promise of theirs was not kept (openapi.yaml §10): none is taken now */
    bool shared[ITEM_MATERIALS_MAX];
    struct paper paper[ITEM_MATERIALS_MAX];
};

/* Shared data is still waited for, by the form or for a paper. */
bool papers_want_shared(const struct visit *visit);
/* What departments have, and whether a promise is taken of this person. A paper that was settled
 * otherwise stays so. */
void papers_take_shared(struct visit *visit, const struct pairs *shared);

/* Its condition holds with the answers so far; while a case is corrected, it is asked for. False
 * for a number that there is not. */
bool papers_wanted(const struct visit *visit, int material);
/* How it stands now: OPEN until what was chosen came about. */
enum paper_way papers_look(const struct visit *visit, int material);
/* The first wanted one that is open, behind `after` (-1: from the beginning); -1 when none is. */
int papers_next_open(const struct visit *visit, int after);
/* How many are wanted. */
int papers_count(const struct visit *visit);
/* The first wanted one that is brought later, behind `after`; -1 when none is. */
int papers_next_later(const struct visit *visit, int after);

/* It may be settled so: it is among the item's ways and this person's, or the paper is not needed.
 * Of one that hangs on an age that nobody knows here neither is it. While a case is corrected,
 * LATER is a counter's and always possible, and nothing is left out. */
bool papers_may(const struct visit *visit, int material, enum paper_way way);
/* It could be signed for instead, but not by this person. */
bool papers_is_barred(const struct visit *visit, int material);
/* ERR_STATE when it may not. Pages and a signature that belong to another way go. `due` as in
 * struct paper. */
MUST_CHECK enum err papers_settle(struct visit *visit, int material, enum paper_way way, int due);
/* Nothing is settled or made, and nothing shared is known. */
void papers_forget(struct visit *visit);
/* Adds the wanted ones, and what was made for them; what was made for one that is not wanted any
 * more goes. ERR_STATE while one is open; ERR_TOO_LONG and errno's of captured_add(). */
MUST_CHECK enum err papers_add(struct visit *visit, struct application *application);
