/* SPDX-License-Identifier: Apache-2.0 */
/* Joins the reports of one scanned code. A long code comes in several reports, all but the last
 * with the continued flag. Answers to setup commands arrive on the same report with the symbology
 * identifiers "]X0" and "]Z6" (single source) and are dropped. With "]Q2", "]Q4" and "]Q6" a
 * backslash is sent as two and ECI marks stand between (ISO/IEC 18004, ECI protocol): the marks are
 * taken out and the backslash is single again. */
#pragma once

#include "drivers/scanner/hidpos_layout.h"

enum { HIDPOS_CODE_MAX = 8192 };

struct hidpos_join {
    const struct hidpos_layout *layout;
    size_t size;
    bool whole;    /* data is a finished code: the next report begins another */
    bool dropping; /* inside a code that is not a scan */
    uint8_t data[HIDPOS_CODE_MAX];
};

/* `layout` must outlive the join. */
void hidpos_join_init(struct hidpos_join *j, const struct hidpos_layout *layout);
/* Forgets and erases what was begun. */
void hidpos_join_wipe(struct hidpos_join *j);

/* One input report as it came from the endpoint. *ret_whole is true when j->data holds a whole code
 * of j->size bytes; it stays there until the next call. A report of another id is passed over. On
 * failure what was begun is erased: ERR_TOO_SHORT, ERR_RANGE (length byte), ERR_TOO_LONG,
 * ERR_FORMAT (a wrong ECI escape). */
MUST_CHECK enum err hidpos_join_add(struct hidpos_join *j, const uint8_t *report, size_t size,
                                    bool *ret_whole);
