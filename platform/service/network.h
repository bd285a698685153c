/* SPDX-License-Identifier: Apache-2.0 */
/* The way to the province: one TLS policy, two gates that differ in their patience, and what the
 * gateway before it shares with us, renewed when it must be. */
#pragma once

#include "platform/audit/audit.h"
#include "platform/base/settings.h"
#include "platform/courier/gate.h"
#include "platform/trust/keyring.h"

struct network;

struct network_parts {
    sd_event *loop;
    struct timers *timers;
    const struct settings *settings;
    struct keyring *keyring;       /* changes in place when what lies on disk does */
    const struct gateway *gateway; /* how requests are signed */
    struct audit *audit;           /* NULL: nothing is written there */
    void *user;
    void (*renewed)(void *user); /* a secret or keys have come: what was refused may go now */
    void (*clock)(void *user, int64_t off_ms); /* network_clock_off_ms() is another */
};

/* The parts outlive it. */
MUST_CHECK enum err network_new(const struct network_parts *parts, struct network **ret_network);
void network_free(struct network *network);
/* As keys_are_good(). */
bool network_keys_are_good(const struct network *network);
/* As gate_clock_off_ms(). */
int64_t network_clock_off_ms(const struct network *network);
/* As gate_wall_ms(). */
int64_t network_wall_ms(const struct network *network);
/* For what is carried: the whole of timeout_s. */
const struct gate *network_carrying(const struct network *network);
/* For what a citizen stands and waits for. */
const struct gate *network_asking(const struct network *network);
