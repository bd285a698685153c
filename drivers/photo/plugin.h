/* SPDX-License-Identifier: Apache-2.0 */
/* What a decoder plug-in is, and what the program that runs it tells its parent.
 *
 * A plug-in is a shared library with one function, called once in a process that ends afterwards:
 *
 *     int unpack(const unsigned char *stored, unsigned char *pixels, int argument);
 *
 * stored     PHOTO_STORED bytes, read-only
 * pixels     PHOTO_PIXELS bytes to be filled: 126 rows of 102 pixels of 3 bytes
 * argument   708 or 752, from kiosk.ini (single source: the vendors' own examples)
 * returns    below 0: not decoded; anything else: done (makers differ)
 *
 * The name and the parameters are those of the libraries that several vendors hand out. */
#pragma once

#define PLUGIN_FUNCTION "unpack"
typedef int plugin_unpack_fn(const unsigned char *stored, unsigned char *pixels, int argument);

/* Exit statuses of the program. */
enum plugin_end {
    PLUGIN_DONE = 0,       /* PHOTO_PIXELS bytes were written to standard output */
    PLUGIN_USAGE = 2,      /* wrong arguments or input, or a limit could not be set */
    PLUGIN_NOT_LOADED = 3, /* no such file, no library, no such function */
    PLUGIN_REFUSED = 4,    /* it said no, or left the last row untouched */
};
