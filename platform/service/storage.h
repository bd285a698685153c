/* SPDX-License-Identifier: Apache-2.0 */
/* Whether kiosk-platform can keep what a citizen entrusts to it, known before anybody types.
 * While it can, free room is looked at every STORAGE_LOOK_MS (a statvfs), and soon after a message
 * was kept, what the next citizen would wait for is done ahead (outbox_tidy()); while it cannot, a
 * real write is tried as often. A message that could not be kept says so at once. */
#pragma once

#include "platform/outbox/outbox.h"
#include "platform/peer/timer.h"

enum { STORAGE_LOOK_MS = 5000 };

struct storage;

typedef void storage_fn(void *user, bool able);

/* Tries a write at once. `changed` is called at each later change, from the loop. */
MUST_CHECK enum err storage_new(struct timers *timers, struct outbox *outbox, storage_fn *changed,
                                void *user, struct storage **ret_storage);
void storage_free(struct storage *storage);
bool storage_is_able(const struct storage *storage);
/* How writing a message ended. */
void storage_heard(struct storage *storage, enum err e);
