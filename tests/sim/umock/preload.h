/* SPDX-License-Identifier: Apache-2.0 */
/* What LD_PRELOAD must be for this program, or for one built as this one. A header alone, so that
 * programs that only start others need not link umockdev. */
#pragma once

#include <dlfcn.h>
#include <string.h>

#include "platform/base/must.h"

#define PRELOAD_LIBRARY "libumockdev-preload.so.0"

extern void __asan_init(void) __attribute__((weak));

/* A shared ASan runtime must come before every other preload. */
static inline const char *preload_sanitizer(void)
{
    Dl_info info;
    void *start = NULL;
    void (*init)(void) = __asan_init;
    memcpy(&start, &init, sizeof start);
    if (!start || !dladdr(start, &info) || !strstr(info.dli_fname, "asan"))
        return "";
    return info.dli_fname;
}

static inline bool preload_is_set(void)
{
    const char *set = getenv("LD_PRELOAD");
    return set && strstr(set, PRELOAD_LIBRARY);
}

/* The sanitizer, what is set now, the preload. */
static inline void preload_list(char *ret_list, size_t size)
{
    const char *set = getenv("LD_PRELOAD");
    if (preload_is_set())
        snprintf(ret_list, size, "%s", set);
    else
        snprintf(ret_list, size, "%s %s %s", preload_sanitizer(), set ? set : "", PRELOAD_LIBRARY);
}
