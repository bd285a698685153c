/* SPDX-License-Identifier: Apache-2.0 */
/* The device id string of a USB printer: "MFG:…;MDL:…;CMD:…;" after a big-endian length that counts
 * itself. Source: USB Printer Class 1.1 §4.2.1; keys may be spelled out (MANUFACTURER, MODEL,
 * COMMAND SET). */
#pragma once

#include "platform/base/err.h"

enum { IEEE1284_MAX = 1024 };

/* The string of a GET_DEVICE_ID reply, NUL-terminated, bytes outside printable ASCII as '?'.
 * ERR_TOO_SHORT, ERR_RANGE (absurd length), ERR_TOO_LONG. */
MUST_CHECK enum err ieee1284_parse(const uint8_t *reply, size_t size, char *ret_text,
                                   size_t text_size);

/* Value of a key or of its long spelling, cut to fit; false when it is not there. */
bool ieee1284_field(const char *text, const char *key, const char *long_key, char *ret_value,
                    size_t size);

/* Speaks a page printer's language (PJL, PCL, PostScript, PWG raster …): not a receipt printer. */
bool ieee1284_is_page_printer(const char *text);
