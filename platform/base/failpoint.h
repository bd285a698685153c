/* SPDX-License-Identifier: Apache-2.0 */
/* Named places where a test can end the program as a power cut would, between two steps that must
 * not be taken apart. $BUDAYANG_FAILPOINT names one of {insert, commit, post, reply, ahead, mark};
 * the program aborts when it gets there, "post:3" at the third time. Without BUDAYANG_SEAMS nothing
 * of it is compiled. */
#pragma once

#include "platform/base/must.h"

#ifdef BUDAYANG_SEAMS

#include <string.h>

/* Of one source file: a name stands in one place. */
static inline void failpoint(const char *name)
{
    static long passed;
    const char *wanted = getenv("BUDAYANG_FAILPOINT");
    size_t len = strlen(name);
    if (!wanted || strncmp(wanted, name, len) != 0 || (wanted[len] && wanted[len] != ':'))
        return;
    if (++passed >= (wanted[len] ? strtol(wanted + len + 1, NULL, 10) : 1))
        abort();
}

#else

static inline void failpoint(const char *name)
{
    (void)name;
}

#endif
