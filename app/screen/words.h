/* SPDX-License-Identifier: Apache-2.0 */
/* What citizens read goes through _(): Simplified Chinese is the source language, other languages
 * are catalogues in assets/words. N_() marks a text in a table that is translated where it is
 * used. */
#pragma once

#include <libintl.h>

#define _(text)  gettext(text)
#define N_(text) (text)
