/* SPDX-License-Identifier: Apache-2.0 */
/* Reports of the HID adapter in front of a SAM module (single source): 64 bytes, the first says how
 * many of the others count; a report that begins with FF asks the adapter for the next piece. */
#pragma once

#include "platform/base/bytes.h"

enum { REPORT_SIZE = 64, REPORT_PAYLOAD = REPORT_SIZE - 1, REPORT_SEND_ON = 0xFF };

/* Up to REPORT_PAYLOAD bytes, padded with zeros. ERR_TOO_LONG. */
MUST_CHECK enum err report_pack(struct bytes payload, uint8_t ret_report[REPORT_SIZE]);
void report_pack_send_on(uint8_t ret_report[REPORT_SIZE]);
/* `payload` points into the report. ERR_TOO_SHORT (no whole report), ERR_RANGE (length byte 0 or
 * more than fits). */
MUST_CHECK enum err report_unpack(struct bytes report, struct bytes *ret_payload);
