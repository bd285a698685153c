/* SPDX-License-Identifier: Apache-2.0 */
/* What a gateway shares with us for a while only: fetched before the first request, anew when four
 * fifths of its life are over, and at once when it was refused. The one in hand is used until
 * another has come. */
#pragma once

#include "platform/courier/gate.h"

struct renewal;

struct renewal_parts {
    const struct gate *gate; /* whose signer has the secret of keys/gateway.secret */
    struct timers *timers;
    void *user;
    void (*renewed)(void *user); /* another one is in hand */
};

/* The parts outlive it. Asks at once. */
MUST_CHECK enum err renewal_new(const struct renewal_parts *parts, struct renewal **ret_renewal);
void renewal_free(struct renewal *renewal);
/* The same place always; empty until the first has come. */
const struct secret *renewal_secret(const struct renewal *renewal);
/* The one in hand was refused: soon another. */
void renewal_hurry(struct renewal *renewal);
