/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl receipt compile: a written job → the bytes that kiosk-devices would send. */
#pragma once

#include "platform/base/err.h"

/* `out` NULL: standard output. What is wrong is told on stderr; exit status. */
int receipt_compile(const char *profile, const char *file, const char *out);
