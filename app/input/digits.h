/* SPDX-License-Identifier: Apache-2.0 */
/* The numeric keypad: which keys there are and what pressing one does to a text of digits. */
#pragma once

#include "platform/base/must.h"

enum { DIGITS_KEYS = 12, DIGITS_COLUMNS = 3 };

/* Row by row; "" is a hole, "backspace" takes the last digit back. */
extern const char *const digits_keys[DIGITS_KEYS];

/* `text` is `size` bytes and holds at most `max` digits. Returns false when nothing changed: the
 * text is full or empty, or there is no such key. */
bool digits_press(char *text, size_t size, size_t max, int key);

/* The same keys, the hole being a point. */
extern const char *const digits_point_keys[DIGITS_KEYS];

/* A number of at most nine digits and, when there are any, so many decimals: no useless 0 before
 * it, one point. Returns false when nothing changed. */
bool digits_press_number(char *text, size_t size, int decimals, int key);

/* 13800000026 → "138 0000 0026", as it is read aloud; shorter texts as far as they go. */
void digits_group_phone(const char *digits, char *ret_text, size_t size);
