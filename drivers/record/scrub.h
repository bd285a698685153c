/* SPDX-License-Identifier: Apache-2.0 */
/* One function for each protocol: it knows which bytes are personal. Inside drivers/record. */
#pragma once

#include "drivers/record/record.h"

typedef enum err scrub_fn(struct record *record, char *ret_why);

scrub_fn scrub_sam, scrub_escpos, scrub_hidpos, scrub_line, scrub_wedge;

/* ERR_UNSUPPORTED, with the number of the transfer as the file counts (from 1). */
enum err scrub_refuse(const struct record *record, const struct wire_entry *entry,
                      const char *because, char *ret_why);
bool scrub_is_control(const struct wire_entry *entry);
/* Requests that every USB device knows, and those that set a serial line. ERR_UNSUPPORTED: another
 * one; nothing was changed then. */
MUST_CHECK enum err scrub_standard(const struct record *record, struct wire_entry *entry);
/* Letters become letters, digits digits, in an order that says nothing; control characters and
 * backslashes stay, any other byte becomes a letter. `at` counts on over several calls. */
void scrub_text(uint8_t *data, size_t size, size_t *at);
