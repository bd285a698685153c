/* SPDX-License-Identifier: Apache-2.0 */
/* The office's pages. `about` is what stands behind the page's path ("K017-000001"). */
#pragma once

#include <stdio.h>

#include "tests/province/control.h"

/* False: there is no such page. */
bool office_page(FILE *page, const struct control_rooms *rooms, const char *path);
