/* SPDX-License-Identifier: Apache-2.0 */
/* org.budayang.Devices1 on devices.sock. A long command (Identify, Scan, Capture, Print) is one
 * method call whose reply is its one end: also when it is cancelled, unplugged, or the caller goes
 * (then it is cancelled). Only its caller gets the reply, so personal data reaches nobody else. The
 * caller chooses the token; it is unique among the caller's open commands. */
#pragma once

#define DEVICES_SOCKET    "devices.sock"
#define DEVICES_OBJECT    "/org/budayang/devices"
#define DEVICES_INTERFACE "org.budayang.Devices1"

/* id, class, state, flags, model, serial, place, usb, release, err name, failures */
#define DEVICES_INFO_SIGNATURE "(suuussssssu)"
/* kind, findings, ID_FIELD_COUNT strings, stored photo: empty unless it was asked for */
#define DEVICES_RECORD_SIGNATURE "uuasay"
/* file, preview, its width and height, findings */
#define DEVICES_SNAPSHOT_SIGNATURE "hhuuu"
/* kind, align, bold, scale, text, value */
#define DEVICES_JOB_SIGNATURE "a(uubuss)"

/* Methods
 *   List     ()                → a(suuussssssu)
 *   Identify (u token)         → uuasay    errors: cancelled, absent, not-authorised …
 *   IdentifyPhoto (u token)    → uuasay    the same with the photo: only who must show it asks
 *   Scan     (u token)         → ay        raw bytes of one code
 *   Capture  (u token)         → hhuuu     a photograph of a page, once: what fails is an error
 *   Print    (u token, job)    → us        print_outcome, err name of the reason ("ok")
 *   Cancel   (u token)         → ()        ends that command with ERR_CANCELLED; unknown: no error
 *   Reset    (s id)            → ()        technician: the whole recovery ladder
 *   Pin      (s id)            → ()        technician: this device belongs here, no other
 *   Unpin    (s id)            → ()
 *   Record   (u token, s id, u seconds) → say  a note, the scrubbed text (drivers/record); refused:
 *                                          the reason, nothing. Cancel ends it early and is no
 * error Signals Device   (suuussssssu)        a device's state, flags or presence changed Hint (uu)
 * token, id_hint
 */
