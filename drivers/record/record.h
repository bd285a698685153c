/* SPDX-License-Identifier: Apache-2.0 */
/* A recording: what crossed a device's wire, in readable text, scrubbed of personal data. It
 * replays in tests (tests/unit/drivers/replay_wire.h).
 *
 *   budayang-recording 1
 *   driver sam                          as in ids.ini
 *   row sam-usb                         its section
 *   usb 0400:c35a 0100                  vendor:product and release; or: line
 *   strings 2 0                         indices of the product's and the serial number's string
 *   interface 0 0 ff 00 00              number alternate class subclass protocol; behind it
 *   endpoint 81 bulk 64                 each of its endpoints: address, type, bytes in a packet
 *   opened 0                            which of the interfaces, counted from 0
 *   out 02 - 7 1000 ok 210 aaaaaa9669…  a transfer, see below
 *   end 1                               how many there were
 *
 * A transfer: act (out, in, control-out, control-in, clear-halt, reset), endpoint, setup packet
 * ("a1/00/0000/0000": type, request, value, index; "-" without one), bytes asked for, time-out in
 * ms, result by err_name(), microseconds it took, bytes that crossed in hex ("-": none). A '~'
 * before the hex says that the bytes were invented: only their number and their frame are true. */
#pragma once

#include "drivers/wire/log.h"

enum { RECORD_WORD = 64, RECORD_WHY = 160, RECORD_TEXT_MAX = 16 << 20 };

struct record {
    char driver[RECORD_WORD], row[RECORD_WORD];
    struct wire_identity identity; /* its serial and place are never written */
    int interface;                 /* which of them was opened */
    struct wire_log log;
};

/* Is it known what is personal in what this driver and its device say? */
bool record_knows(const char *driver);
/* Replaces everything personal by invented bytes of the same number. ret_why (RECORD_WHY bytes)
 * names the transfer that is not understood; the record is then of no use. ERR_UNSUPPORTED: nobody
 * here knows this driver's protocol, or this transfer. ERR_MEMORY. */
MUST_CHECK enum err record_scrub(struct record *record, char *ret_why);

/* Only of what was scrubbed. The caller frees *ret_text. ERR_MEMORY. */
MUST_CHECK enum err record_write(const struct record *record, char **ret_text, size_t *ret_size);
/* On failure *ret_record is untouched and ret_why says "line 7: …". ERR_FORMAT, ERR_RANGE,
 * ERR_TOO_LONG, ERR_MEMORY. The caller calls record_done. */
MUST_CHECK enum err record_read(const char *text, size_t size, struct record *ret_record,
                                char *ret_why);
void record_done(struct record *record);
