/* SPDX-License-Identifier: Apache-2.0 */
/* Reports of a boot keyboard (HID 1.11, appendix B: modifiers, a reserved byte, six usages of page
 * 07) → the ASCII text that a scanner typed, US layout. What is not ASCII is typed as Alt and
 * digits whose meaning depends on the scanner's settings, so a code with any such key is refused as
 * a whole. */
#pragma once

#include "platform/base/err.h"

enum { WEDGE_REPORT = 8, WEDGE_KEYS = 6, WEDGE_CODE_MAX = 4096 };

struct wedge_join {
    uint8_t held[WEDGE_KEYS]; /* keys of the last report */
    bool whole;               /* data is a finished code: the next key begins another */
    bool begun;               /* also when nothing of it could be kept */
    enum err trouble;         /* why this code will be refused */
    size_t size;
    uint8_t data[WEDGE_CODE_MAX];
};

/* Forgets and erases everything, held keys too. */
void wedge_join_wipe(struct wedge_join *j);
/* One report. *ret_whole: Enter ended a code; j->data holds j->size bytes, 1 or more. ERR_ENCODING,
 * ERR_TOO_LONG: the code that ended now is refused and erased. ERR_TOO_SHORT: no whole report. */
MUST_CHECK enum err wedge_join_add(struct wedge_join *j, const uint8_t *report, size_t size,
                                   bool *ret_whole);
/* Nothing was typed for a while: the end of a code without Enter. As wedge_join_add. */
MUST_CHECK enum err wedge_join_silence(struct wedge_join *j, bool *ret_whole);
