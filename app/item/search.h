/* SPDX-License-Identifier: Apache-2.0 */
/* Finding an item by the first letters of its words: sbcb → 社保参保证明. Pure. */
#pragma once

#include "app/item/shelf.h"

enum { SEARCH_LETTERS_MAX = 12, SEARCH_TOLERANT_FROM = 3 };

/* How well small letters a-z find a word: 0 it begins so, 1 it holds them, 2 it begins so but for
 * one letter that is wrong, missing or too many (from SEARCH_TOLERANT_FROM letters on); -1 not. */
int search_word(const char *word, const char *letters);
/* Indexes of the items on offer that the letters find, best first, then in the shelf's order; all
 * of them for "". Returns how many. */
size_t search_shelf(const struct shelf *shelf, const char *letters, size_t ret_index[SHELF_MAX]);
