/* SPDX-License-Identifier: Apache-2.0 */
/* What this kiosk shows of its items, and why it does not show the others. */
#pragma once

/* Prints one line an item. 0: all are shown, 1: some are not, 2: kiosk-platform does not answer, or
 * the items cannot be read. */
int item_index_say(void);
