/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/harden.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "platform/base/log.h"
#include "platform/base/secret.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ||                         \
    __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum { SCRUB_BYTES = 192 * 1024 };

static const char tunables[] = "glibc.malloc.tcache_count=0:glibc.malloc.perturb=165";

void harden_process(char **argv)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    const char *now = getenv("GLIBC_TUNABLES");
    if (SANITIZED || (now && strcmp(now, tunables) == 0))
        return;
    if (setenv("GLIBC_TUNABLES", tunables, 1) == 0)
        execv("/proc/self/exe", argv);
    /* Without the second start the program still works: say it once and go on. */
    log_event(LOG_WARN, "not_hardened", "reason=exec");
}

__attribute__((noinline)) void harden_scrub_stack(void)
{
    char below[SCRUB_BYTES];
    wipe(below, sizeof below);
}
