/* SPDX-License-Identifier: Apache-2.0 */
/* A person who does not exist, for each layout of a card. */
#pragma once

#include "platform/base/err.h"

/* Overwrites all 256 bytes of a card's text (UTF-16LE) but the letter of its layout. False: the
 * layout is not known, nothing was changed. */
bool invented_card(uint8_t text[256]);
