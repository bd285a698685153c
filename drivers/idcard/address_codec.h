/* SPDX-License-Identifier: Apache-2.0 */
/* The additional addresses of a card: up to four blocks of 70 bytes, UTF-16LE, each written later
 * than the one before it (GA/T 490 and working code; that the last one is the newest is an
 * inference). */
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/secret.h"

enum { ADDRESS_BLOCK = 70, ADDRESS_BLOCKS = 4 };

/* The data of an answer to SAM_ADDRESSES → the newest address that is not blank. ERR_MISSING: all
 * are blank. ERR_FORMAT (no whole number of blocks), ERR_TOO_LONG, ERR_ENCODING, ERR_MEMORY. */
MUST_CHECK enum err address_read(struct bytes data, struct secret *ret_address);
