/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what a 12345 order says in words, made of what was chosen. */
#pragma once

#include "app/visit/visit.h"

/* Adds title and content, in Chinese whatever the citizen reads: they are for who answers.
 * ERR_TOO_LONG, ERR_MEMORY. */
MUST_CHECK enum err hotline_add(const struct visit *visit, struct application *application);
