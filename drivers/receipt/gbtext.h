/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8 text in a printer's two-byte codes. Printer fonts hold the two-byte area of GB18030 only
 * (Star TCP300II manual) or GB2312 (SPRT SP series); everything else is drawn. */
#pragma once

#include "drivers/receipt/profile.h"

struct gbtext;

MUST_CHECK enum err gbtext_new(enum profile_font font, struct gbtext **ret_gb);
void gbtext_free(struct gbtext *gb);
DEFINE_AUTO(struct gbtext, gbtext_free);

/* Bytes of one character, 1 or 2; 0 when the printer's font does not have it. */
size_t gbtext_put(struct gbtext *gb, uint32_t code_point, uint8_t ret_bytes[2]);
bool gbtext_has_all(struct gbtext *gb, const char *text);
