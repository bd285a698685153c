/* SPDX-License-Identifier: Apache-2.0 */
/* Where in a picture something is to be seen at all. */
#pragma once

#include "drivers/scanner/picture.h"

/* The box of all that is not flat, with a quiet zone around it; the whole picture when nothing
 * stands out. Never without area. */
struct picture_box region_busy(const struct picture *p);
