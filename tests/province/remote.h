/* SPDX-License-Identifier: Apache-2.0 */
/* What an official orders of kiosks (openapi.yaml §13): said with each answer to a heartbeat until
 * the kiosk says what became of it. In memory only. */
#pragma once

#include <jansson.h>

#include "platform/base/must.h"
#include "tests/province/lapses.h"

enum { REMOTE_ORDERS_MAX = 8 };

struct remote {
    json_t *orders; /* all, in their order: what is said, with `outcome` once it was heard */
};

void remote_done(struct remote *remote);
/* `order`: kind, and what it brings; taken. An id is made for it. False without memory. */
bool remote_add(struct remote *remote, json_t *order);
/* What a kiosk said of them in its heartbeat. */
void remote_hear(struct remote *remote, const json_t *doc);
/* {"orders": […]} of those without an outcome; the caller releases it. */
json_t *remote_say(const struct remote *remote, const struct lapses *lapses);
