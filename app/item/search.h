/* SPDX-License-Identifier: Apache-2.0 */
/* Finding an item by what is typed: first letters of words (sbcb → 社保参保证明), spelled words
 * (canbao), the department's, or a part of a name in Chinese; one letter may be wrong, missing, too
 * many, or two may be swapped. Pure. */
#pragma once

#include "app/item/shelf.h"

enum { SEARCH_LETTERS_MAX = 24, SEARCH_TOLERANT_FROM = 3 };

/* How small letters a-z stand in a key; the best that holds. */
enum search_match {
    SEARCH_WHOLE,      /* they are all of it */
    SEARCH_BEGINS,     /* it begins so */
    SEARCH_WORD,       /* one of its words begins so */
    SEARCH_NEAR_BEGIN, /* it begins so but for one slip; from SEARCH_TOLERANT_FROM letters on */
    SEARCH_NEAR_WORD,  /* one of its words does; from one letter more on */
    SEARCH_NOT
};

/* `letters`: at most SEARCH_LETTERS_MAX count. */
enum search_match search_key(const struct face_key *key, const char *letters);

/* Indexes of the items on offer that `typed` finds, best first, then in the shelf's order; all of
 * them for "". At most `max` are written; returns how many there are. Spaces and case of letters do
 * not count; more than SEARCH_LETTERS_MAX letters find nothing. */
size_t search_shelf(const struct shelf *shelf, const char *typed, size_t max, size_t ret_index[]);
