/* SPDX-License-Identifier: Apache-2.0 */
/* A gateway before the province, of one kind or none: what it wants to see before it lets a request
 * through (openapi.yaml §7). Written from the document, like the judge. */
#pragma once

#include <jansson.h>

#include "platform/base/must.h"
#include "tests/province/lapses.h"

struct guard;
struct evp_pkey_st;

enum { GUARD_HEADERS = 4 };

/* `directory` may hold gateway.secret; `lapses` outlive it. Stands open until guard_say(). */
struct guard *guard_new(const char *directory, const struct lapses *lapses);
void guard_free(struct guard *guard);

/* "none" or the kind; "rotate": another secret, the old one is good no more; "life S": a secret
 * lives S seconds from the next one on. NULL, or what is wrong. */
const char *guard_say(struct guard *guard, const char *words);

/* The names of the headers that it looks at; NULL where it wants fewer. */
const char *const *guard_headers(const struct guard *guard);
/* The values of those headers, "" when missing. 0, or a code of §6 with *ret_detail. `first`: the
 * secret is asked for, with the one that both sides have from the beginning. */
int guard_look(struct guard *guard, const char *const values[GUARD_HEADERS], bool first,
               const char **ret_detail);
/* The secret in force, sealed for that kiosk, and when it ends; NULL when there is none. */
json_t *guard_hand_out(struct guard *guard, struct evp_pkey_st *kiosk);
