/* SPDX-License-Identifier: Apache-2.0 */
/* Work handed to a loop from other threads. A message is a pointer whose owner changes: the sender
 * must not touch it after a successful post. */
#pragma once

#include <systemd/sd-event.h>

#include "platform/base/err.h"

struct mailbox;

typedef void mailbox_fn(void *message);

/* `loop` runs the posted functions in order. */
MUST_CHECK enum err mailbox_new(sd_event *loop, struct mailbox **ret_box);
/* From any thread. `drop` (may be NULL) frees `message` when the box is freed before it ran.
 * ERR_MEMORY: not posted, still the caller's. */
MUST_CHECK enum err mailbox_post(struct mailbox *box, mailbox_fn *run, mailbox_fn *drop,
                                 void *message);
typedef bool mailbox_match(const void *message, const void *user);

/* Drops what was posted to be run by `run` and that `match` says yes to, so that it may speak of
 * something that is about to be freed. On the loop's thread, not in a posted function. */
void mailbox_withdraw(struct mailbox *box, mailbox_fn *run, mailbox_match *match, const void *user);
/* Only on the loop's thread, and after every sender has stopped. NULL is fine. */
void mailbox_free(struct mailbox *box);
