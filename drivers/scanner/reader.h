/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the QR codes of a camera's picture: the raw bytes that were put in. Two engines look, first
 * at the picture as it is, then at it sharpened, evened, enlarged, inverted …, by a table in the
 * order of what each has been seen to yield for its time (README.md). It stops at the first pass
 * that reads something; what it reads is protected by the code's own Reed-Solomon words. */
#pragma once

#include "drivers/scanner/picture.h"

enum {
    READER_CODES_MAX = 256, /* told of one picture; more are left out */
    READER_BOX_US = 45000,  /* what one picture may cost where nobody says otherwise */
};

struct reader_code {
    uint8_t *data; /* may hold NUL */
    size_t size;
};

/* No payload stands in it twice. It may be personal: wiped, not just freed. */
struct reader_codes {
    size_t count;
    struct reader_code code[READER_CODES_MAX];
};

/* 0 is no limit. A pass that would not fit is not begun; the first always is. */
struct reader_limit {
    int64_t busy_us;     /* of the calling thread's own time on the processor */
    int64_t deadline_ms; /* clock_now_ms() after which no pass begins */
    /* For pictures that follow each other: the pass to go on with after the first one, so that what
     * did not fit into this picture's box is tried on the next. NULL: from the top. */
    size_t *resume;
    /* How long to look for other codes after the first, also thread's time; 0: not at all. */
    int64_t rest_us;
};

/* For a file: all its codes, a large picture the longer. */
struct reader_limit reader_file_limit(const struct picture *picture);

/* ERR_NOT_FOUND: no code, or none in time. Also ERR_RANGE (no picture), ERR_MEMORY, ERR_LIBRARY.
 * *ret_codes is empty on failure. */
MUST_CHECK enum err reader_read(const struct picture *picture, const struct reader_limit *limit,
                                struct reader_codes *ret_codes);
void reader_codes_wipe(struct reader_codes *codes);
