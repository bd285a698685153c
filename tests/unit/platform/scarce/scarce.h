/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that runs out at the n-th allocation, once: of our rooms (linked with --wrap), of jansson
 * (through our allocator) and of SQLite; and what else runs out as memory does: iconv's tables,
 * random numbers, digests, and what OpenSSL makes for us. Not within OpenSSL: SM2 signing in 3.0.22
 * dereferences NULL when its BN_CTX cannot be made (found by this test). */
#pragma once

#include "platform/base/err.h"

/* Before anything else in main(). */
void scarce_install(void);

/* Runs `attempt` again and again, its first, second, third … allocation failing, until one runs
 * through without a failure. Whatever fails must be called memory, library or one of `also`
 * (ends with ERR_NONE); `after` (or NULL) looks at the state after each. */
struct scarce_case {
    enum err (*attempt)(void *user);
    void (*after)(void *user, enum err e);
    void *user;
    const enum err *also;
};
/* True once, when the turn has come: for what else is to fail (scarce_bus, scarce_files). */
bool scarce_fails(void);
/* How many allocations there were. */
int scarce_run(const struct scarce_case *c);
