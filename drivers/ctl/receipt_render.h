/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl receipt render: ESC/POS bytes → a picture, the words on it, and what is doubtful. */
#pragma once

#include "drivers/paper/paper.h"

/* `out` NULL: the file's name with .png. Words go to stdout, doubts and errors to stderr; exit
 * status. */
int receipt_render(const char *file, const char *out, const struct paper_printer *printer);
