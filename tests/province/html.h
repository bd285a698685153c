/* SPDX-License-Identifier: Apache-2.0 */
/* Text into a page: whatever people wrote is only ever text there. */
#pragma once

#include <stdio.h>

#include "platform/base/must.h"

/* Escaped for text and for attributes in double quotes; NULL is "". */
void html_text(FILE *page, const char *text);
/* What stands before and behind the content; `here` is the path of the tab that is open (NULL: a
 * page for others, without tabs), `again_s` (0: never) when the browser asks again by itself. */
void html_begin(FILE *page, const char *title, const char *here, int again_s);
void html_end(FILE *page);
/* A form's beginning and end: one button that posts to `path`. */
void html_form(FILE *page, const char *path);
void html_button(FILE *page, const char *label, const char *note, const char *look);
