/* SPDX-License-Identifier: Apache-2.0 */
/* What a tester can wait for. */
#pragma once

#include "tests/province/desk.h"

typedef int counted_fn(const struct desk *desk);

/* "cases" …; NULL when there is no such thing. */
counted_fn *counted_of(const char *what);
