/* SPDX-License-Identifier: Apache-2.0 */
/* What a strip of thermal paper looks like after these ESC/POS bytes. It shares nothing with the
 * program that wrote them, so it can judge it. Dots are 1/203 inch, 576 across. */
#pragma once

#include "platform/base/err.h"

enum { PAPER_DOTS = 576 };

struct paper;

/* Decodes at most 4 MiB; never fails on what the bytes say. ERR_TOO_LONG, ERR_MEMORY. */
MUST_CHECK enum err paper_decode(const void *bytes, size_t size, struct paper **ret_paper);
void paper_free(struct paper *p);

/* The words on it, UTF-8, a line each; a QR code as "[QR payload]", whether the printer made it or
 * it came as a picture (then as ZBar reads it); any other picture as "[raster WxH]". */
const char *paper_text(const struct paper *p);
/* What was skipped or is doubtful, a line each: "offset 12: unknown command 1B 7A". */
const char *paper_notes(const struct paper *p);
int paper_height(const struct paper *p);
/* One dot; false outside. */
bool paper_is_black(const struct paper *p, int x, int y);
/* A picture of the strip as it hangs from the printer. ERR_DISK. */
MUST_CHECK enum err paper_write_png(const struct paper *p, const char *path);
