/* SPDX-License-Identifier: Apache-2.0 */
/* What a strip of thermal paper looks like after these ESC/POS bytes, whoever wrote them. It shares
 * nothing with the room that writes such bytes here, so it can judge it. Dots are 1/203 inch. */
#pragma once

#include "platform/base/err.h"

enum {
    PAPER_DOTS = 576, /* across 80 mm paper; 384 across 58 mm */
    PAPER_DOTS_MIN = 96,
    PAPER_DOTS_MAX = 2048,
    PAPER_BYTES_MAX = 4 << 20,
};

struct paper;

struct paper_printer {
    int dots;     /* printable width */
    bool chinese; /* Chinese mode (FS &) is on from the start, as in many printers sold in China */
};

/* Never fails on what the bytes say. ERR_TOO_LONG (more than PAPER_BYTES_MAX), ERR_RANGE (dots),
 * ERR_MEMORY. */
MUST_CHECK enum err paper_decode(const void *bytes, size_t size,
                                 const struct paper_printer *printer, struct paper **ret_paper);
/* NULL is fine. */
void paper_free(struct paper *p);
DEFINE_AUTO(struct paper, paper_free);

/* The words on it, UTF-8, a line each; a QR code as "[QR payload]", whether the printer made it or
 * it came as a picture (then as ZBar reads it); bar codes as "[EAN13 payload]" and so on, drawn or
 * not; any other picture as "[raster WxH]". Bytes of a payload that are no text, and \, are \xx. */
const char *paper_text(const struct paper *p);
/* What was skipped or is doubtful, a line each: "offset 12: unknown command 1B 7A". */
const char *paper_notes(const struct paper *p);
int paper_width(const struct paper *p);
int paper_height(const struct paper *p);
/* One dot; false outside. */
bool paper_is_black(const struct paper *p, int x, int y);
/* A picture of the strip as it hangs from the printer. ERR_DISK. */
MUST_CHECK enum err paper_write_png(const struct paper *p, const char *path);
