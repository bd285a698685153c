/* SPDX-License-Identifier: Apache-2.0 */
/* A file that was carried here from a broken kiosk (openapi.yaml §14). */
#pragma once

#include "tests/province/desk.h"

struct carried {
    int rows, fresh, known, refused;
};

/* NULL, or what is wrong with the file; then nothing of it was taken. */
const char *carried_take(struct desk *desk, const char *path, struct carried *ret_carried);
