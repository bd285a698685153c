/* SPDX-License-Identifier: Apache-2.0 */
/* Tells when something changed beside a path: for devices that are known by a node in /dev. Nothing
 * is polled. */
#pragma once

#include "platform/base/err.h"

enum { WATCH_PATH = 128 };

struct wire_watch;

/* `fn` runs once within this call, then on the watch's thread each time something came, went or was
 * given other rights in the folder of `path`, or in the deepest folder of it that there is. The
 * path must be absolute. ERR_USAGE, ERR_TOO_LONG, ERR_MEMORY, ERR_LIBRARY. */
MUST_CHECK enum err wire_watch_new(const char *path, void (*fn)(void *user), void *user,
                                   struct wire_watch **ret_watch);
/* Ends the thread; no call of `fn` after this. NULL is fine. */
void wire_watch_stop(struct wire_watch *watch);
/* NULL is fine. */
void wire_watch_free(struct wire_watch *watch);
