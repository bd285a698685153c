/* SPDX-License-Identifier: Apache-2.0 */
/* What a citizen will meet in an item, as pictures for the official who wrote it. */
#pragma once

#include "app/item/item.h"

/* Draws every page of the item into `directory`, which is there: NN-page-LANGUAGE[-large][-sheetN]
 * .png; and its slip as slip-LANGUAGE.job, the text that `kioskctl receipt compile` takes. The
 * citizen, the answers and what departments would know are invented. Says on stdout what does not
 * fit its page; *ret_misfits counts that. ERR_DISK, ERR_ABSENT (no assets), ERR_MEMORY, ERR_STATE
 * (the item cannot be gone through). */
MUST_CHECK enum err preview_draw(const struct item *item, const char *directory, int *ret_misfits);
