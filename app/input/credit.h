/* SPDX-License-Identifier: Apache-2.0 */
/* The unified social credit code of an organisation (GB 32100-2015): 18 characters of 31, the last
 * of which checks the others. How it is typed, shown and found in what a licence's code says. */
#pragma once

#include "platform/base/must.h"

enum { CREDIT_PLACES = 18, CREDIT_TEXT = 19, CREDIT_KEYS = 32, CREDIT_COLUMNS = 8 };
enum { CREDIT_SHOWN = 24 };

/* Row by row, the 31 characters (no I, O, S, V, Z) and "backspace". */
extern const char *const credit_keys[CREDIT_KEYS];

/* `text` is CREDIT_TEXT bytes or more. False when nothing changed: it is full or empty, or there is
 * no such key. */
bool credit_press(char *text, int key);
/* 91140802MA0KX3T590 → "9114 0802 MA0K X3T5 90"; shorter texts as far as they go. */
void credit_group(const char *code, char ret_text[CREDIT_SHOWN]);

/* 18 characters of the alphabet. */
bool credit_is_code(const char *text);
/* Such a one, and its check character fits. Codes given out early are legal and do not (facts of
 * several public programs, none official). */
bool credit_fits(const char *text);
/* The first code that fits in `len` bytes, where it stands for itself, percent-encoded (RFC 3986)
 * or in base64 as some provinces' addresses have it; no other character of its kind beside it.
 * False: there is none. */
bool credit_find(const char *bytes, size_t len, char ret_code[CREDIT_TEXT]);
