/* SPDX-License-Identifier: Apache-2.0 */
/* The 256-byte text of a card → a record. Four layouts; the letter at offset 248 tells which, and
 * it is looked at first. Source: GA/T 490 and published layouts (2023 foreigner card: the 22 bytes
 * at 220 are from a single source). */
#pragma once

#include "drivers/bus/types.h"
#include "platform/base/bytes.h"

/* `today` is YYYYMMDD. A check digit that does not fit or a card that is not valid today is a
 * finding, not a failure. ERR_TOO_SHORT (not 256 bytes), ERR_CARD_UNKNOWN (type letter),
 * ERR_ENCODING, ERR_FORMAT (name, number or a date is missing or malformed; another field is
 * malformed — blank is fine there), ERR_MEMORY. A code that no list knows is kept as it is. */
MUST_CHECK enum err card_read(struct bytes text, int today, struct id_record *ret_record);

/* GB 11643 (ISO 7064 MOD 11-2): 17 digits and the check character. */
bool card_number18_fits(const char *number);
/* The number of a 2017 foreigner card: weights 7, 3, 1; letters count from 10. */
bool card_number15_fits(const char *number);
