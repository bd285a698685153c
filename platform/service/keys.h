/* SPDX-License-Identifier: Apache-2.0 */
/* Keys, certificates and the gateway's secret change while the program runs: what lies in keys/ is
 * looked at, and when it is another whole set it counts from the next request on. What does not
 * make a set is set aside: the last good one stays in use until the files are mended. */
#pragma once

#include "platform/audit/audit.h"
#include "platform/base/settings.h"
#include "platform/http/http.h"
#include "platform/peer/timer.h"
#include "platform/trust/keyring.h"

/* A set is taken when two looks found it the same: it may be half written at the first. */
enum { KEYS_LOOK_MS = 5000 };

struct keys;

struct keys_parts {
    struct timers *timers;
    const struct settings *settings;
    struct keyring *keyring; /* changes in place */
    struct http *http;
    struct audit *audit; /* NULL: nothing is written there */
    void *user;
    void (*renewed)(void *user); /* another set is in use */
};

/* The parts outlive it. */
MUST_CHECK enum err keys_new(const struct keys_parts *parts, struct keys **ret_keys);
void keys_free(struct keys *keys);
/* False: what lies on disk is set aside. */
bool keys_are_good(const struct keys *keys);
