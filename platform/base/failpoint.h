/* SPDX-License-Identifier: Apache-2.0 */
/* Named places where a test can end the program as a power cut would, between two steps that must
 * not be taken apart. $BUDAYANG_FAILPOINT names one of {insert, commit, post, reply, mark}; the
 * program aborts when it gets there. Without BUDAYANG_SEAMS nothing of it is compiled. */
#pragma once

#include "platform/base/must.h"

#ifdef BUDAYANG_SEAMS

#include <string.h>

static inline void failpoint(const char *name)
{
    const char *wanted = getenv("BUDAYANG_FAILPOINT");
    if (wanted && strcmp(wanted, name) == 0)
        abort();
}

#else

static inline void failpoint(const char *name)
{
    (void)name;
}

#endif
