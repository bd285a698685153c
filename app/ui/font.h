/* SPDX-License-Identifier: Apache-2.0 */
/* The two font files that assets/fonts/fonts.ini names, mapped, and a TTF_Font for each size. */
#pragma once

#include <SDL2/SDL_ttf.h>

#include "platform/base/err.h"

struct fonts;

/* ERR_ABSENT, ERR_FORMAT, ERR_RANGE, ERR_MISSING, ERR_LIBRARY, ERR_MEMORY. */
MUST_CHECK enum err fonts_new(struct fonts **ret_fonts);
void fonts_free(struct fonts *fonts);
/* Opened once for each size; NULL when there are too many sizes or SDL_ttf failed. */
TTF_Font *fonts_get(struct fonts *fonts, int px, bool bold);
