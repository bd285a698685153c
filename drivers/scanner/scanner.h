/* SPDX-License-Identifier: Apache-2.0 */
/* The class of code scanners: a scan command ends with the raw bytes of one code that was read
 * while it ran. What was read before, or outside a command, is thrown away: a code belongs to the
 * citizen who holds it now. payload.h says what the bytes are. */
#pragma once

#include "drivers/core/driver.h"

/* HID POS (usage page 0x8C); ids.ini: class = scanner, driver = hidpos. */
extern const struct driver hidpos_driver;

/* CDC-ACM, a serial line over USB; driver = scanner-line. */
extern const struct driver scanner_line_driver;

/* A boot keyboard; driver = wedge. ASCII only: a code with any other key ends the command with
 * ERR_ENCODING. */
extern const struct driver wedge_driver;

/* A camera (drivers/camera); driver = camera. It streams while a scan runs and is closed otherwise.
 */
extern const struct driver camera_driver;
