/* SPDX-License-Identifier: Apache-2.0 */
/* A technician's look at whether the vendor's photo decoder works. */
#pragma once

#include "drivers/bus/types.h"

/* Decodes the record's photo as kiosk.ini says and writes it to `path` as PPM (P6), a new file that
 * its owner alone can read. ERR_CONFLICT: there is a file already. ERR_MISSING: the card gave no
 * photo of the known size. What photo_decode and the settings say; ERR_ACCESS, ERR_DISK. */
MUST_CHECK enum err photo_keep(const struct id_record *record, const char *path);
