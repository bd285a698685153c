/* SPDX-License-Identifier: Apache-2.0 */
/* The class of receipt printers. A slip is printed once: DONE only when the printer itself said
 * that all of it is on paper; when it fails on the way, what waits in the printer is thrown away so
 * that the next citizen does not get it, and nothing is ever sent twice. */
#pragma once

#include "drivers/core/driver.h"

/* ESC/POS over USB class 7/1/2; ids.ini: class = receipt, driver = escpos. kiosk.ini's
 * receipt_profile names the file in assets/devices/receipt, "" means generic-80. */
extern const struct driver escpos_driver;
