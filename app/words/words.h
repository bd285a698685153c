/* SPDX-License-Identifier: Apache-2.0 */
/* What citizens read goes through _(): Simplified Chinese is the source language, other languages
 * are catalogues assets/words/<code>.po, compiled to .mo. N_() marks a text in a table that is
 * translated where it is used. */
#pragma once

#include "platform/base/err.h"

/* The languages a citizen can choose. Adding one: app/words/README.md. */
enum language { LANGUAGE_CHINESE, LANGUAGE_ENGLISH, LANGUAGE_COUNT };

/* "zh", "en": the name of the catalogue and the end of members in item files. */
const char *words_code(enum language language);

/* Reads all catalogues, once, before other threads start. A missing or broken one is logged and its
 * language falls back to Chinese; returns the first failure. */
enum err words_load(void);
/* Reads one catalogue from `path` in the place of the one there was. ERR_ABSENT, ERR_FORMAT, …:
 * then the former stays. Not while another thread translates. */
MUST_CHECK enum err words_open(enum language language, const char *path);
void words_done(void);

/* The language of _() from now on: one for the process, which shows one citizen one page. */
void words_use(enum language language);

/* The text in the language in use; `text` itself when there is no translation. Any thread. */
const char *words_say(const char *text) __attribute__((format_arg(1)));

#define _(text)  words_say(text)
#define N_(text) (text)
