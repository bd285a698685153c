/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes of a serial scanner → whole codes. A line has no frames: a code ends with silence, and its
 * suffix (CR, LF or CR LF) is cut off; or it ends with its suffix at once where staff set one
 * (ids.ini: ends = suffix), and then no code may hold a CR or LF. */
#pragma once

#include "platform/base/err.h"

enum { LINE_CODE_MAX = 8192 };

enum line_ends { LINE_ENDS_SILENT, LINE_ENDS_SUFFIX };

struct line_join {
    enum line_ends ends;
    bool whole;    /* data is a finished code: the next bytes begin another */
    bool too_long; /* the rest is passed over until the code ends */
    size_t size;
    uint8_t data[LINE_CODE_MAX];
};

void line_join_init(struct line_join *j, enum line_ends ends);
/* Forgets and erases what was begun. */
void line_join_wipe(struct line_join *j);

/* What came. *ret_whole: j->data holds a code of j->size bytes, 1 or more; what came behind it is
 * dropped. ERR_TOO_LONG once for a code that does not fit, when it ends. */
MUST_CHECK enum err line_join_add(struct line_join *j, const uint8_t *data, size_t size,
                                  bool *ret_whole);
/* Nothing came for a while: the code's end, or (with a suffix) half a code, which is forgotten. */
MUST_CHECK enum err line_join_silence(struct line_join *j, bool *ret_whole);
