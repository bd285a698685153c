/* SPDX-License-Identifier: Apache-2.0 */
/* The visit on one page: screen × verdict → screen. */
#pragma once

#include "app/screen/screen.h"

/* Where a verdict of `from` leads; SCREEN_WHENCE means the screen that led to `from`, SCREEN_COUNT
 * that there is no such row (a bug that the tests find). */
enum screen_id route_next(enum screen_id from, enum verdict verdict);

/* True when what a citizen gave must be erased on this way. */
bool route_wipes(enum screen_id from, enum verdict verdict, enum screen_id to);
